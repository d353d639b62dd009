"""A briefing on a record or on a list, from what is loaded of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from browse.filtersets import BrowseFilterSet
from browse.rows import Chip
from ucap.api.briefing import parts, sources
from ucap.api.briefing.document import Briefing, Remark, Section, Span, line
from ucap.api.briefing.kinds import KINDS
from ucap.api.briefing.limits import gathered
from ucap.api.listings import Listing


def on_record(listing: Listing, record: Any, day: date) -> Briefing:
    """The briefing on a record that the kind's `load` has loaded. A fixed number of queries."""
    kind = KINDS[listing.name]
    return Briefing(
        title=str(record),
        subtitle=kind.subtitle(record),
        day=day,
        address=record.get_absolute_url(),
        sections=tuple(kind.sections(record)),
    )


def on_list(listing: Listing, filterset: BrowseFilterSet, day: date) -> Briefing:
    """The briefing on the records that a list selects. A fixed number of queries."""
    kind = KINDS[listing.name]
    asked = filterset.asked.urlencode()
    address = f"{listing.address}?{asked}" if asked else listing.address
    records = gathered(kind.load(filterset.qs), address)
    heading = str(listing.heading)
    cited = [summary for record in records.rows for summary in kind.cited(record)]
    return Briefing(
        title=heading,
        subtitle=_number(records.count),
        day=day,
        address=address,
        filters=in_words(filterset.chips),
        problems=tuple(f"{problem.label}: {problem.message}" for problem in filterset.problems),
        sections=(
            *(parts.listing(heading, "records", records, kind.listed, deep=True) or nothing()),
            *sources.section(cited),
        ),
    )


def _number(count: int) -> str:
    return ngettext("%(count)d record", "%(count)d records", count) % {"count": count}


def nothing() -> list[Section]:
    """What stands where a list selects nothing."""
    remark = Remark(line(Span(_("There is nothing that fits."))))
    return [Section(_("Records"), "records", (remark,))]


def in_words(chips: Iterable[Chip]) -> tuple[tuple[str, str], ...]:
    """(label, values) of each filter that was chosen."""
    chosen: dict[str, list[str]] = {}
    for chip in chips:
        chosen.setdefault(chip.label, []).append(chip.value)
    return tuple((label, ", ".join(values)) for label, values in chosen.items())
