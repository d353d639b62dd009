"""Formsets whose rows have positions: 1, 2, 3."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ucap.desk.entry.rows import OUT_OF_THE_WAY


class NumberedFormSet(forms.BaseInlineFormSet):
    """Rows in the order of their positions; what has none comes behind all others."""

    def clean(self) -> None:
        """Number what has no position yet; no two rows share one."""
        super().clean()
        live = [form for form in self.forms if is_live(self, form)]
        last = max((form.cleaned_data.get("position") or 0 for form in live), default=0)
        seen: set[int] = set()
        for form in live:
            position = form.cleaned_data.get("position")
            if not position:
                last += 1
                position = last
            if position in seen:
                form.add_error("position", _("Another one has this position."))
            seen.add(position)
            form.instance.position = form.cleaned_data["position"] = position

    def validate_unique(self) -> None:
        """Positions are compared in `clean`: here they would be compared with rows that move."""

    def save(self, commit: bool = True) -> list[Any]:
        """Save, with rows that are removed or move out of each other's way first."""
        model: Any = self.model
        rows = model._default_manager
        gone = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        rows.filter(pk__in=gone).delete()
        moving = [form for form in self.initial_forms if "position" in form.changed_data]
        for number, form in enumerate(moving):
            rows.filter(pk=form.instance.pk).update(position=OUT_OF_THE_WAY + number)
        return super().save(commit)


def is_live(formset: Any, form: Any) -> bool:
    """Whether a form stands for a row: neither removed, nor a blank one, nor wrong."""
    if not form.is_valid() or not hasattr(form, "cleaned_data"):
        return False
    if formset.can_delete and formset._should_delete_form(form):
        return False
    return bool(form.instance.pk) or form.has_changed()
