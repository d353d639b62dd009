"""Items and decisions → what is written: fields of the entry page, and rows of its formsets."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ucap.desk.entry.names import key
from ucap.desk.entry.records import ORGANISATION_MARKS
from ucap.desk.entry.tokens import Token, joined, parse
from ucap.reading.items.item import Item, decided
from ucap.reading.items.unknown import FIELDS


@dataclass
class Row:
    """A row of a formset: `owner` is the key of the item that it stands and falls with."""

    formset: str
    owner: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Written:
    """Fields of the page itself, and rows in the order of the document."""

    main: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)

    def of(self, formset: str) -> list[Row]:
        """The rows of one formset."""
        return [row for row in self.rows.values() if row.formset == formset]


def write(
    items: Iterable[Item], decisions: Mapping[str, Any], there: Container[str] = ()
) -> Written:
    """What was decided; nothing of what was left out, or not decided on, and of its row.

    A row that is `there` already is written to whatever becomes of the item that owns it.
    """
    made = Written()
    wished: dict[str, Token] = {}
    for item in items:
        decision = decided(item, decisions)
        choice = decision and item.choice(decision.choice)
        if not decision or not choice or choice.leaves_out:
            continue
        fields = choice.written(decision.text)
        if item.key in FIELDS:
            wished |= _new(decision.text or choice.text)
        elif not item.formset:
            made.main |= fields
        elif item.owns_row or item.row in made.rows or item.row in there:
            row = made.rows.setdefault(item.row, Row(item.formset, item.row))
            row.fields |= fields
            wished |= _new(fields.get("city_names", ""))
    for row in made.rows.values():
        for name in FIELDS.values():
            if name in row.fields:
                row.fields[name] = _only(row.fields[name], wished)
    return made


def _new(text: str) -> dict[str, Token]:
    """The names of a field that are to become records."""
    return {key(token.name): token for token in parse(text) if token.new}


def _only(text: str, wished: Mapping[str, Token]) -> str:
    """A field of names with those new ones that are wished for, as they were wished for."""
    marks = ORGANISATION_MARKS
    tokens = (wished.get(key(token.name)) if token.new else token for token in parse(text, marks))
    return joined(token for token in tokens if token)
