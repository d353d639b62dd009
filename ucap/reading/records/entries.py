"""The points of a document as proposals: what each names, when it was, and what it repeats."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from browse.when import When
from ucap.desk.entry.names import key
from ucap.reading.records import period, splitting, titles
from ucap.reading.records.draft import LIKELY, Match, Name, Proposal
from ucap.reading.records.mentions import Lexicon
from ucap.reading.records.names import Found, distinct
from ucap.reading.records.repeats import Records, settled
from ucap.reading.records.signs import Telling
from ucap.reading.records.spans import part
from ucap.reading.understood import Entry, Span

LONGEST = 4000
"""Letters of an entry that are looked at; the longest known has some hundreds."""


@dataclass(frozen=True)
class Plan:
    """What the sides of a document say about all of its points.

    `lead` is the city whose own plan it is, None of a cluster; `partners` are all other cities.
    """

    lead: Name | None
    partners: tuple[Name, ...]


@dataclass(frozen=True)
class Section:
    """How the points of a section are read."""

    split: Callable[[str, Sequence[Found]], list[splitting.Part]]
    kind: Callable[[str], str]
    when: Callable[[str, When], When]
    points_are_records: bool
    """Whether a point below one that only introduces it (“Summer schools:”) is a record itself."""


def _activity_when(text: str, dated: When) -> When:
    return period.within(text, dated)


def _pilot_when(text: str, dated: When) -> When:
    return dated or period.months(text)


ACTIVITIES = Section(splitting.activities, titles.activity_kind, _activity_when, False)
PILOTS = Section(splitting.pilots, titles.pilot_kind, _pilot_when, True)


@dataclass(frozen=True)
class _Told:
    """A proposal in the making, and what of it is compared."""

    proposal: Proposal
    telling: Telling
    occasion: bool = False


def proposals(
    entries: Sequence[Entry],
    section: Section,
    plan: Plan,
    lexicon: Lexicon,
    records: Records,
) -> list[Proposal]:
    """What the points of a section propose, in their order.

    A point below another one tells of its record, too, and repeats what that one repeats.
    """
    dates = period.dates(entries)
    mains = {entry.position: entry for entry in entries if _is_main(entry, entries, section)}
    made = [
        (entry, told)
        for entry in mains.values()
        if not _only_introduces(entry, entries, section)
        for told in _tellings(entry, dates[entry.position], section, plan, lexicon)
    ]
    matched = _matched(made, records)
    first: dict[str, Proposal] = {}
    found: dict[str, list[Proposal]] = {}
    for (entry, told), matches in zip(made, matched, strict=True):
        if told.occasion and not matches:
            continue
        proposal = replace(told.proposal, matches=tuple(matches))
        first.setdefault(entry.position, proposal)
        found.setdefault(entry.position, []).append(proposal)
    return [
        proposal
        for entry in entries
        for proposal in found.get(entry.position) or _below(entry, first, lexicon)
    ]


def _is_main(entry: Entry, entries: Sequence[Entry], section: Section) -> bool:
    """Whether an entry is not only a point of another one's record."""
    above = entry.position.rpartition(".")[0]
    parent = next((other for other in entries if other.position == above), None)
    return parent is None or _only_introduces(parent, entries, section)


def _only_introduces(entry: Entry, entries: Sequence[Entry], section: Section) -> bool:
    """Whether an entry is a line over the points below it and no record: “Summer schools:”."""
    below = any(other.position.startswith(f"{entry.position}.") for other in entries)
    return section.points_are_records and below and entry.text.text.rstrip().endswith(":")


def _tellings(
    entry: Entry, dated: When, section: Section, plan: Plan, lexicon: Lexicon
) -> Iterator[_Told]:
    """The records that one entry tells of."""
    text = entry.text.text[:LONGEST]
    cities = lexicon.cities(text)
    parts = section.split(text, cities)
    for one in parts:
        said = one.of(text)
        place = text[slice(*one.place)]
        named = _cities(f"{said} {place}".strip(), entry.heading.text, plan, lexicon)
        bodies = lexicon.bodies(said)
        when = section.when(said, dated)
        yield _Told(
            Proposal(
                position=entry.position,
                span=_span(entry.text, one),
                title=titles.title(said, text[: one.common]),
                kind=section.kind(said),
                when=when,
                cities=tuple(named),
                organisations=tuple(body.name for body in bodies),
            ),
            Telling(
                text=_without(text, one, parts),
                when=when,
                cities=frozenset(map(_who, named)),
                meant=frozenset(_who(name) for name in named if name.implied),
                bodies=frozenset(body.keys[0] for body in bodies if body.keys),
            ),
            one.occasion,
        )


def _without(text: str, one: splitting.Part, parts: Sequence[splitting.Part]) -> str:
    """The words of a part, without the names of events that are parts by themselves."""
    if not one.occasion:
        for other in parts:
            if other.occasion:
                blank = " " * (other.end - other.start)
                text = text[: other.start] + blank + text[other.end :]
    return one.of(text)


def _span(span: Span, one: splitting.Part) -> Span:
    if (one.start, one.end) == (0, len(span.text)):
        return span
    return part(span, one.start, one.end)


def _who(name: Name) -> int | str:
    """What a city is compared by: its key, or its name where it is new."""
    return name.key if name.key is not None else key(name.printed)


def _cities(text: str, heading: str, plan: Plan, lexicon: Lexicon) -> list[Name]:
    """The cities of a record: named ones, those of the heading, and the one whose plan it is.

    A heading is about entries that name no partner: under “Foo”, an entry on Bar is on Bar.
    """
    named = [one.name for one in distinct(lexicon.cities(text))]
    partners = {_who(name) for name in plan.partners}
    if not partners.intersection(map(_who, named)):
        named += [one.name for one in distinct(lexicon.cities(heading))]
    if plan.lead and _who(plan.lead) not in map(_who, named):
        named.append(replace(plan.lead, implied=True))
    return list({_who(name): name for name in named}.values())


def _matched(made: Sequence[tuple[Entry, _Told]], records: Records) -> list[list[Match]]:
    """What each telling repeats.

    What took place during a named event is not that event; and an event that is only mentioned
    repeats nothing that another entry is about.
    """
    during = {
        entry.position: records.named(told.telling.text, told.telling.when)
        for entry, told in made
        if told.occasion
    }
    mains = [(entry.position, told) for entry, told in made if not told.occasion]
    rows = iter(
        settled(
            [
                _others(records.matches(told.telling), during.get(position, ()))
                for position, told in mains
            ]
        )
    )
    found = [[] if told.occasion else next(rows) for _entry, told in made]
    taken = [row[0] for row in found if row and row[0].score >= LIKELY]
    return [
        _others(during[entry.position], taken) if told.occasion else row
        for (entry, told), row in zip(made, found, strict=True)
    ]


def _others(matches: Sequence[Match], but: Sequence[Match]) -> list[Match]:
    keys = {match.key for match in but}
    return [match for match in matches if match.key not in keys]


def _below(entry: Entry, first: dict[str, Proposal], lexicon: Lexicon) -> Collection[Proposal]:
    """What a point tells of the record above it."""
    above = first.get(entry.position.rpartition(".")[0])
    if not above:
        return ()
    text = entry.text.text[:LONGEST]
    return (
        replace(
            above,
            position=entry.position,
            span=entry.text,
            when=period.within(text, above.when),
            cities=tuple(one.name for one in distinct(lexicon.cities(text))),
            organisations=tuple(one.name for one in lexicon.bodies(text)),
        ),
    )
