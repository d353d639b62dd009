"""Which records, cities, organisations and matches were found, and which were made up."""

from collections.abc import Iterator, Sequence

from benchmarks.reading.scoring.pairing import RecordPair, entry_pairs, matched, record_pairs
from benchmarks.reading.scoring.reading import Reading, Section
from benchmarks.reading.scoring.score import Found, Miss, Tally
from benchmarks.reading.truth.values import Thing, TrueEntry, TrueRecord, Truth
from ucap.reading.records.draft import Name, Proposal
from ucap.reading.records.known import Known, Named


def records(truth: Truth, reading: Reading) -> Tally:
    """The records of both sections, counted."""
    activities, results = reading.sections
    return _section(truth.activities, activities, reading.known) + _section(
        truth.results, results, reading.known
    )


def _section(true: Sequence[TrueEntry], section: Section, known: Known) -> Tally:
    every = (_pair(pair, where, section, known) for where, pair in _pairs(true, section, known))
    return sum(every, Tally())


def _pairs(
    true: Sequence[TrueEntry], section: Section, known: Known
) -> Iterator[tuple[str, RecordPair]]:
    """Each record beside its proposal, with the position; and the proposals of no true entry."""
    placed: list[Proposal] = []
    for one, got in entry_pairs(true, section):
        proposals = section.at(got.position) if got else []
        placed += proposals
        position = one.position if one else got.position if got else ""
        for pair in record_pairs(one.records if one else (), proposals, section, known):
            yield f"{section.name} {position}", pair
    for proposal in section.proposals:
        if not any(proposal is other for other in placed):
            yield f"{section.name} {proposal.position}", (None, proposal)


def _pair(pair: RecordPair, where: str, section: Section, known: Known) -> Tally:
    """What one record and its proposal count."""
    record, proposal = pair
    if record and record.slug:
        where = f"{where} ({record.slug})"
    title = f"“{proposal.title}”" if proposal else ""
    number = Found(bool(record and proposal), bool(proposal), bool(record))
    misses = () if number.right else (Miss(section.measure, where, _title(record), title),)
    return (
        Tally({section.measure: number}, misses)
        + _things("cities", where, pair, known.cities)
        + _things("organisations", where, pair, known.organisations)
        + _match(where, pair, section)
    )


def _title(record: TrueRecord | None) -> str:
    return "" if record is None else record.slug or "a record of its own"


def _things(measure: str, where: str, pair: RecordPair, known: tuple[Named, ...]) -> Tally:
    """The cities or organisations of a record; what may be named and need not be does not count."""
    record, proposal = pair
    names: tuple[Name, ...] = getattr(proposal, measure, ())
    things: tuple[Thing, ...] = getattr(record, measure, ())
    asked = matched(names, things, known)
    extra = matched(asked.names, record.also if record else (), known).names
    misses = [Miss(measure, where, thing.name, "") for thing in asked.things]
    misses += [Miss(measure, where, "", name.printed) for name in extra]
    number = Found(asked.right, asked.right + len(extra), len(things))
    return Tally({measure: number}, tuple(misses))


def _match(where: str, pair: RecordPair, section: Section) -> Tally:
    """Whether a record that is told elsewhere, too, was recognised, and none for another."""
    record, proposal = pair
    if record and record.told_elsewhere is None:
        return Tally()
    repeated = section.repeated(proposal) if proposal else ""
    expected = record.slug if record and record.told_elsewhere else ""
    right = bool(expected) and repeated == expected
    number = Found(right, bool(repeated), bool(expected))
    if right or not (repeated or expected):
        return Tally({"matches": number})
    return Tally({"matches": number}, (Miss("matches", where, expected, _of(repeated, proposal)),))


def _of(repeated: str, proposal: Proposal | None) -> str:
    """What was proposed instead: the record, how sure it is, and what speaks for it."""
    if proposal is None:
        return "no record"
    best = proposal.matches[0] if proposal.matches else None
    if not repeated or best is None:
        return f"a new record, “{proposal.title}”"
    return f"{repeated} ({best.score:.2f}: {'; '.join(map(str, best.reasons))})"
