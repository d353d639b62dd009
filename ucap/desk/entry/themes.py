"""The themes of a summary: label as printed, what it means, and what stands under it."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ucap.desk.entry import labels
from ucap.desk.entry.entering import Entering
from ucap.desk.entry.summary import Optional, Prose
from ucap.summaries.models import SummaryTheme


class ThemeForm(Optional, forms.ModelForm):
    """One theme; which one it is follows from the label, unless somebody chooses."""

    entering: ClassVar[Entering]
    optional = ("position",)

    theme_meant = forms.ChoiceField(
        label=_("theme"), required=False, help_text=_("Left empty: found by its label.")
    )

    class Meta:
        model = SummaryTheme
        fields = ["position", "label_printed", "description", "focus", "challenges"]
        widgets = {
            "position": forms.NumberInput({"min": 1, "max": 999}),
            "description": Prose(2),
            "focus": Prose(2),
            "challenges": Prose(2),
        }
        help_texts = {
            "label_printed": _("To the letter, without a closing colon."),
            "description": _("What the document says under it, in our own words."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.relax()
        self.fields["position"].max_value = 999  # type: ignore[attr-defined]
        themes = self.entering.directories.theme.entries
        choice: Any = self.fields["theme_meant"]
        choice.choices = [("", _("found by its label")), *((str(e.pk), e.name) for e in themes)]
        if self.instance.pk:
            self.initial["theme_meant"] = str(self.instance.theme_id)

    def clean(self) -> dict[str, Any]:
        """Find the theme by its label where none is chosen; where it is not plain, ask."""
        cleaned = super().clean() or self.cleaned_data
        if not self.has_changed() or "label_printed" not in cleaned:
            return cleaned
        if cleaned.get("theme_meant"):
            self.instance.theme_id = int(cleaned["theme_meant"])
            return cleaned
        known = self.entering.directories.theme
        names = {entry.pk: [entry.name, *entry.others] for entry in known.entries}
        meant, possible = labels.theme(cleaned["label_printed"], names)
        if meant is None:
            near = " / ".join(known.by_pk[pk].name for pk in possible)
            asked = _("“%(label)s” is not plain: choose the theme that it means.")
            if near:
                asked = _("“%(label)s” is not plain: choose the theme, perhaps %(near)s.")
            params = {"label": cleaned["label_printed"][:60], "near": near}
            self.add_error("theme_meant", ValidationError(asked, params=params, code="unclear"))
        else:
            self.instance.theme_id = meant
        return cleaned
