"""Differences between two versions of a form, in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from browse.history.words import Span, compared
from browse.publishing import Status
from ucap.desk.conflicts.meeting import Meeting, choice_name
from ucap.desk.conflicts.sent import Sent
from ucap.desk.conflicts.sheet import FORM, STATE, SentRow, Sheet
from ucap.desk.conflicts.threeway import Difference, Key
from ucap.desk.labels import labels_of

Labels = Mapping[tuple[str, str], Mapping[str, str]]
"""Names of records by their keys, for each (inline, field)."""


@dataclass(frozen=True)
class Side:
    """One version of what differs: a text, or the filled fields of a row, or neither."""

    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """A difference: where it is, and what it was made from or what I sent, and theirs."""

    where: str
    anchor: str
    """The id of the field on the page, "" if it is not there."""
    mine: Side
    theirs: Side
    mine_is_gone: bool = False
    theirs_is_gone: bool = False
    is_row: bool = False
    choice: str = ""
    """The name of the radio buttons, if it is a question."""
    again: bool = False
    """Whether the question has been asked before, and not been answered."""

    @property
    def spans(self) -> list[Span]:
        """Both texts as one, mine taken out and theirs put in; none unless there are two."""
        both = self.mine.text and self.theirs.text
        return compared(self.mine.text, self.theirs.text) if both else []


@dataclass(frozen=True)
class Told:
    """What a meeting has to say."""

    questions: list[Line]
    taken: list[Line]
    published: bool
    withdrawn: bool
    blind: bool
    files: list[str]


def tell(meeting: Meeting, places: Mapping[Key, str]) -> Told:
    """`meeting` in words; `places` says which prefix the form of each row has on the page.

    One query for each field that names records and stands in a difference.
    """
    differences = [*meeting.asked, *meeting.taken]
    teller = _Teller(meeting.sheet, _labels(meeting.sheet, differences), places)
    state = next((one for one in meeting.taken if one.key == STATE), None) or next(
        (one for one in differences if one.key == FORM and one.name == "status"), None
    )
    was, now = (state.mine.meaning, state.theirs.meaning) if state else ("", "")
    return Told(
        questions=[
            teller.line(one, choice_name(number), again=one.place in meeting.again)
            for number, one in enumerate(meeting.asked)
        ],
        taken=[teller.line(one) for one in meeting.taken if one.key != STATE],
        published=was != now and now == Status.PUBLISHED,
        withdrawn=was == Status.PUBLISHED != now,
        blind=meeting.blind,
        files=meeting.files,
    )


def readable_rows(sheet: Sheet, rows: Mapping[Key, SentRow]) -> list[tuple[str, Side]]:
    """Everything that stands in `rows`, each with what it is called; empty fields left out.

    One query for each field that names records.
    """
    told = [Difference(key, None, None, row) for key, row in rows.items() if key != STATE]
    teller = _Teller(sheet, _labels(sheet, told), {})
    return [(teller.row_name(one.key), teller.side(one.key, None, one.theirs)) for one in told]


def _labels(sheet: Sheet, differences: Iterable[Difference]) -> Labels:
    """The names of all records in `differences`."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    fields: dict[tuple[str, str], forms.ModelChoiceField] = {}
    for one in differences:
        for name, sent in _values(one):
            bound = sheet.fields_of(one.key).get(name)
            if bound and isinstance(bound.field, forms.ModelChoiceField):
                fields[one.key.group, name] = bound.field
                wanted[one.key.group, name] |= sent.meaning
    return {place: labels_of(field, wanted[place]) for place, field in fields.items()}


def _values(one: Difference) -> Iterable[tuple[str, Sent]]:
    for side in (one.mine, one.theirs):
        if side is None:
            continue
        yield from [(one.name, side)] if one.name else side.items()


class _Teller:
    """Words for the values of one sheet."""

    def __init__(self, sheet: Sheet, labels: Labels, places: Mapping[Key, str]) -> None:
        self.sheet = sheet
        self.labels = labels
        self.places = places

    def line(self, one: Difference, choice: str = "", *, again: bool = False) -> Line:
        """A difference in words."""
        bound = self.sheet.fields_of(one.key).get(one.name or "")
        where = [self.row_name(one.key)] if one.key != FORM else []
        anchor = ""
        if bound:
            where.append(capfirst(str(bound.label)))
            place = self.places.get(one.key, "")
            anchor = f"id_{place}-{bound.name}" if place else f"id_{bound.name}"
        return Line(
            where=" – ".join(where),
            anchor=anchor,
            mine=self.side(one.key, one.name, one.mine),
            theirs=self.side(one.key, one.name, one.theirs),
            mine_is_gone=one.mine is None,
            theirs_is_gone=one.theirs is None,
            is_row=one.name is None,
            choice=choice,
            again=again,
        )

    def row_name(self, key: Key) -> str:
        """A row as its inline calls it: “City of an activity: Granada – Visit”."""
        if key == FORM:
            return capfirst(str(self.sheet.form.instance._meta.verbose_name))
        inline = self.sheet.inlines[key.group]
        kind = capfirst(str(inline.empty_form.instance._meta.verbose_name))
        form = inline.forms.get(key.row)
        return f"{kind}: {form.instance}" if form else kind

    def side(self, key: Key, name: str | None, value: Any) -> Side:
        """One version of a value or of a row."""
        if value is None:
            return Side()
        if name:
            return Side(text=self._readable(key, name, value))
        fields = self.sheet.fields_of(key)
        filled = (
            (capfirst(str(fields[each].label)), self._readable(key, each, sent))
            for each, sent in value.items()
        )
        return Side(fields=tuple((label, text) for label, text in filled if text))

    def _readable(self, key: Key, name: str, sent: Sent) -> str:
        field = self.sheet.fields_of(key)[name].field
        if isinstance(field, forms.ModelChoiceField):
            labels = self.labels.get((key.group, name), {})
            return ", ".join(labels.get(pk, _("no longer there")) for pk in sorted(sent.meaning))
        if isinstance(field, forms.FileField):
            return sent.meaning[1] if isinstance(sent.meaning, tuple) else sent.meaning
        return readable(field, sent.meaning)


def readable(field: forms.Field, meaning: Any) -> str:
    """A value as people read it: the label of a choice, a date in words, yes or no."""
    if isinstance(meaning, tuple) and isinstance(field, forms.MultiValueField):
        parts = zip(field.fields, meaning, strict=True)
        return ", ".join(text for text in (readable(*part) for part in parts) if text)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        chosen = meaning if isinstance(meaning, frozenset) else {str(meaning)}
        return ", ".join(label for value, label in _choices(choices) if value in chosen)
    if isinstance(meaning, bool):
        return _("Yes") if meaning else _("No")
    if isinstance(meaning, datetime):
        return date_format(meaning, "DATETIME_FORMAT")
    if isinstance(meaning, date):
        return date_format(meaning)
    return str(meaning)


def _choices(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """(value, label) of each choice that is not the empty one, out of their groups."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _choices(label)
        elif value not in ("", None):
            yield str(value), str(label)
