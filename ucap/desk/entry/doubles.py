"""Which records a title may mean: those with alike words, of the same month, with the same cities.

Editors who enter a document are shown what is told elsewhere already before
they make a record of their own.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from browse.dates import month_end
from browse.when import When
from cities.models import City
from pilots.models import Activity, ActivityCity, PilotCity, PilotProject
from ucap.desk.entry.labels import words
from ucap.summaries.models import ActivityCitation, PilotCitation

SHOWN = 8
STRONG = 82
"""From which likeness of titles on (of 100) a new record is asked about before it is made."""
LIKELY = 65
"""The same, of records of the same month that share a city."""

KINDS: dict[str, tuple[Any, Any, Any, str]] = {
    "activity": (Activity, ActivityCity, ActivityCitation, "activity"),
    "pilot": (PilotProject, PilotCity, PilotCitation, "pilot"),
}


@dataclass
class Known:
    """One record with what tells it from others."""

    pk: int
    title: str
    slug: str
    when: When
    status: str
    cities: dict[int, str] = field(default_factory=dict)
    cited_by: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Double:
    """A record that may be meant: how likely, and what speaks for it."""

    known: Known
    score: float
    likeness: float
    same_month: bool
    shared: tuple[str, ...]

    @property
    def strong(self) -> bool:
        """Whether one should look twice before making another record."""
        near = self.same_month and bool(self.shared)
        return self.likeness >= STRONG or (near and self.likeness >= LIKELY)

    @property
    def why(self) -> str:
        """What speaks for it, in words."""
        said = [_("same month")] if self.same_month else []
        if self.shared:
            said.append(_("with %(cities)s") % {"cities": ", ".join(self.shared)})
        return "; ".join(said)


class Records:
    """All records of a kind, ranked by how likely they are meant. Three queries, once."""

    def __init__(self, kind: str) -> None:
        self.model, self.city_links, self.citations, self.name = KINDS[kind]

    @cached_property
    def known(self) -> dict[int, Known]:
        """{primary key: record}."""
        fields = ("pk", "title", "slug", "start", "end", "precision", "status")
        found = {
            pk: Known(pk, title, slug, When(start, end, precision), status)
            for pk, title, slug, start, end, precision, status in (
                self.model.objects.order_by("pk").values_list(*fields)
            )
        }
        links = self.city_links.objects.order_by("city__sort_name")
        for pk, city, name in links.values_list(f"{self.name}_id", "city_id", "city__name"):
            found[pk].cities[city] = name
        places = self.citations.objects.order_by("summary__sort_title")
        for pk, summary, title in places.values_list(
            f"{self.name}_id", "summary_id", "summary__short_title"
        ):
            found[pk].cited_by[summary] = title
        return found

    def ranked(self, title: str, when: When, cities: Collection[int]) -> list[Double]:
        """Every record with what speaks for it, likeliest first."""
        asked = words(title)
        found = [self._double(asked, when, cities, known) for known in self.known.values()]
        return sorted(found, key=lambda one: (-one.score, one.known.title, one.known.pk))

    def meant(self, title: str, when: When, cities: Collection[int]) -> list[Double]:
        """The first few that somebody who has typed `title` may mean."""
        least = 45 if title.strip() else 10
        return [one for one in self.ranked(title, when, cities)[:SHOWN] if one.score >= least]

    def alike(self, title: str, when: When, cities: Collection[int]) -> list[Double]:
        """Those that resemble a new record so much that they may be the same."""
        return [one for one in self.ranked(title, when, cities)[:SHOWN] if one.strong][:3]

    def _double(self, asked: str, when: When, cities: Collection[int], known: Known) -> Double:
        title = words(known.title)
        likeness = fuzz.token_sort_ratio(asked, title)
        typed = max(fuzz.token_set_ratio(asked, title), fuzz.partial_ratio(asked, title))
        month = same_month(when, known.when)
        shared = tuple(name for pk, name in known.cities.items() if pk in cities)
        score = 0.8 * (typed if asked else 0) + 12 * month + min(4 * len(shared), 12)
        return Double(known, score, likeness, month, shared)


def same_month(one: When, other: When) -> bool:
    """Whether two spans share a month."""
    if not one.start or not other.start:
        return False
    return _months(one)[0] <= _months(other)[1] and _months(other)[0] <= _months(one)[1]


def _months(when: When) -> tuple[date, date]:
    assert when.start  # noqa: S101 - asked for spans only
    return when.start.replace(day=1), month_end(when.end or when.start)


def cities_in(text: str) -> set[int]:
    """The cities that a text names, by primary key. One query."""
    said = f" {words(text)} "
    rows = City.objects.values_list("pk", "name")
    return {pk for pk, name in rows if words(name) and f" {words(name)} " in said}
