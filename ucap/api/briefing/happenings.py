"""A briefing on one activity or one pilot."""

from typing import Any

from django.utils.translation import gettext as _

from ucap.api.briefing import activities, notes, parts, pilots, sources
from ucap.api.briefing.document import Fact, Section, fact
from ucap.api.briefing.limits import gathered


def activity(record: Any) -> list[Section]:
    """All on an activity that is loaded as `activities.load` does: its facts and pilots.

    A fixed number of queries.
    """
    facts = (*activities.facts(record), *activities.around(record), *_told(record))
    about = gathered(pilots.load(record.pilots.published()), record.get_absolute_url())
    parts_of_it = gathered(activities.load(record.parts.published()), record.get_absolute_url())
    return [
        *parts.about(_("Facts"), record.description, facts),
        *parts.listing(_("Parts of it"), "parts", parts_of_it, activities.entry),
        *parts.listing(_("Pilots it was about"), "pilots", about, pilots.entry),
        *notes.section(notes.on_citations([record, *parts_of_it.rows], about.rows)),
        *sources.section(sources.told([record, *parts_of_it.rows, *about.rows])),
    ]


def pilot(record: Any) -> list[Section]:
    """All on a pilot that is loaded as `pilots.load` does: its facts and activities.

    A fixed number of queries.
    """
    facts = (*pilots.facts(record), *pilots.around(record), *_told(record))
    held = gathered(activities.load(record.activities.published()), record.get_absolute_url())
    return [
        *parts.about(_("Facts"), record.description, facts),
        *parts.listing(_("Activities about it"), "activities", held, activities.entry),
        *notes.section(notes.on_citations(held.rows, [record])),
        *sources.section(sources.told([record, *held.rows])),
    ]


def _told(record: Any) -> tuple[Fact, ...]:
    """Which places tell of the record."""
    return fact(_("Told in"), sources.short(record.told_in) or _("no published summary"))
