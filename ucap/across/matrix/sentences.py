"""What a matrix shows, in a sentence or two: pure functions over its table."""

from collections.abc import Sequence

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ucap.across.matrix.axes import View
from ucap.across.matrix.table import Table

PAIRS_NAMED = 4
VALUES_NAMED = 8
"""How many of several that are alike a sentence names."""


def told(name: str, count: int) -> str:
    """A number of records of the list `name`: “9 pilots”."""
    forms = {
        "pilots": ngettext("%(n)s pilot", "%(n)s pilots", count),
        "activities": ngettext("%(n)s activity", "%(n)s activities", count),
        "summaries": ngettext("%(n)s summary", "%(n)s summaries", count),
    }
    return forms[name] % {"n": intcomma(count)}


def listed(names: Sequence[str], most: int) -> str:
    """The first `most` of `names`, and how many there are besides.

    With semicolons between them, since a name may hold commas: “Culture, Tourism and Education”.
    """
    shown = list(names[:most])
    more = len(names) - len(shown)
    if more:
        shown.append(ngettext("%(n)s more", "%(n)s more", more) % {"n": intcomma(more)})
    return "; ".join(shown)


def each(number: str, tied: Sequence) -> str:
    """A number that one or several have: “9 pilots”, “9 pilots each”."""
    return _("%(number)s each") % {"number": number} if len(tied) > 1 else number


def most_together(table: Table, name: str, *, in_years: bool) -> str:
    """Which two values have most records in common; empty where none have any."""
    pairs = table.pairs()
    most = max((count for _row, _column, count in pairs), default=0)
    if not most:
        return ""
    pattern = _("%(one)s in %(other)s") if in_years else _("%(one)s with %(other)s")
    tied = [
        pattern % {"one": row.label, "other": column.label}
        for row, column, count in pairs
        if count == most
    ]
    said = _("Most (%(number)s): %(pairs)s.")
    if not in_years:
        said = _("Most in common (%(number)s): %(pairs)s.")
    return said % {"number": each(told(name, most), tied), "pairs": listed(tied, PAIRS_NAMED)}


def widest(table: Table) -> str:
    """Which rows have a number in most columns, the columns being SDGs; empty where none has."""
    most = max((row.spread for row in table.rows), default=0)
    if not most:
        return ""
    tied = [row.head.label for row in table.rows if row.spread == most]
    return _("Most SDGs (%(number)s): %(names)s.") % {
        "number": each(intcomma(most), tied),
        "names": listed(tied, VALUES_NAMED),
    }


def gaps_by_column(table: Table, name: str) -> list[str]:
    """Which rows have nothing in which column, a sentence for each column with gaps."""
    forms = {
        "pilots": _("No pilot in %(column)s: %(rows)s."),
        "activities": _("No activity in %(column)s: %(rows)s."),
        "summaries": _("No summary in %(column)s: %(rows)s."),
    }
    said = []
    for place, column in enumerate(table.columns):
        empty = [row.head.label for row in table.rows if not row.cells[place].count]
        if empty:
            words = {"column": column.head.label, "rows": listed(empty, VALUES_NAMED)}
            said.append(forms[name] % words)
    return said


def number_of_gaps(table: Table, name: str) -> str:
    """How many pairs have nothing in common; empty where all have something."""
    pairs = table.pairs()
    empty = sum(1 for _row, _column, count in pairs if not count)
    if not empty:
        return ""
    forms = {
        "pilots": ngettext(
            "%(empty)s of %(n)s pair has no pilot in common.",
            "%(empty)s of %(n)s pairs have no pilot in common.",
            len(pairs),
        ),
        "activities": ngettext(
            "%(empty)s of %(n)s pair has no activity in common.",
            "%(empty)s of %(n)s pairs have no activity in common.",
            len(pairs),
        ),
        "summaries": ngettext(
            "%(empty)s of %(n)s pair has no summary in common.",
            "%(empty)s of %(n)s pairs have no summary in common.",
            len(pairs),
        ),
    }
    return forms[name] % {"empty": intcomma(empty), "n": intcomma(len(pairs))}


def sentences(view: View, table: Table, name: str) -> list[str]:
    """What the picture shows, ties told; nothing for a table without a number.

    Of years, which have nothing; of SDGs, who has most of them; else which two
    values have most in common and how many have nothing.
    """
    in_years = view.columns.parameter == "year"
    most = most_together(table, name, in_years=in_years)
    if not most:
        return []
    if in_years:
        return [*gaps_by_column(table, name), most]
    said = [most, number_of_gaps(table, name)]
    if view.widest_first:
        said.insert(0, widest(table))
    return [sentence for sentence in said if sentence]
