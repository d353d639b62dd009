"""The page that compares."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from browse.comparing import PARAMETER
from browse.querystring import QueryString
from browse.views import SHORT_LIST, PageView
from ucap.across.compare.choice import Choice, understood
from ucap.across.compare.comparison import comparison
from ucap.across.compare.kinds import KINDS, Kind, called
from ucap.across.compare.offers import grouped, offers


@dataclass(frozen=True)
class Column:
    """One of the compared things, and the address without it."""

    record: Any
    name: str
    url: str


class CompareView(PageView):
    """`/compare/`: two to four cities, themes or summaries side by side."""

    template_name = "across/compare.html"
    heading = _("Compare")
    lead = _(
        "Cities, themes or summaries side by side: what they share, "
        "and what each has without the others."
    )

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """What can be compared."""
        return frozenset(KINDS)

    @cached_property
    def choice(self) -> Choice:
        """What the address asks."""
        return understood(self.request.GET)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The pickers, what there is to add to one, or the comparison."""
        kind = self.choice.kind
        found = {"pickers": pickers()} if kind is None else side_by_side(kind, self.choice)
        return super().get_context_data(
            choice=self.choice, own_address=self.choice.here, **found, **kwargs
        )


def side_by_side(kind: Kind, choice: Choice) -> dict[str, Any]:
    """The page on which something is chosen: what could be added, and the table of two to four."""
    records = chosen(kind, choice.keys)
    heads = columns(choice, records)
    found = [] if choice.full else offers(kind, choice, records[0])
    context: dict[str, Any] = {
        "columns": heads,
        "aside": QueryString({PARAMETER: choice.slugs}).data(),
        "offers": found,
    }
    if len(records) == 1:
        context["groups"] = grouped(kind, records[0], found)
    else:
        context |= comparison(kind, records)
        context["table"] = [
            (row, list(zip(heads, row.cells, strict=True))) for row in context["rows"]
        ]
    return context


def pickers() -> list[tuple[Kind, list[Any], str]]:
    """(kind, what to offer of it first, where the rest stands). One query for each kind."""
    found = [(kind, list(kind.likely()[:SHORT_LIST]), kind.list_) for kind in KINDS.values()]
    return [(kind, records, list_) for kind, records, list_ in found if records]


def chosen(kind: Kind, keys: Sequence[Any]) -> list[Any]:
    """The records with these keys, in their order. One query."""
    found = kind.public().in_bulk(list(keys))
    return [found[key] for key in keys]


def columns(choice: Choice, records: Sequence[Any]) -> list[Column]:
    """The heads of the table."""
    return [Column(record, called(record), choice.without(record.slug)) for record in records]
