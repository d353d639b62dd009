"""Which summary a document is read for: a new one, or one that there is already."""

from dataclasses import dataclass

from ucap.reading.items.item import Decision
from ucap.reading.models import Reading
from ucap.reading.stored import Read
from ucap.summaries.models import Summary, SummaryCity

KEY = "summary"
"""Under which the choice stands among the decisions."""
NEW = "new"


@dataclass(frozen=True)
class Target:
    """The summary to be updated, None for a new one; and why it is proposed.

    `is_same_file` leaves no choice: a document has one summary. `others` are those that may be
    chosen instead.
    """

    summary: Summary | None
    is_same_file: bool
    is_proposed: bool
    others: list[Summary]


def target(reading: Reading, read: Read) -> Target:
    """The summary that a document is read for. At most four queries."""
    others = list(Summary.objects.only("pk", "title", "short_title", "status"))
    same = Summary.objects.filter(document_sha256=reading.document_sha256).first()
    if same:
        return Target(same, True, False, others)
    chosen = Decision.of(reading.decisions.get(KEY))
    if chosen:
        found = next((one for one in others if str(one.pk) == chosen.choice), None)
        return Target(found and Summary.objects.get(pk=found.pk), False, False, others)
    alike = _alike(read)
    return Target(alike, False, alike is not None, others)


def _alike(read: Read) -> Summary | None:
    """The summary of the same cities, side by side, and the same period."""
    sides = [sorted(name.key for name in side.cities if name.key) for side in read.draft.sides]
    period = read.draft.period
    if not period or len(sides) < 2 or not all(sides):
        return None
    found = {
        summary.pk: summary
        for summary in Summary.objects.filter(period_start=period.start, period_end=period.end)
    }
    cities: dict[int, tuple[list[int], list[int]]] = {pk: ([], []) for pk in found}
    links = SummaryCity.objects.filter(side__summary__in=found).order_by("city_id")
    for pk, column, city in links.values_list("side__summary_id", "side__column", "city_id"):
        cities[pk][column - 1].append(city)
    return next((found[pk] for pk, told in cities.items() if list(told) == sides), None)
