"""The activities of the compared things on one time line."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pilots.models import Activity
from ucap.across.compare.held import Held
from ucap.across.compare.sentence import without_others
from ucap.across.timeline import months
from ucap.across.timeline.layout import Event, Lane, Period, Picture, axis_over, picture, window


def drawing(
    held: Held,
    names: dict[Any, str],
    together_url: str,
    activities: Iterable[Activity],
    periods: Sequence[Period],
) -> Picture | None:
    """A lane for what all have together, one for what some share, one for what each has
    without the others.

    None where no activity has a date. A pure function: no queries.
    """
    events = {a.pk: Event(a, span) for a in activities if (span := months.span_of(a))}
    if not events:
        return None

    def lane(label: str, pks: Sequence[int], url: str = "", second: str = "") -> Lane:
        drawn = [events[pk] for pk in pks if pk in events]
        return Lane(label, len(pks), url if pks else "", drawn, second)

    lanes = [lane(_("Together"), held.together, together_url)]
    if len(held.keys) > 2:
        lanes = [
            lane(_("All together"), held.together, together_url),
            lane(_("Some together"), held.partly),
        ]
    for key in held.keys:
        apart = without_others(key, names)
        lanes.append(lane(f"{names[key]},", held.without_others(key), second=apart))
    first, last = window((None, None), [*events.values(), *periods])
    return picture(axis_over(first, last), periods, lanes)
