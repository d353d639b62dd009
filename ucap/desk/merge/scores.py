"""How likely it is that two records are one: the rules, as pure functions over plain data.

A score is the sum of what speaks for and against it, each a `Reason` with its
points, from 0 to 100. Whoever reads it sees every reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from ucap.desk.merge.likeness import Weights, Words

PROPOSED = 50
"""From here on a pair is proposed."""
LISTED = 25
"""From here on it is shown to whoever asks for the doubles of one record."""
PROBABLE, NEARLY_SURE = 65, 80
"""Where “perhaps” ends and “probably” and “very likely” begin."""
TEXTS = 10
"""The most points for what descriptions have in common."""
NAME_OF_PLACE = 60
"""The most points for what names of cities have in common."""
ALIKE = 0.45
"""Names that have less in common have nothing in common."""
COMMON = 0.2
"""The same for titles and texts, which are longer and put more freely."""


@dataclass(frozen=True)
class Reason:
    """Something that speaks for two records being one, or with fewer than 0 points against it.

    `name` says what (its words are in `wording`), `values` are what it is about.
    """

    name: str
    points: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scored:
    """How likely two records are one."""

    score: int
    reasons: tuple[Reason, ...]


def total(reasons: Iterable[Reason]) -> Scored:
    """The sum of the points, from 0 to 100, with the reasons, the weightiest first."""
    told = sorted(reasons, key=lambda reason: -abs(reason.points))
    return Scored(max(0, min(100, sum(reason.points for reason in told))), tuple(told))


def may_count(reasons: Iterable[Reason | None], more: int) -> bool:
    """Whether `more` points would make of `reasons` a score that anybody is shown.

    Comparing words takes longest, so it is left to the end and out where nothing depends on it.
    """
    return sum(reason.points for reason in reasons if reason) + more >= LISTED


# What is compared. `label` is what people read; words are made by `likeness.words`.


@dataclass(frozen=True)
class Name:
    """A name as written, in words, and as an acronym if it is one."""

    written: str
    words: Words
    acronym: str
    abbreviations: frozenset[str]


@dataclass(frozen=True)
class Body:
    """An organisation."""

    pk: int
    label: str
    names: tuple[Name, ...]
    kind: str
    seat: int | None
    seat_name: str


@dataclass(frozen=True)
class Place:
    """A city."""

    pk: int
    label: str
    names: tuple[Name, ...]
    country: int
    country_name: str
    spot: tuple[float, float] | None


@dataclass(frozen=True)
class Event:
    """An activity or a pilot: months are counted from the year 0, None where none is known."""

    pk: int
    label: str
    title: Words
    text: Words
    kind: str
    first: int | None
    last: int | None
    cities: dict[int, str]
    bodies: dict[int, str]
    summaries: dict[int, str]


# The parts of a score


def of_names(
    ones: Sequence[Name], others: Sequence[Name], weights: Weights, most: int
) -> Reason | None:
    """The two names most alike, and whether one abbreviates the other; up to `most` points."""
    best, pair = 0.0, ("", "")
    for one in ones:
        for other in others:
            if one.words == other.words and one.words:
                return Reason("same-name", most, tuple(dict.fromkeys((one.written, other.written))))
            if one.acronym in other.abbreviations or other.acronym in one.abbreviations:
                short, full = (one, other) if one.acronym in other.abbreviations else (other, one)
                if best < 0.9:
                    best, pair = 0.9, (short.written, full.written)
                continue
            alike = weights.alike(one.words, other.words)
            if alike > best:
                best, pair = alike, (one.written, other.written)
    if best <= ALIKE:
        return None
    return Reason("names", round(most * (best - ALIKE) / (1 - ALIKE)), pair)


def of_words(name: str, one: Words, other: Words, weights: Weights, most: int) -> Reason | None:
    """What two texts have in common, with the rarest common words; up to `most` points."""
    alike = weights.alike(one, other)
    points = round(most * (alike - COMMON) / (1 - COMMON))
    if points <= 0:
        return None
    common = sorted(one & other, key=lambda word: (weights.count[word], word))
    return Reason(name, points, tuple(common[:3]))


def of_sets(
    name: str, one: dict[int, str], other: dict[int, str], most: int, apart: int = 0
) -> Reason | None:
    """What both have of something; up to `most` points, or `apart` when they have nothing."""
    if not one.keys().isdisjoint(other):
        both = [label for pk, label in one.items() if pk in other]
        return Reason(name, round(most * 2 * len(both) / (len(one) + len(other))), tuple(both))
    return Reason(f"other-{name}", apart) if one and other and apart else None


def of_months(one: Event, other: Event) -> Reason | None:
    """How near in time two activities are; nothing is said of what has no date."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return None
    if one.first == other.first:
        return Reason("same-month", 25)
    apart = max(one.first - other.last, other.first - one.last)
    if apart <= 0:
        return Reason("overlap", 20)
    return Reason("next-month", 15) if apart == 1 else Reason("other-time", -25)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two places on the globe, given as latitude and longitude."""
    (north, east), (their_north, their_east) = (tuple(map(radians, spot)) for spot in (one, other))
    arc = (
        sin((north - their_north) / 2) ** 2
        + cos(north) * cos(their_north) * sin((east - their_east) / 2) ** 2
    )
    return 12_742 * asin(min(1.0, sqrt(arc)))


# The rules, kind by kind


def bodies(one: Body, other: Body, weights: Weights) -> Scored:
    """Organisations: the name decides; seat and kind confirm it or speak against it."""
    name = of_names(one.names, other.names, weights, 75)
    if name is None:
        return total(())
    reasons = [name]
    if one.seat and other.seat:
        same = one.seat == other.seat
        reasons.append(Reason("seat", 15, (one.seat_name,)) if same else Reason("other-seat", -30))
    reasons.append(Reason("kind", 10) if one.kind == other.kind else Reason("other-kind", -10))
    return total(reasons)


def places(one: Place, other: Place, weights: Weights) -> Scored:
    """Cities: a name in common, or one place under two names."""
    sites = _of_sites(one, other)
    if not may_count(sites, NAME_OF_PLACE):
        return total(sites)
    name = of_names(one.names, other.names, weights, NAME_OF_PLACE)
    return total([name, *sites] if name else sites)


def _of_sites(one: Place, other: Place) -> list[Reason]:
    """Where two cities are: in one country or not, and how far apart."""
    reasons = []
    if one.country == other.country:
        reasons.append(Reason("country", 15, (one.country_name,)))
    else:
        reasons.append(Reason("other-country", -40))
    if one.spot and other.spot:
        apart = kilometres(one.spot, other.spot)
        if apart < 3:
            reasons.append(Reason("same-spot", 40))
        elif apart < 25:
            reasons.append(Reason("near", 20, (str(round(apart)),)))
        elif apart > 100:
            reasons.append(Reason("far", -40, (str(round(apart)),)))
    return reasons


def activities(one: Event, other: Event, weights: Weights) -> Scored:
    """Activities: when, where and what; a document that lists both speaks against it."""
    return _events(one, other, weights, [of_months(one, other)], where=25, what=35)


def pilots(one: Event, other: Event, weights: Weights) -> Scored:
    """Pilots: what, where and by whom; a document that lists both speaks against it."""
    shared = of_sets("bodies", one.bodies, other.bodies, 10)
    return _events(one, other, weights, [shared], where=20, what=55)


def _events(
    one: Event,
    other: Event,
    weights: Weights,
    reasons: list[Reason | None],
    *,
    where: int,
    what: int,
) -> Scored:
    """The `reasons` with those of place, kind, documents and, where it still matters, words."""
    both_told = [label for pk, label in one.summaries.items() if pk in other.summaries]
    reasons += [
        of_sets("cities", one.cities, other.cities, where, -20),
        Reason("kind", 5) if one.kind == other.kind else Reason("other-kind", -5),
        Reason("both-told", -20, tuple(both_told)) if both_told else None,
    ]
    if may_count(reasons, what + TEXTS):
        reasons.append(of_words("titles", one.title, other.title, weights, what))
    if may_count(reasons, TEXTS):
        reasons.append(of_words("texts", one.text, other.text, weights, TEXTS))
    return total(filter(None, reasons))
