"""How the list of all changes is narrowed."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from browse.history.changes import WAYS, Wanted
from browse.history.parts import Kind, is_part, kinds


def records() -> dict[str, Kind]:
    """Every kind of record that has a history, by its name in addresses."""
    return {model._meta.label_lower: model for model in kinds() if not is_part(model)}


def people() -> list[tuple[str, str]]:
    """Everybody with an account, for a choice. One query."""
    users: Any = get_user_model()._default_manager.order_by("username")
    return [(str(user.pk), user.get_full_name() or user.get_username()) for user in users]


class ChangesForm(forms.Form):
    """Whose changes, of what, of which sort and when; every field may be left empty."""

    person = forms.ChoiceField(label=_("Who"), required=False)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    action = forms.ChoiceField(label=_("How"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nouns = [(name, capfirst(m._meta.verbose_name_plural)) for name, m in records().items()]
        choices: dict[str, tuple[Any, list[Any]]] = {
            "person": (_("Anybody"), people()),
            "kind": (_("Anything"), nouns),
            "action": (_("In any way"), WAYS),
        }
        for name, (everything, values) in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", everything), *values]

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("“To” is before “From”."))
        return cleaned

    @property
    def wanted(self) -> Wanted | None:
        """What to list; None if the form asks for what cannot be."""
        if not self.is_valid():
            return None
        asked = self.cleaned_data
        until = asked["until"]
        return Wanted(
            kind=records().get(asked["kind"]),
            person=int(asked["person"]) if asked["person"] else None,
            action=asked["action"],
            since=asked["since"] and _midnight(asked["since"]),
            until=until and _midnight(until + timedelta(days=1)),
        )


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
