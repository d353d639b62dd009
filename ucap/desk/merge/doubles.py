"""Likely doubles: pairs of records of a kind that may be one, the likeliest first."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ucap.desk.merge import reading, scores
from ucap.desk.merge.blocking import Pair, pairs, pairs_with
from ucap.desk.merge.kinds import Kind
from ucap.desk.merge.likeness import Weights, Words, shortened
from ucap.desk.merge.scores import LISTED, PROPOSED, Body, Event, Place, Scored
from ucap.desk.models import Distinction

LONGEST = 12
"""Activities that go on for more months share a month with nearly everything."""


@dataclass(frozen=True)
class Proposal:
    """Two records that may be one: the lower primary key is `left`."""

    kind: Kind
    left: int
    right: int
    left_label: str
    right_label: str
    scored: Scored


@dataclass(frozen=True)
class Rule:
    """How records of a kind are read, put into blocks, weighed and compared."""

    read: Callable[[], Sequence[Any]]
    keys: Callable[[Any, Weights], Iterable[Hashable]]
    texts: Callable[[Any], Iterable[Words]]
    score: Callable[[Any, Any, Weights], Scored]


def proposals(kind: Kind, *, of: int | None = None) -> list[Proposal]:
    """What may be doubles among all records of `kind`, best first.

    With `of`, what may be doubles of that record, less likely ones included.
    Left out are pairs that are related, one part of the other, or declared not
    the same. At most seven queries; about a second for five thousand records.
    """
    rule = RULES[kind.name]
    records = {record.pk: record for record in rule.read()}
    weights = Weights(text for record in records.values() for text in rule.texts(record))
    if of is None:
        candidates = pairs({pk: rule.keys(record, weights) for pk, record in records.items()})
    else:
        candidates = pairs_with(of, records) if of in records else set()
    least = PROPOSED if of is None else LISTED
    found = []
    for left, right in candidates - told_apart(kind):
        scored = rule.score(records[left], records[right], weights)
        if scored.score >= least:
            labels = (records[left].label, records[right].label)
            found.append(Proposal(kind, left, right, *labels, scored))
    return sorted(found, key=lambda p: (-p.scored.score, p.left, p.right))


def told_apart(kind: Kind) -> set[Pair]:
    """Pairs of which somebody has said how they differ: up to three queries."""
    known: list[tuple[int, int]] = list(
        Distinction.objects.filter(kind=kind.name).values_list("low", "high")
    )
    if kind.relation:
        known += kind.relation._base_manager.values_list("source", "target")
    if any(field.name == "part_of" for field in kind.model._meta.fields):
        parts = kind.model._base_manager.filter(part_of__isnull=False)
        known += parts.values_list("pk", "part_of")
    return {(min(pair), max(pair)) for pair in known}


# Blocks: what a record is looked up by


def _keys_of_names(record: Body | Place) -> Iterator[Hashable]:
    for name in record.names:
        for word in name.words:
            yield from shortened(word) if len(word) > 3 else (word,)
        yield from name.abbreviations
        if name.acronym:
            yield name.acronym


def _keys_of_body(body: Body, weights: Weights) -> Iterator[Hashable]:
    yield from _keys_of_names(body)
    yield "seat", body.seat, body.kind


def _keys_of_place(place: Place, weights: Weights) -> Iterator[Hashable]:
    yield from _keys_of_names(place)
    if place.spot:  # a net of meshes, and those half a mesh aside for what lies at their edges
        north, east = (10 * degrees for degrees in place.spot)
        for aside in (0.0, 0.5):
            yield "spot", int(north + aside), int(east + aside)


def _keys_of_event(event: Event, weights: Weights) -> Iterator[Hashable]:
    """Each pair of the three rarest words of its title, and each of them alone."""
    rare = sorted(event.title, key=lambda word: (weights.count[word], word))[:4]
    yield from combinations(sorted(rare), 2)
    for word in rare:
        yield word
        for other in weights.near.get(word, ()):
            yield min(word, other)


def _keys_of_activity(event: Event, weights: Weights) -> Iterator[Hashable]:
    """A month with a city, and the following one, so that neighbours meet."""
    yield from _keys_of_event(event, weights)
    if event.first is not None and event.last is not None:
        for month in range(event.first, min(event.last, event.first + LONGEST) + 2):
            for city in event.cities:
                yield month, city


def _keys_of_pilot(event: Event, weights: Weights) -> Iterator[Hashable]:
    yield from _keys_of_event(event, weights)
    yield "cities", frozenset(event.cities), event.kind


def _names(record: Body | Place) -> Iterator[Words]:
    return (name.words for name in record.names)


def _texts(event: Event) -> tuple[Words]:
    return (event.text,)


RULES = {
    "organisation": Rule(reading.bodies, _keys_of_body, _names, scores.bodies),
    "city": Rule(reading.places, _keys_of_place, _names, scores.places),
    "activity": Rule(reading.activities, _keys_of_activity, _texts, scores.activities),
    "pilot": Rule(reading.pilots, _keys_of_pilot, _texts, scores.pilots),
}
