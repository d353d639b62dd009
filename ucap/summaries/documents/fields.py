"""What a form needs to take a document in: mix `DocumentForm` in before `ModelForm`."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ucap.summaries.documents.keeping import find, keep, look
from ucap.summaries.documents.kinds import NotADocument

UPLOAD = "document_upload"


def accepted() -> str:
    """What may be uploaded, in a sentence."""
    most = filesizeformat(settings.DOCUMENT_MAX_BYTES)
    return _("A PDF, a Word document (.docx), or text in UTF-8, at most %(most)s.") % {"most": most}


class DocumentField(forms.FileField):
    """A file that is looked at before it is accepted; messages name it and say what is."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        """The uploaded file, rewound, or None; ValidationError for what cannot be kept."""
        self._refuse_empty(data)
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            look(upload.name, upload.file)
        except NotADocument as error:
            raise self._refused(upload, str(error.reason)) from error
        return upload

    def _refuse_empty(self, data: Any) -> None:
        """FileField's own message does not name the file."""
        if isinstance(data, UploadedFile) and not data.size:
            raise self._refused(data, _("The file is empty."))

    def _refused(self, upload: UploadedFile, reason: str) -> ValidationError:
        told = {"name": upload.name, "reason": reason, "accepted": accepted()}
        return ValidationError(
            _("“%(name)s” cannot be kept. %(reason)s %(accepted)s"), code="refused", params=told
        )


class DocumentForm(forms.ModelForm):
    """The form of a summary with a field for its document.

    An upload takes the place of name and checksum; the file is stored when the
    form is saved, and what was there before stays in the store. A checksum
    that is typed in finds its file if that is kept.
    """

    document_upload = DocumentField(
        label=gettext_lazy("Document upload"), required=False, help_text=lazy(accepted, str)()
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for the file again when something else is wrong: no browser keeps it."""
        cleaned = super().clean()
        if self.files.get(self.add_prefix(UPLOAD)) and self.errors and UPLOAD not in self.errors:
            self.add_error(UPLOAD, _("Choose the file again when the rest is mended."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Store the file, if there is one, before the summary that refers to it."""
        upload = self.cleaned_data.get(UPLOAD)
        if upload:
            keep(self.instance, upload.name, upload.file)
        elif "document_sha256" in self.changed_data:
            find(self.instance)
        return super().save(commit)
