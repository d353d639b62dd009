"""Which lanes a timeline has, and what is in each of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from browse.vocabulary import Term
from cities.models import Theme
from pilots.models import ActivityKind
from ucap.across.timeline.filters import TimelineFilterSet
from ucap.across.timeline.layout import Event, Lane

LANES_LIMIT = 30

EVERY: dict[str, Callable[[], Iterable[Any]]] = {
    "kind": lambda: ActivityKind.values,
    "theme": lambda: Theme.objects.shown().values_list("pk", flat=True),
    "city": lambda: (),
}
"""The keys that have a lane even when nothing is in it: where nothing happened is worth seeing."""


@dataclass(frozen=True)
class Membership:
    """Which activities are in which lane, and the terms that lanes stand for."""

    terms: Sequence[Term]  # those that have a lane, in order
    left_out: int  # how many more there would be
    pairs: frozenset[tuple[Any, Any]]  # (primary key of an activity, key of a term)
    chosen: bool  # whether the reader chose the terms

    @property
    def sizes(self) -> Counter:
        """How many activities each term has, by its key."""
        return Counter(key for _pk, key in self.pairs)

    @property
    def members(self) -> Mapping[Any, set[Any]]:
        """The primary keys of the activities of each term, by its key."""
        found: dict[Any, set[Any]] = {}
        for pk, key in self.pairs:
            found.setdefault(key, set()).add(pk)
        return found


def membership(filterset: TimelineFilterSet, name: str) -> Membership:
    """The lanes for the parameter `name`: those chosen, or the most frequent ones.

    One query for who is in which; another two where nothing is chosen and the terms stand in the
    database.
    """
    item = filterset.terms[name]
    records = filterset.selected()
    pairs = frozenset(
        pair for reach in item.reaches(filterset.cleaned) for pair in reach.pairs(records)
    )
    chosen: list[Term] = filterset.cleaned.get(name) or []
    if chosen:
        return Membership(chosen, 0, pairs, chosen=True)
    sizes = Counter(key for _pk, key in pairs)
    ranked = sorted({*sizes, *EVERY[name]()}, key=lambda key: (-sizes[key], key))
    terms = item.vocabulary.keyed(map(str, ranked[:LANES_LIMIT]))
    terms.sort(key=lambda term: -sizes[term.key])
    return Membership(terms, max(0, len(ranked) - LANES_LIMIT), pairs, chosen=False)


def lanes(
    filterset: TimelineFilterSet, name: str, found: Membership, events: Sequence[Event], url: str
) -> list[Lane]:
    """The lanes with their marks; the last one holds what has no value at all.

    `events` are those that are drawn, `url` is where the list of activities stands. One query.
    """
    members, sizes = found.members, found.sizes
    rows = [
        Lane(
            label=term.label,
            number=sizes[term.key],
            url=url + narrowed(filterset, name, term.value) if sizes[term.key] else "",
            events=[e for e in events if e.record.pk in members.get(term.key, ())],
        )
        for term in found.terms
    ]
    placed = {pk for pk, _key in found.pairs}
    without = filterset.selected().count() - len(placed)
    if without and not found.chosen:
        nowhere_at_all = (
            _("No city in this role") if filterset.cleaned.get("role") else _("No city named")
        )
        labels = {"city": nowhere_at_all, "theme": _("No theme")}
        nowhere = [event for event in events if event.record.pk not in placed]
        rows.append(Lane(labels[name], without, "", nowhere))
    return rows


def narrowed(filterset: TimelineFilterSet, name: str, value: str) -> str:
    """The query of the list of a lane: its value alone in its parameter, all else kept.

    Under `match` the value is added to those chosen, as everywhere.
    """
    if name in filterset.together:
        chosen = [term.value for term in filterset.cleaned.get(name) or []]
        return filterset.together_at(**{name: [*chosen, value]})
    return filterset.together_at(**{name: value})
