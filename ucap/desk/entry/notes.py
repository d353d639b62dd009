"""Editorial notes on a summary, its parts and its places."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ucap.desk.entry.entering import Entering
from ucap.desk.entry.rows import free_slug
from ucap.desk.entry.summary import Prose
from ucap.summaries.models import EditorialNote

_STORED = re.compile(r"^(activity|pilot)-([0-9]{1,18})$")
_CARD = re.compile(r"^(activity_citations|pilot_citations)-([0-9]{1,4})$")


class NoteForm(forms.ModelForm):
    """One note. `about` is the card that it is on, if it is on one."""

    entering: ClassVar[Entering]

    about = forms.CharField(
        label=_("on the entry"), required=False, max_length=40, widget=forms.Select
    )

    class Meta:
        model = EditorialNote
        fields = ["part", "oddity", "resolution", "source"]
        widgets = {"oddity": Prose(2), "resolution": Prose(2)}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        note = self.instance
        if note.activity_citation_id:
            self.initial["about"] = f"activity-{note.activity_citation_id}"
        elif note.pilot_citation_id:
            self.initial["about"] = f"pilot-{note.pilot_citation_id}"
        widget: Any = self.fields["about"].widget
        widget.choices = [("", _("the part as a whole")), *self._cards()]

    def _cards(self) -> list[tuple[str, str]]:
        """(value, name) of each card that a note can be on, those just typed included."""
        found = []
        for formset in self.entering.formsets.values():
            for form in formset.forms:
                if form.instance.pk:
                    record = form.stored_record
                    name = f"{form.instance.SECTION} {form.instance.position} – {record}"
                    found.append((f"{form.kind}-{form.instance.pk}", name[:90]))
                elif form.is_bound and form.has_changed():
                    name = f"{form['position'].value()} – {form['record'].value()}"
                    found.append((form.prefix, name[:90]))
        return found

    def clean_about(self) -> str:
        """A card of this form; ValidationError for anything else."""
        about = self.cleaned_data["about"]
        if about and about != self.initial.get("about") and self._card(about) is None:
            raise forms.ValidationError(_("Choose an entry of this summary."))
        return about

    def _card(self, about: str) -> Any:
        """The card that `about` names, or None."""
        stored, new = _STORED.match(about), _CARD.match(about)
        for formset in self.entering.formsets.values():
            for form in formset.forms:
                if new and form.prefix == about:
                    return form
                if stored and form.kind == stored[1] and str(form.instance.pk) == stored[2]:
                    return form
        return None

    def save(self, commit: bool = True) -> EditorialNote:
        """The note, on its citation if that has been stored, too."""
        note = self.instance
        card = self._card(self.cleaned_data["about"])
        if "about" in self.changed_data or card:
            stored = card and card.instance.pk and not card.cleaned_data.get("DELETE")
            for kind in ("activity", "pilot"):
                mine = card.instance if stored and card.kind == kind else None
                setattr(note, f"{kind}_citation", mine)
        if not note.slug:
            stem = f"{note.summary.slug}-{note.part}-{' '.join(note.oddity.split()[:6])}"
            note.slug = free_slug(stem, EditorialNote.objects.all(), length=120, otherwise="note")
        return super().save(commit)
