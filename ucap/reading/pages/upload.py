"""The form that takes documents in, several at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from ucap.reading.models import Reading
from ucap.reading.taking import take
from ucap.summaries.documents.fields import DocumentField, accepted

MOST_FILES = 20


class SeveralFiles(forms.FileInput):
    """A field in which one chooses several files."""

    allow_multiple_selected = True


class DocumentsField(DocumentField):
    """Files that are looked at one by one; cleans to a list of those that can be kept.

    `wrong` says of each of the others why not; ValidationError where there are only such.
    """

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files, rewound."""
        sent = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(sent) > MOST_FILES:
            raise ValidationError(_("At most %(most)d files at once."), params={"most": MOST_FILES})
        if not sent:
            return [super().clean(None, initial)]  # says that one is needed
        files: list[UploadedFile] = []
        wrong: list[ValidationError] = []
        for one in sent:
            try:
                files.append(super().clean(one, initial))  # type: ignore[arg-type]
            except ValidationError as refused:
                wrong.append(refused)
        self.wrong = wrong
        if not files:
            raise ValidationError(wrong)
        return files


class UploadForm(forms.Form):
    """What to read. Files that cannot be kept do not keep the others from being taken in."""

    documents = DocumentsField(label=_("Documents"), help_text=lazy(accepted, str)())

    def take(self, by: Any) -> list[Reading]:
        """Take the files in, each once; gives the readings that are new. Three queries a file."""
        taken = [take(file.name, file.file, by) for file in self.cleaned_data["documents"]]
        return [reading for reading, is_new in taken if is_new]

    @property
    def refused(self) -> list[str]:
        """Why files that were sent along cannot be kept."""
        field: Any = self.fields["documents"]
        return [text for error in getattr(field, "wrong", []) for text in error.messages]
