"""Which fields of the activities or results are right."""

from collections.abc import Iterator, Sequence

from benchmarks.reading.scoring.comparing import span
from benchmarks.reading.scoring.judging import exactly, printed, stretch
from benchmarks.reading.scoring.pairing import entry_pairs, record_pairs
from benchmarks.reading.scoring.reading import Section
from benchmarks.reading.scoring.score import Field
from benchmarks.reading.truth.values import TrueEntry
from browse.dates import Precision
from ucap.reading.records.draft import Proposal
from ucap.reading.records.known import Known
from ucap.reading.understood import Entry, Span


def of_entries(true: Sequence[TrueEntry], section: Section, known: Known) -> Iterator[Field]:
    """The fields of all entries; one that is too many is a wrong position and no more."""
    for one, got in entry_pairs(true, section):
        if one is None:
            position = got.position if got else ""
            words = got.text.text if got else ""
            name = f"{section.name} {position}"
            yield Field("entries", f"{name} position", "", f"{position}: {words}", right=False)
        else:
            yield from _entry(one, got or Entry("", Span("")), section, known)


def _entry(true: TrueEntry, got: Entry, section: Section, known: Known) -> Iterator[Field]:
    name = f"{section.name} {true.position}"
    yield exactly("entries", f"{name} position", true.position, got.position)
    if true.heading is not None:
        yield printed("entries", f"{name} heading", true.heading, got.heading.text)
    if true.dates is not None:
        yield printed("dates", f"{name} dates", true.dates, got.dates.text)
    yield from _months(name, true, section, section.at(got.position), known)
    yield stretch(f"{name} text", true.text, got.text.text)


def _months(
    name: str, true: TrueEntry, section: Section, proposals: Sequence[Proposal], known: Known
) -> Iterator[Field]:
    """When each record of an entry was; one too many is not counted here."""
    for record, proposal in record_pairs(true.records, proposals, section, known):
        if record is None or record.months is None:
            continue
        where = f"{name} months of {record.slug}" if record.slug else f"{name} months"
        yield exactly("dates", where, record.months, _when(proposal))


def _when(proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    when = proposal.when
    return span(when.start, when.end, days=when.precision == Precision.DAY)
