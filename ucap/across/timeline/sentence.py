"""What a timeline shows, in a sentence or three: pure functions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilots.models import ActivityKind, Mode
from ucap.across.timeline import months


@dataclass(frozen=True)
class Digest:
    """The figures of some activities."""

    number: int
    undated: int
    first: int | None  # the month in which the first one begins
    last: int | None  # the month in which the last one ends
    months: int  # in how many months there is one
    kinds: dict[str, int]  # most frequent first
    virtual: int


def digest(rows: Iterable[tuple[date | None, date | None, str, str]]) -> Digest:
    """The figures of activities given as (start, end, kind, mode)."""
    kinds: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    touched: set[int] = set()
    undated = 0
    for start, end, kind, mode in rows:
        kinds[kind] += 1
        modes[mode] += 1
        if start is None:
            undated += 1
        else:
            touched.update(range(months.number(start), months.number(end or start) + 1))
    return Digest(
        number=kinds.total(),
        undated=undated,
        first=min(touched, default=None),
        last=max(touched, default=None),
        months=len(touched),
        kinds=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        virtual=modes[Mode.VIRTUAL],
    )


def sentence(of: Digest) -> str:
    """What the picture shows: how many, when, mostly of what kind, how many virtual."""
    if not of.number:
        return _("No activity to show.")
    return " ".join(part for part in (_when(of), _kinds(of), _virtual(of)) if part)


def _when(of: Digest) -> str:
    many = ngettext("%(n)d activity", "%(n)d activities", of.number) % {"n": of.number}
    if of.first is None or of.last is None:
        return _("%(many)s, without a date.") % {"many": many}
    words = {
        "many": many,
        "first": months.name(of.first),
        "last": months.name(of.last),
        "months": of.months,
        "range": of.last - of.first + 1,
    }
    if of.first == of.last:
        told = _("%(many)s in %(first)s") % words
    elif words["months"] == words["range"]:
        told = _("%(many)s from %(first)s to %(last)s, at least one in each month") % words
    else:
        told = _("%(many)s from %(first)s to %(last)s, in %(months)d of %(range)d months") % words
    if not of.undated:
        return f"{told}."
    without = ngettext(
        "%(n)d of them without a date", "%(n)d of them without a date", of.undated
    ) % {"n": of.undated}
    return f"{told}; {without}."


def _kinds(of: Digest) -> str:
    kinds, highest = list(of.kinds), max(of.kinds.values())
    top = [kind for kind in kinds if of.kinds[kind] == highest]
    if of.number == 1:
        return _("It is %(kind)s.") % {"kind": called(top[0], 1)}
    if len(kinds) == 1:
        return _("All of them are %(kind)s.") % {"kind": called(top[0], highest)}
    if highest == 1:
        return _("No two are of the same kind.")
    if 2 * highest > of.number:
        return _("Most of them are %(kind)s (%(n)d).") % {
            "kind": called(top[0], highest),
            "n": highest,
        }
    words = {"kinds": get_text_list([called(k, highest) for k in top], _("and")), "n": highest}
    if len(top) == 1:
        return _("The most frequent are %(kinds)s (%(n)d).") % words
    return _("The most frequent are %(kinds)s (%(n)d each).") % words


def _virtual(of: Digest) -> str:
    if of.virtual == of.number:
        return ngettext("It was virtual.", "All were virtual.", of.number)
    if not of.virtual:
        return "" if of.number == 1 else _("None is told to have been virtual.")
    return ngettext("%(n)d of them was virtual.", "%(n)d of them were virtual.", of.virtual) % {
        "n": of.virtual
    }


def called(kind: str, number: int) -> str:
    """What `number` activities of a kind are called: “a meeting”, “meetings”."""
    match kind:
        case ActivityKind.MEETING:
            return ngettext("a meeting", "meetings", number)
        case ActivityKind.MISSION:
            return ngettext("a mission", "missions", number)
        case ActivityKind.EVENT:
            return ngettext("a forum or event", "forums and events", number)
        case ActivityKind.EXCHANGE:
            return ngettext("an exchange", "exchanges", number)
        case ActivityKind.FUNDING_AWARD:
            return ngettext("a funding award", "funding awards", number)
        case ActivityKind.DELIVERY:
            return ngettext("a delivery", "deliveries", number)
    raise ValueError(f"no kind of activity: {kind}")
