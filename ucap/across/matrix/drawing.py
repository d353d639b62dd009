"""From the filters of an address to the matrix that they ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from browse.rows import Tab
from browse.text import Spoken
from ucap.across.matrix import filters
from ucap.across.matrix.axes import VIEWS, Axis, Counted, View
from ucap.across.matrix.filters import MatrixFilterSet, carried
from ucap.across.matrix.table import Head, Table, Totals, foremost, spread, table

MOST = 40
"""How many rows and how many columns a matrix has at most."""


@dataclass(frozen=True)
class Side:
    """What stands on one side of a matrix, and how many values there is no room for."""

    axis: Axis
    heads: list[Head]
    left_out: int


@dataclass(frozen=True)
class Drawing:
    """A matrix with its two sides."""

    table: Table
    rows: Side
    columns: Side
    chosen: list[Spoken]  # the labels of the parameters that say which values stand on a side

    @property
    def cut(self) -> list[Side]:
        """The sides that do not show everything."""
        return [side for side in (self.rows, self.columns) if side.left_out]


def drawn(filterset: MatrixFilterSet, view: View, counted: Counted) -> Drawing:
    """The matrix `view` of what `filterset` selects. Three queries, and one for each axis."""
    counts = filterset.crossed(view.rows.parameter, view.columns.parameter)
    totals = totals_of(filterset, view)
    ranks = [spread(counts), totals.rows] if view.widest_first else [totals.rows]
    rows = side(filterset, view.rows, totals.rows, *ranks)
    columns = side(filterset, view.columns, totals.columns, totals.columns)
    link = linking(filterset, view, counted)
    matrix = table(rows.heads, columns.heads, counts, totals, link, mirrored=view.mirrored)
    chosen = [
        filterset.filters[name].label for name in view.parameters if filterset.cleaned.get(name)
    ]
    return Drawing(matrix, rows, columns, chosen)


def totals_of(filterset: MatrixFilterSet, view: View) -> Totals:
    """What each value counts for itself: under all filters but those of the axes. Two queries."""
    names = view.parameters
    numbers = filterset.totals(*names)
    whole = 0 if filterset.failed else filterset.selected(*names).count()
    return Totals(numbers[names[0]], numbers[names[-1]], whole)


def side(
    filterset: MatrixFilterSet, axis: Axis, totals: Mapping[str, int], *ranks: Mapping[str, int]
) -> Side:
    """The values of `axis`: those chosen or else all, at most MOST of them. One query at most."""
    chosen = {str(term.key) for term in filterset.cleaned.get(axis.parameter) or []}
    heads = axis.heads(totals.keys() | chosen)
    if axis.chosen_only:
        heads = [head for head in heads if head.key in chosen] or heads
    kept = foremost(heads, ranks, MOST, reorder=axis.by_number)
    return Side(axis, kept, len(heads) - len(kept))


def linking(
    filterset: MatrixFilterSet, view: View, counted: Counted
) -> Callable[[Head | None, Head | None], str]:
    """A function that gives the list of what a row and a column have in common.

    None for either of them stands for all of that side.
    """
    path = reverse(counted.name)
    rows, columns = view.rows.parameter, view.columns.parameter

    def link(row: Head | None, column: Head | None) -> str:
        one, other = (head.value if head else "" for head in (row, column))
        if rows != columns:
            return path + filterset.together_at(**{rows: one, columns: other}).removesuffix("?")
        both = [value for value in dict.fromkeys((one, other)) if value]
        asked: str | list[str] = both if len(both) > 1 else "".join(both)
        return path + filterset.together_at(**{rows: asked}).removesuffix("?")

    return link


def tabs_of_views(filterset: MatrixFilterSet, view: View, counted: Counted) -> list[Tab]:
    """Every matrix, with the address that shows it under the filters that it knows."""
    return [
        Tab(
            label=str(filters.VIEWS[other.name]),
            value=other.name,
            selected=other == view,
            url=address(filterset, counted, other, other.counting(counted.name)),
        )
        for other in VIEWS
    ]


def tabs_of_counts(filterset: MatrixFilterSet, view: View, counted: Counted) -> list[Tab]:
    """What this matrix can count instead; nothing where there is no choice."""
    if len(view.counted) == 1:
        return []
    return [
        Tab(
            label=str(filters.COUNTS[other.name]),
            value=other.name,
            selected=other == counted,
            url=address(filterset, counted, view, other),
        )
        for other in view.counted
    ]


def address(filterset: MatrixFilterSet, counted: Counted, view: View, other: Counted) -> str:
    """The address of the matrix `view` of `other`, with what is asked of `counted` now."""
    query = carried(filterset.query, other.filterset, same_list=other.name == counted.name)
    settings = {
        "view": "" if view == VIEWS[0] else view.name,
        "count": "" if other == view.counted[0] else other.name,
    }
    return query.replaced(**settings)
