"""Two editors at their forms, without a browser."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.forms import BooleanField, CharField, ChoiceField, Field, IntegerField, ModelChoiceField
from django.test import Client

from tests.across.test_admin import address, errors_of, form_of
from ucap.desk.conflicts.admin import MadeFromField

Data = dict[str, Any]


class Editor:
    """Somebody with all rights, who opens forms and sends them."""

    def __init__(self, name: str, user: User | None = None) -> None:
        self.client = Client()
        self.user = user or User.objects.create_superuser(name, first_name=name.title())
        self.client.force_login(self.user)

    def opens(self, record: Model) -> Data:
        """What the record's form would send if nothing were changed in it."""
        answer = self.client.get(address(type(record), "change", record.pk))
        assert answer.status_code == 200, answer
        return form_of(answer)

    def sends(self, record: Model, data: Data) -> Any:
        """The answer to the record's form."""
        return self.client.post(address(type(record), "change", record.pk), data)

    def saves(self, record: Model, data: Data) -> None:
        """Send the form and be told that it is saved."""
        answer = self.sends(record, data)
        assert answer.status_code == 302, answer.context and errors_of(answer)

    def changes(self, record: Model, **values: Any) -> None:
        """Open the form, change some fields in it, save it."""
        self.saves(record, self.opens(record) | values)

    def is_asked(self, record: Model, data: Data) -> tuple[Data, Any]:
        """Send the form and be shown it again: what it sends now, and what is told."""
        answer = self.sends(record, data)
        assert answer.status_code == 200
        assert "Nothing is saved yet" in answer.content.decode()
        return form_of(answer), answer.context["conflict"]


def others(field: Field, value: Any) -> Iterator[Any]:
    """Other values that a field may take, as a browser sends them."""
    if isinstance(field, MadeFromField):
        return
    if isinstance(field, ModelChoiceField):
        if not field.widget.is_hidden and field.queryset is not None:
            several = getattr(field.widget, "allow_multiple_selected", False)
            for record in field.queryset.exclude(pk__in=value if several else [value or 0])[:8]:
                yield [record.pk] if several else record.pk
    elif isinstance(field, ChoiceField):
        choices: Any = field.choices
        yield from [code for code, _label in choices if code not in ("", value)]
    elif isinstance(field, IntegerField):
        yield from [(value or 0) + 101, (value or 0) + 102]
    elif isinstance(field, BooleanField):
        yield not value
    elif isinstance(field, CharField):
        yield from [
            "another-value",
            "a-third-value",
            "fr",
            "XX",
            "YY",
            "a@b.eu",
            "#123456",
            "#654321",
        ]


def changeable(editor: Editor, record: Model, number: int) -> Iterator[tuple[str, list[Any]]]:
    """Fields of the record's own form, each with `number` other values that can be saved.

    Found by saving them and taking that back.
    """
    page = editor.client.get(address(type(record), "change", record.pk))
    data, form = form_of(page), page.context["adminform"].form
    for bound in form:
        found: list[Any] = []
        for value in others(bound.field, bound.value()):
            with transaction.atomic():
                answer = editor.sends(record, data | {bound.name: value})
                transaction.set_rollback(True)
            if answer.status_code == 302:
                found.append(value)
            if len(found) == number:
                yield bound.name, found
                break


def stored(record: Model, name: str) -> Any:
    """What the database holds for a field now, as a form sends it."""
    value = type(record)._default_manager.get(pk=record.pk).serializable_value(name)
    if hasattr(value, "values_list"):
        return list(value.values_list("pk", flat=True))
    return value
