"""What looks like a slip in the points of the activities and results."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst, get_text_list

from browse.when import When
from ucap.desk.entry.names import key
from ucap.reading.records import period
from ucap.reading.records.draft import Draft, Name, Proposal, ProposedNote
from ucap.reading.records.known import Known, Told
from ucap.reading.records.sides import all_cities
from ucap.reading.understood import Entry, Understood
from ucap.summaries.models import Part


def notes(understood: Understood, draft: Draft, known: Known) -> Iterator[ProposedNote]:
    """The proposed notes on activities, then on results."""
    told = {one.key: one for one in known.activities}
    yield from _dates(understood.activities, draft)
    yield from _dated_otherwise(draft.activities, told)
    yield from _several(draft.activities, Part.ACTIVITIES, "events")
    yield from _strangers(draft.activities, draft, Part.ACTIVITIES)
    yield from _several(draft.pilots, Part.RESULTS, "proposals")
    yield from _headings(understood.results, draft)
    yield from _strangers(draft.pilots, draft, Part.RESULTS)


def _dates(entries: Sequence[Entry], draft: Draft) -> Iterator[ProposedNote]:
    """What is odd about the dates of the entries, one note for each."""
    mains = [entry for entry in entries if "." not in entry.position]
    dates = period.dates(mains)
    latest = None
    for entry in mains:
        when = dates[entry.position]
        yield from _date(entry, when, draft, among=any(dates.values()))
        if latest and when.start and when.start < latest:
            yield _note(entry, "The entry stands after a later one.", "Order kept as printed.")
        latest = max(filter(None, (latest, when.start)), default=None)


def _date(entry: Entry, when: When, draft: Draft, *, among: bool) -> Iterator[ProposedNote]:
    """A date that is missing `among` others, that has no year, or that lies outside the period."""
    said = capfirst(entry.dates.text.strip(" :"))
    if not when and among:
        yield _note(entry, "This entry has no date, while others have one.", "No date is stored.")
    if when and not re.search(r"\d{4}", said):
        yield _note(entry, f"“{said}” leaves out the year.", f"Read as {when}.")
    if period.before(when, draft.period) or period.after(when, draft.period):
        edge = "after the end" if period.after(when, draft.period) else "before the start"
        yield _note(
            entry,
            f"{said} is {edge} of the period of cooperation.",
            "Date and period kept as printed.",
        )


def _note(entry: Entry, oddity: str, resolution: str) -> ProposedNote:
    span = entry.dates or entry.text
    return ProposedNote(Part.ACTIVITIES, oddity, resolution, entry.position, span)


def _dated_otherwise(
    proposals: Sequence[Proposal], told: Mapping[int, Told]
) -> Iterator[ProposedNote]:
    """Entries that give another month than what they repeat."""
    for proposal in proposals:
        known = told[proposal.repeats.key].when if proposal.repeats else None
        if "." in proposal.position or not known or not known.start or not proposal.when:
            continue
        if not period.covers(proposal.when, known.start):
            yield ProposedNote(
                Part.ACTIVITIES,
                f"Dated {proposal.when} here, and {known} where it is told already.",
                "One record; the citation keeps the month that it tells.",
                proposal.position,
                proposal.span,
            )


def _several(proposals: Sequence[Proposal], part: str, noun: str) -> Iterator[ProposedNote]:
    """Entries that tell of more than one record."""
    for position, group in groupby(proposals, key=lambda proposal: proposal.position):
        told = list(group)
        if len(told) > 1:
            number = str(apnumber(len(told)))
            yield ProposedNote(
                part,
                f"One entry tells of {number} {noun}: "
                f"{'; '.join(proposal.title for proposal in told)}.",
                f"{capfirst(number)} records that cite the same entry.",
                position,
                told[0].span,
            )


def _strangers(proposals: Sequence[Proposal], draft: Draft, part: str) -> Iterator[ProposedNote]:
    """The cities that are named though they are on no side, in one note."""
    partners = {_who(city) for city in all_cities(draft.sides)}
    named: dict[object, tuple[Name, Proposal]] = {}
    for proposal in proposals:
        for city in proposal.cities:
            if _who(city) not in partners:
                named.setdefault(_who(city), (city, proposal))
    if named:
        names = get_text_list([city.printed for city, _proposal in named.values()], "and")
        first = next(iter(named.values()))[1]
        yield ProposedNote(
            part,
            f"{names} {'is' if len(named) == 1 else 'are'} named here, but no partner of the plan.",
            "Linked as printed.",
            first.position,
            first.span,
        )


def _headings(entries: Sequence[Entry], draft: Draft) -> Iterator[ProposedNote]:
    """Entries on partners that stand under the heading of another one."""
    partners = {_who(city): city.printed for city in all_cities(draft.sides)}
    by_position = {proposal.position: proposal for proposal in draft.pilots}
    for entry in entries:
        proposal = by_position.get(entry.position)
        heading = entry.heading.text.strip(" :")
        if not proposal or heading not in partners.values():
            continue
        about = [city.printed for city in proposal.cities if not city.implied]
        if heading not in about:
            yield ProposedNote(
                Part.RESULTS,
                f"The entry is about {get_text_list(about, 'and')}, but stands under “{heading}”.",
                f"Not linked to {heading}; the heading is kept on the citation.",
                entry.position,
                entry.text,
            )


def _who(city: Name) -> object:
    return city.key if city.key is not None else key(city.printed)
