"""Why a form that was sent is shown again, and what is put on its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ucap.desk.conflicts.meeting import Meeting, choice_name
from ucap.desk.conflicts.saves import Save
from ucap.desk.conflicts.sheet import FORM
from ucap.desk.conflicts.threeway import Key
from ucap.desk.conflicts.told import tell


class Refusal(Protocol):
    """A reason to show a form again."""

    def show(self, context: dict[str, Any]) -> None:
        """Put what is to be said into the context of the page."""


@dataclass(frozen=True)
class Met:
    """Somebody else has saved the record meanwhile."""

    meeting: Meeting
    saves: list[Save]

    def show(self, context: dict[str, Any]) -> None:
        """The panel above the form, and an error at each field where a choice is needed.

        Those errors do not count among the ones that Django admin asks to correct below.
        """
        by_key = dict(_forms(context))
        places = {key: form.prefix or "" for key, form in by_key.items()}
        for number, one in enumerate(self.meeting.asked):
            form = by_key.get(one.key)
            if one.name and form and one.name in form.fields:
                form.add_error(one.name, _pointer(number))
        context["conflict"] = tell(self.meeting, places)
        context["saves"] = self.saves


@dataclass(frozen=True)
class Gone:
    """The record is not there any more: the form is one to add it anew."""

    save: Save | None

    def show(self, context: dict[str, Any]) -> None:
        """The panel above the form."""
        context["record_is_gone"] = True
        context["save"] = self.save


def _forms(context: dict[str, Any]) -> Iterable[tuple[Key, forms.ModelForm]]:
    """The forms on the page, by the rows that they are of."""
    yield FORM, context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        for form in inline.formset.initial_forms:
            yield Key(inline.formset.prefix, str(form.instance.pk)), form


def _pointer(number: int) -> str:
    return format_html(
        '<a href="#{}">{}</a>', choice_name(number), _("Changed by both of you: choose above.")
    )
