"""The changes that can be made to many records at once."""

from typing import Any

from django import forms
from django.contrib.auth import get_permission_codename
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from browse.publishing import Status
from browse.text import Spoken
from cities.models import Theme
from ucap.desk.review import moving
from ucap.desk.review.bulk import themes
from ucap.desk.review.bulk.plan import Plan, sorted_out
from ucap.desk.review.forms import ReasonForm
from ucap.desk.review.rehearsal import Effect
from ucap.desk.review.states import RULES, Move, permitted


class Bulk:
    """A change of many records: what it asks, what it would touch, and how it is made.

    `apply` is called inside a transaction and a context of the history, with
    the records locked.
    """

    name: str
    label: Spoken
    needs_reason = False

    def permitted(self, model: type[Model], user: Any) -> bool:
        """Whether `user` may make it with records of `model` at all."""
        codename = get_permission_codename("change", model._meta)
        return user.has_perm(f"{model._meta.app_label}.{codename}")

    def choice(self, model: type[Model]) -> forms.Field | None:
        """The field that asks what to set; None where there is nothing to choose."""
        return None

    def form(self, model: type[Model], data: Any = None) -> ReasonForm:
        """The form of the page that asks: the choice, if there is one, and a reason."""
        form = ReasonForm(data, needed=self.needs_reason)
        field = self.choice(model)
        if field is not None:
            form.fields = {"choice": field, **form.fields}
        return form

    def plan(self, model: type[Model], records: list[Any], choice: Any) -> Plan:
        """Which of `records` it would touch."""
        raise NotImplementedError

    def effect(self, model: type[Model], keys: list[int], user: Any) -> Effect | None:
        """What the public would see otherwise; None where that is no part of the question."""
        return None

    def apply(
        self, model: type[Model], keys: list[int], choice: Any, user: Any, reason: str
    ) -> int:
        """Make the change; gives how many records it touched."""
        raise NotImplementedError


class ChangeStatus(Bulk):
    """A step of many records; summaries take their activities and pilots along."""

    def __init__(self, move: Move) -> None:
        self.rule = RULES[move]
        self.name = f"bulk_{move.value}"
        self.label = move.label
        self.needs_reason = self.rule.needs_reason

    def permitted(self, model: type[Model], user: Any) -> bool:
        """Whether `user` may make the step."""
        return permitted(self.rule, model, user)

    def plan(self, model: type[Model], records: list[Any], choice: Any) -> Plan:
        """Those that stand where the step starts."""
        done = self.rule.move is Move.PUBLISH
        why = _("published already") if done else _("not published")
        return sorted_out(
            records, lambda record: "" if Status(record.status) in self.rule.sources else why
        )

    def effect(self, model: type[Model], keys: list[int], user: Any) -> Effect:
        """What becomes public or vanishes."""
        return moving.effect_of(moving.batch(self.rule, model, keys, user, along=True))

    def apply(
        self, model: type[Model], keys: list[int], choice: Any, user: Any, reason: str
    ) -> int:
        """Let them make the step."""
        done = moving.carry_out(self.rule, model, keys, user, reason=reason, action="bulk")
        return done.number


class ChangeTheme(Bulk):
    """Adds a theme, or removes one."""

    adds: bool
    already: Spoken

    def choice(self, model: type[Model]) -> forms.Field:
        """Which theme."""
        return forms.ModelChoiceField(Theme.objects.all(), label=_("Theme"))

    def plan(self, model: type[Model], records: list[Any], choice: Any) -> Plan:
        """Those that do not have it yet, or those that have it."""
        have = themes.having(model, [record.pk for record in records], choice)
        return sorted_out(
            records, lambda record: self.already if (record.pk in have) is self.adds else ""
        )


class AddTheme(ChangeTheme):
    """Adds a theme."""

    name = "bulk_add_theme"
    label = _("Add a theme")
    adds = True
    already = _("has the theme already")

    def apply(
        self, model: type[Model], keys: list[int], choice: Any, user: Any, reason: str
    ) -> int:
        """Link them with the theme."""
        themes.add(model, keys, choice)
        return len(keys)


class RemoveTheme(ChangeTheme):
    """Removes a theme."""

    name = "bulk_remove_theme"
    label = _("Remove a theme")
    adds = False
    already = _("does not have the theme")

    def apply(
        self, model: type[Model], keys: list[int], choice: Any, user: Any, reason: str
    ) -> int:
        """Take the theme from them."""
        themes.remove(model, keys, choice)
        return len(keys)


class SetField(Bulk):
    """Sets a field that has choices."""

    def __init__(self, field: str, label: Spoken) -> None:
        self.field = field
        self.name = f"bulk_set_{field}"
        self.label = label

    def choice(self, model: type[Model]) -> forms.Field:
        """Which value."""
        field: Any = model._meta.get_field(self.field)
        return forms.ChoiceField(
            choices=[("", "---------"), *field.choices], label=field.verbose_name.capitalize()
        )

    def plan(self, model: type[Model], records: list[Any], choice: Any) -> Plan:
        """Those that have another value."""
        return sorted_out(
            records,
            lambda record: _("is so already") if getattr(record, self.field) == choice else "",
        )

    def apply(
        self, model: type[Model], keys: list[int], choice: Any, user: Any, reason: str
    ) -> int:
        """Set the field."""
        return model._default_manager.filter(pk__in=keys).update(**{self.field: choice})


PUBLISH = ChangeStatus(Move.PUBLISH)
WITHDRAW = ChangeStatus(Move.WITHDRAW)
SET_KIND = SetField("kind", _("Set the kind"))
SET_STAGE = SetField("stage", _("Set the stage"))
