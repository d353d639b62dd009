"""A reading that has everything right, made of the truth itself."""

from collections.abc import Iterable
from datetime import date

from benchmarks.reading.scoring.reading import Reading
from benchmarks.reading.truth.rows import Rows
from benchmarks.reading.truth.values import Thing, TrueEntry, TrueRecord, TrueSide, TrueTerm, Truth
from browse.dates import Precision
from browse.when import When
from ucap.reading.records.draft import Draft, DraftSide, Label, Match, Name, Proposal
from ucap.reading.records.known import Known, Named, Told
from ucap.reading.understood import Entry, Side, Span, Theme, Understood


def portal(rows: Rows) -> Known:
    """What a portal of the fixtures knows, as far as scoring looks at it."""
    return Known(
        cities=_named(rows, "cities.city"),
        organisations=_named(rows, "cities.organisation"),
        themes=_named(rows, "cities.theme"),
        goals=tuple(Named(n, str(n), f"SDG {n}") for n in range(1, 18)),
        topics=_named(rows, "cities.urbanagendatopic"),
        activities=_told(rows, "pilots.activity"),
        pilots=_told(rows, "pilots.pilotproject"),
    )


def _named(rows: Rows, model: str) -> tuple[Named, ...]:
    bodies = model in ("cities.city", "cities.organisation")
    return tuple(
        Named(
            key,
            row["slug"],
            row["name"],
            tuple(rows.thing(model, row["slug"]).names) if bodies else (),
        )
        for key, row in enumerate(rows.all(model), 1)
    )


def _told(rows: Rows, model: str) -> tuple[Told, ...]:
    return tuple(Told(n, row["slug"], row["title"]) for n, row in enumerate(rows.all(model), 1))


def perfect(truth: Truth, known: Known) -> Reading:
    """The reading of a document that leaves nothing to be wished."""
    understood = Understood(
        sides=tuple(_side(s) for s in truth.sides),
        period=Span(truth.period),
        themes=tuple(
            Theme(*map(Span, (t.label, t.description, t.focus, t.challenges))) for t in truth.themes
        ),
        focus=Span(truth.focus),
        challenges=Span(truth.challenges),
        objectives=Span(truth.objectives),
        activities=tuple(map(_entry, truth.activities)),
        results=tuple(map(_entry, truth.results)),
        contact=Span(truth.contact),
    )
    draft = Draft(
        kind=truth.kind,
        period=_when(truth.months),
        sides=tuple(
            DraftSide(
                _names(s.cities, known.cities),
                None if s.population is None else int(s.population),
                s.area_km2,
            )
            for s in truth.sides
        ),
        themes=tuple(Label(Span(t.label), _keys(t.meaning, known.themes)) for t in truth.themes),
        goals=_labels(truth.goals, known.goals),
        topics=_labels(truth.topics, known.topics),
        activities=_proposals(truth.activities, known.activities, known),
        pilots=_proposals(truth.results, known.pilots, known),
        email=truth.email,
    )
    return Reading(understood, draft, known)


def _side(true: TrueSide) -> Side:
    return Side(
        Span(true.cities_printed),
        Span(true.province),
        Span(true.country),
        Span(true.population_printed),
        Span(true.size_printed),
    )


def _entry(true: TrueEntry) -> Entry:
    return Entry(true.position, Span(true.text), Span(true.heading or ""), Span(true.dates or ""))


def _names(things: Iterable[Thing], known: tuple[Named, ...]) -> tuple[Name, ...]:
    """A name for each thing: the known record of that name, or what is printed alone."""
    return tuple(Name(thing.name, _key(thing.name, known)) for thing in things)


def _key(name: str, known: Iterable[Named]) -> int | None:
    return next((one.key for one in known if one.name == name), None)


def _keys(slug: str, known: Iterable[Named | Told]) -> tuple[int, ...]:
    return tuple(one.key for one in known if one.slug == slug)


def _labels(terms: Iterable[TrueTerm], known: tuple[Named, ...]) -> tuple[Label, ...]:
    return tuple(Label(Span(term.label), _keys(term.meaning, known)) for term in terms)


def _proposals(
    entries: Iterable[TrueEntry], told: tuple[Told, ...], known: Known
) -> tuple[Proposal, ...]:
    return tuple(
        _proposal(entry, record, told, known) for entry in entries for record in entry.records
    )


def _proposal(
    entry: TrueEntry, record: TrueRecord, told: tuple[Told, ...], known: Known
) -> Proposal:
    keys = _keys(record.slug, told) if record.told_elsewhere else ()
    return Proposal(
        entry.position,
        Span(entry.text),
        record.slug,
        when=_when(record.months or ""),
        cities=_names(record.cities, known.cities),
        organisations=_names(record.organisations, known.organisations),
        matches=tuple(Match(key, 0.9) for key in keys),
    )


def _when(months: str) -> When:
    if not months:
        return When()
    start, _, end = months.partition("..")
    precision = Precision.DAY if len(start) > 7 else Precision.MONTH
    return When(_date(start), _date(end) if end else None, precision)


def _date(text: str) -> date:
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
