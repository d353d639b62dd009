"""Why something is changed: a field beside every form of the desk, kept in the context."""

from typing import Any

import pghistory
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

NAME = "reason_for_change"
"""What the field is called in a form; models have a “reason” of their own."""


class ReasonField(forms.CharField):
    """An editor's words on why something is changed; no change by itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Reason for the change"),
            required=False,
            max_length=500,
            help_text=_("For the history: what a colleague would want to know in a year."),
            widget=forms.TextInput(attrs={"class": "vTextField"}),
            **kwargs,
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """No: a reason alone changes nothing, and is no field of the record."""
        return False


class ReasonForm(forms.Form):
    """The field alone, for pages that only confirm."""

    reason_for_change = ReasonField()


def keep(reason: str, action: str = "edit") -> None:
    """Say in the history of this request why its changes are made, and what they are."""
    pghistory.context(action=action, **({"reason": reason} if reason else {}))


def posted(request: HttpRequest) -> str:
    """The reason that came with a form that has no place for errors, shortened if need be."""
    return " ".join(request.POST.get(NAME, "").split())[:500]
