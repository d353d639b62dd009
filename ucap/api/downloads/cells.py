"""Columns that several lists have in common."""

from collections.abc import Callable
from typing import Any

from django.db.models import Choices, F, Model, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from browse.dates import known, spoken
from browse.export.tables import Cell, Column, gathered, joined
from browse.facets import Reach
from browse.text import lines
from cities import upward

WIDE, NARROW = 40, 10
PROSE = 80


def called(name: str = "title") -> Column:
    """The title or name of a record, which comes first."""
    return Column(name, (name,), width=WIDE)


def address(base: str, key: str = "slug") -> tuple[Column, Column]:
    """What names a record for good, and its page: the last columns of a list.

    `base` is the full address of the list.
    """
    return (
        Column("id", (key,), str, width=28),
        Column("url", (key,), lambda value: f"{base}{value}/", width=WIDE),
    )


def choice(name: str, choices: type[Choices]) -> Column:
    """A field with choices, in words."""
    return Column(name, (name,), label_of(choices))


def text(name: str, of: str = "", width: int = PROSE) -> Column:
    """A field with text."""
    return Column(name, (of or name,), width=width)


def number(name: str, of: Combinable | str = "") -> Column:
    """A whole number; nothing where there is none."""
    return Column(name, (of or name,), width=NARROW)


def decimal(name: str) -> Column:
    """A decimal number; nothing where there is none."""
    return Column(name, (name,), lambda value: None if value is None else float(value), NARROW)


def names(name: str, of: str = "other_names") -> Column:
    """A field that holds a name in each line."""
    return Column(name, (of,), lambda value: joined(lines(value)), width=WIDE)


def dates(start: str = "start", end: str = "end", precision: Any = "precision") -> list[Column]:
    """A span of dates as people say it, and its two ends; an end left empty is the start."""
    return [
        Column("dates", (start, end, precision), spoken, width=26),
        Column("start", (start, precision), known),
        Column("end", (start, end, precision), lambda s, e, p: known(e or s, p)),
    ]


def many(
    name: str,
    model: type[Model],
    end: str,
    label: Combinable | str,
    *sorts: str,
    given: Q | None = None,
) -> Column:
    """All that a record has at the look-up `end`, in one cell. `label` is a look-up from there."""
    shown = F(f"{end}__{label}") if isinstance(label, str) else label
    by = [f"{end}__{sort}" for sort in sorts]
    return Column(name, (gathered(model, end, shown, *by, given=given),), joined, width=WIDE)


def reached(
    name: str, model: type[Model], reach: Reach, label: Combinable | str, *sorts: str
) -> Column:
    """The same for a way that leads through published records."""
    return many(name, model, reach.lookup, label, *sorts, given=reach.given)


def sources(model: type[Model], part: str) -> Column:
    """Every place that tells of a record: “Granada, results 4; Life Sciences, results 1”."""
    place = Concat(f"{upward.CITING}__short_title", Value(f", {part} "), "citations__position")
    sorts = (f"{upward.CITING}__sort_title", "citations__place", "citations__pk")
    given = upward.published(upward.CITING)
    told = gathered(model, upward.CITATIONS, place, *sorts, given=given)
    return Column("sources", (told,), joined, width=WIDE)


def sdg_label(end: str) -> Combinable:
    """An expression for “SDG 11: Sustainable Cities and Communities” at the look-up `end`."""
    parts = (Value(_("SDG ")), f"{end}__number", Value(": "), f"{end}__title")
    return Concat(*parts, output_field=TextField())


def label_of(choices: type[Choices]) -> Callable[[str | None], Cell]:
    """To read a choice in words; nothing where there is none."""
    labels = {value: str(label) for value, label in choices.choices}
    return lambda value: labels.get(value or "", value)
