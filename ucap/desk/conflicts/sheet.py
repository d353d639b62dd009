"""A change form as plain rows of values: as it stands in the database, and as it was sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin.helpers import InlineAdminFormSet
from django.contrib.admin.utils import flatten_fieldsets
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.forms.models import BaseModelFormSet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from browse.publishing import Publishable
from ucap.desk.conflicts.sent import Lists, Sent, meant, of_initial
from ucap.desk.conflicts.threeway import Key

FORM = Key("", "")
"""The form itself, beside the rows of its inlines."""

STATE = Key("", "state")
"""What is no field of the form and yet decides what saving it means: whether the record is public.
"""

MADE_FROM = "made_from"
"""The field in which a form carries what it was made from."""

SentRow = dict[str, Sent]
SentRows = dict[Key, SentRow]
Stored = list[tuple[str, str, dict[str, Lists]]]
"""Rows in JSON: the key's two parts, and what is sent for each field."""


@dataclass(frozen=True)
class Inline:
    """A formset of the page, and whether its rows can be changed there."""

    formset: BaseModelFormSet
    changeable: bool

    @cached_property
    def empty_form(self) -> forms.ModelForm:
        """A form for a row that there is not yet."""
        return self.formset.empty_form

    @cached_property
    def forms(self) -> dict[str, forms.ModelForm]:
        """The forms of the rows that there are, by primary key and in their order."""
        return {str(form.instance.pk): form for form in self.formset.initial_forms}

    @property
    def primary_key(self) -> str:
        """What the hidden field is called that names a row."""
        model: Any = self.formset.model
        return model._meta.pk.name

    @property
    def structure(self) -> set[str]:
        """Fields that say which row it is and what becomes of it, not what is in it."""
        fk = getattr(self.formset, "fk", None)
        names = {self.primary_key, DELETION_FIELD_NAME, ORDERING_FIELD_NAME}
        return names | ({fk.name} if fk else set())


@dataclass(frozen=True)
class PostedRow:
    """A row of an inline as it was sent: its place there, its primary key unless it is new."""

    index: int
    pk: str
    deleted: bool

    @property
    def name(self) -> str:
        """The row's name in a `Key`."""
        return self.pk or f"+{self.index}"


class Sheet:
    """An unbound change form with its inlines, read as rows. Reading costs no queries.

    Of the form itself the fields with `names` count, those of its fieldsets:
    what else it carries belongs to one change and not to the record.
    """

    def __init__(
        self,
        record: Model | None,
        form: forms.ModelForm,
        names: Iterable[str],
        inlines: Iterable[Inline],
    ) -> None:
        self.record = record
        self.form = form
        self.names = set(names)
        self.inlines = {str(inline.formset.prefix): inline for inline in inlines}

    @classmethod
    def of_page(cls, context: Mapping[str, Any]) -> "Sheet":
        """The sheet of what Django admin hands to the template of a change form."""
        admin_formsets: list[InlineAdminFormSet] = context["inline_admin_formsets"]
        return cls(
            context["original"],
            context["adminform"].form,
            flatten_fieldsets(context["adminform"].fieldsets),
            [Inline(one.formset, one.has_change_permission) for one in admin_formsets],
        )

    # Fields

    def form_of(self, key: Key) -> forms.ModelForm:
        """The form of a row, an empty one if the row is not there."""
        if not key.group:
            return self.form
        inline = self.inlines[key.group]
        return inline.forms.get(key.row, inline.empty_form)

    def fields_of(self, key: Key) -> dict[str, BoundField]:
        """The fields of a row that can be changed on the page."""
        if key == STATE:
            return {}
        inline = self.inlines.get(key.group)
        if inline and not inline.changeable and key.row in inline.forms:
            return {}
        form = self.form_of(key)
        names = set(form.fields) - inline.structure if inline else self.names
        return {
            bound.name: bound for bound in form if bound.name in names and not bound.field.disabled
        }

    # The three versions

    @cached_property
    def rows(self) -> SentRows:
        """What a browser would send if nobody touched the form."""
        keys = [Key(prefix, pk) for prefix, inline in self.inlines.items() for pk in inline.forms]
        rows = {
            key: {
                name: meant(bound.field, name, of_initial(bound))
                for name, bound in self.fields_of(key).items()
            }
            for key in [FORM, *keys]
        }
        if isinstance(self.record, Publishable) and "status" not in rows[FORM]:
            status = self.record.status
            rows[STATE] = {"status": Sent({"status": [status]}, status)}
        return rows

    def stored(self) -> Stored:
        """`rows`, to be kept in JSON."""
        return [
            (key.group, key.row, {name: sent.values for name, sent in row.items()})
            for key, row in self.rows.items()
        ]

    def read(self, stored: Stored) -> SentRows:
        """What was `stored`; without the inlines that the page has no longer."""
        rows = {
            Key(group, row): self.read_row(Key(group, row), fields)
            for group, row, fields in stored
            if not group or group in self.inlines
        }
        if STATE not in self.rows:
            rows.pop(STATE, None)
        elif STATE not in rows:
            rows[STATE] = self.rows[STATE]
        return rows

    def read_row(self, key: Key, fields: Mapping[str, Lists]) -> SentRow:
        """A row that was stored; without the fields that it has no longer."""
        if key == STATE:
            return {name: Sent(lists, lists[name][0]) for name, lists in fields.items()}
        known = self.fields_of(key)
        return {
            name: meant(known[name].field, name, lists)
            for name, lists in fields.items()
            if name in known
        }

    def unknown(self, post: QueryDict) -> SentRows:
        """What a form was made from when nobody can tell: the rows it names, without values."""
        rows: SentRows = {FORM: {}}
        for prefix in self.inlines:
            rows |= {Key(prefix, row.pk): {} for row in self.posted_in(post, prefix) if row.pk}
        if STATE in self.rows:
            rows[STATE] = self.rows[STATE]
        return rows

    def posted(
        self, post: QueryDict, files: MultiValueDict[str, UploadedFile], base: SentRows
    ) -> SentRows:
        """What was sent. Rows of `base` that were not sent at all are as they were there."""
        mine = {FORM: self._posted_row(post, files, FORM, "", base)}
        if STATE in base:
            mine[STATE] = base[STATE]
        for prefix in self.inlines:
            sent = {Key(prefix, row.name): row for row in self.posted_in(post, prefix)}
            mine |= {
                key: row for key, row in base.items() if key.group == prefix and key not in sent
            }
            mine |= {
                key: self._posted_row(post, files, key, f"{prefix}-{row.index}-", base)
                for key, row in sent.items()
                if not row.deleted
            }
        return mine

    def posted_in(self, post: QueryDict, prefix: str) -> Iterator[PostedRow]:
        """The rows of an inline that were sent, in their order; none of what makes no sense."""
        inline = self.inlines[prefix]
        most: int = inline.formset.absolute_max
        total = min(_number(post.get(f"{prefix}-TOTAL_FORMS")), most)
        initial = _number(post.get(f"{prefix}-INITIAL_FORMS"))
        tick = forms.CheckboxInput()
        for index in range(total):
            stem = f"{prefix}-{index}-"
            pk = post.get(f"{stem}{inline.primary_key}", "") if index < initial else ""
            ticked = tick.value_from_datadict(post, MultiValueDict(), stem + DELETION_FIELD_NAME)
            yield PostedRow(index, pk, bool(inline.formset.can_delete and ticked))

    def _posted_row(
        self,
        post: QueryDict,
        files: MultiValueDict[str, UploadedFile],
        key: Key,
        stem: str,
        base: SentRows,
    ) -> SentRow:
        row: SentRow = {}
        for name, bound in self.fields_of(key).items():
            if isinstance(bound.field, forms.FileField):
                untouched = base.get(key, {}).get(name) or self.rows.get(key, {}).get(name)
                row[name] = _posted_file(post, files, stem + name, untouched)
                continue
            lists = {sent: post.getlist(stem + sent) for sent in of_initial(bound)}
            row[name] = meant(bound.field, name, lists)
        return row


def _posted_file(
    post: QueryDict,
    files: MultiValueDict[str, UploadedFile],
    name: str,
    untouched: Sent | None,
) -> Sent:
    """A file that was sent, or that the stored one is to go; else what it was before."""
    sent = files.get(name)
    if sent or f"{name}-clear" in post:
        return Sent({}, ("sent", getattr(sent, "name", "")))
    return untouched or Sent({}, "")


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 10 else 0
