"""What the lists must answer, worked out slowly and plainly; see `tests.universe`.

Everything is read once into dictionaries and sets; there is no query with a condition.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from cities.models.organisations import OrganisationKind
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityKind,
    ActivityOrganisation,
    ActivityTheme,
    Mode,
    Outcome,
    OutcomeKind,
    PilotCity,
    PilotKind,
    PilotOrganisation,
    PilotProject,
    PilotTheme,
    Stage,
)
from ucap.summaries.models import (
    ActivityCitation,
    PilotCitation,
    Summary,
    SummaryCity,
    SummaryKind,
    SummarySDG,
    SummaryTheme,
    SummaryTopic,
)

REPEATABLE: dict[str, frozenset[str]] = {
    "summaries": frozenset(
        {
            "city",
            "country",
            "theme",
            "sdg",
            "topic",
            "organisation",
            "kind",
            "year",
        }
    ),
    "activities": frozenset(
        {
            "city",
            "country",
            "theme",
            "sdg",
            "topic",
            "organisation",
            "summary",
            "kind",
            "mode",
            "outcome",
            "year",
        }
    ),
    "pilots": frozenset(
        {
            "city",
            "country",
            "theme",
            "sdg",
            "topic",
            "organisation",
            "summary",
            "kind",
            "stage",
            "year",
        }
    ),
    "cities": frozenset({"country", "theme", "sdg", "topic", "organisation", "summary"}),
    "organisations": frozenset({"city", "country", "theme", "summary", "kind"}),
}
"""The starred rows of the design's table of parameters, list by list."""

SINGLE: dict[str, frozenset[str]] = {
    "summaries": frozenset({"q", "from", "to"}),
    "activities": frozenset({"q", "from", "to", "role"}),
    "pilots": frozenset({"q", "from", "to"}),
    "cities": frozenset({"q"}),
    "organisations": frozenset({"q"}),
}
"""The rows without a star."""

ONE_VALUE_A_RECORD: dict[str, frozenset[str]] = {
    "summaries": frozenset({"kind"}),
    "activities": frozenset({"kind", "mode"}),
    "pilots": frozenset({"kind", "stage"}),
    "cities": frozenset({"country"}),
    "organisations": frozenset({"city", "country", "kind"}),
}
"""The repeatable parameters that `match=all` does not speak of."""

SORTS: dict[str, tuple[str, ...]] = {
    "summaries": ("title", "date"),
    "activities": ("date", "title", "citations"),
    "pilots": ("title", "date", "citations"),
    "cities": ("name", "pilots", "sdgs"),
    "organisations": ("name", "pilots"),
}
"""The orders of each list, the one that needs not be asked for first."""

Asked = Mapping[str, Sequence[str]]


@cache
def folded(text: str) -> str:
    """Text without case and accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not "\u0300" <= c <= "\u036f").lower()


def months(day: date | None) -> int | None:
    """The number of a day's month since the year 0."""
    return None if day is None else day.year * 12 + day.month - 1


def month(text: str) -> int | None:
    """The number of the month written `2020-04`, or None when it is none."""
    found = re.fullmatch("([0-9]{4})-([0-9]{2})", text)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        return None
    return int(found[1]) * 12 + int(found[2]) - 1


@dataclass
class Row:
    """One record of a list: all that a parameter may ask of it."""

    slug: str
    texts: list[str]
    sorts: dict[str, Any]
    values: dict[str, set[str]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None

    def years(self) -> set[str]:
        """The calendar years that the record's dates touch."""
        if self.first is None or self.last is None:
            return set()
        return {str(year) for year in range(self.first // 12, self.last // 12 + 1)}


def joined(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, set[Any]]:
    """The second of each pair under the first."""
    result = defaultdict(set)
    for one, other in pairs:
        result[one].add(other)
    return result


class Oracle:
    """Knows the whole world, drafts included, and tells what the public may see of it."""

    def __init__(self) -> None:
        self._read()
        self._see()
        self.lists: dict[str, list[Row]] = {
            "summaries": [self._summary(s) for s in self.summaries.values()],
            "activities": [self._activity(a) for a in self.activities.values()],
            "pilots": [self._pilot(p) for p in self.pilots.values()],
            "cities": [self._city(c) for c in self.cities.values()],
            "organisations": [self._organisation(o) for o in self.organisations.values()],
        }
        self.known: dict[str, dict[str, set[str]]] = {
            name: {parameter: self._known(name, parameter) for parameter in REPEATABLE[name]}
            for name in self.lists
        }

    # Reading

    def _read(self) -> None:
        def published(model: Any) -> dict[int, Any]:
            return {r.pk: r for r in model.objects.all() if r.status == "published"}

        def public(links: Iterable[tuple], *owners: Any) -> list[tuple]:
            """Those links whose ends are published: `owners` are the tables of the ends."""
            return [
                link
                for link in links
                if all(end in owner for end, owner in zip(link, owners, strict=False))
            ]

        def rows(model: Any, *names: str) -> list[tuple]:
            return list(model.objects.values_list(*names))

        self.summaries = published(Summary)
        self.activities = published(Activity)
        self.pilots = published(PilotProject)
        self.all_cities: dict[Any, Any] = {c.pk: c for c in City.objects.all()}
        self.all_organisations: dict[Any, Any] = {o.pk: o for o in Organisation.objects.all()}
        self.all_themes: dict[Any, Any] = {t.pk: t.slug for t in Theme.objects.all()}
        self.country_codes: dict[Any, Any] = {c.pk: c.code for c in Country.objects.all()}

        self.summary_cities = public(
            rows(SummaryCity, "side__summary_id", "city_id"), self.summaries
        )
        self.activity_roles = public(
            rows(ActivityCity, "activity_id", "city_id", "role"), self.activities
        )
        self.activity_cities = [link[:2] for link in self.activity_roles]
        self.pilot_cities = public(rows(PilotCity, "pilot_id", "city_id"), self.pilots)
        self.activity_organisations = public(
            rows(ActivityOrganisation, "activity_id", "organisation_id"), self.activities
        )
        self.pilot_organisations = public(
            rows(PilotOrganisation, "pilot_id", "organisation_id"), self.pilots
        )
        self.summary_themes = public(rows(SummaryTheme, "summary_id", "theme_id"), self.summaries)
        self.activity_themes = public(
            rows(ActivityTheme, "activity_id", "theme_id"), self.activities
        )
        self.pilot_themes = public(rows(PilotTheme, "pilot_id", "theme_id"), self.pilots)
        self.summary_sdgs = public(rows(SummarySDG, "summary_id", "sdg__number"), self.summaries)
        self.summary_topics = public(
            rows(SummaryTopic, "summary_id", "topic__slug"), self.summaries
        )
        self.activity_citations = public(
            rows(ActivityCitation, "summary_id", "activity_id"), self.summaries, self.activities
        )
        self.pilot_citations = public(
            rows(PilotCitation, "summary_id", "pilot_id"), self.summaries, self.pilots
        )
        self.theme_texts = public(
            [
                (pk, text)
                for pk, *texts in rows(
                    SummaryTheme,
                    *("summary_id", "label_printed", "description", "focus", "challenges"),
                )
                for text in texts
            ],
            self.summaries,
        )
        self.outcomes = public(rows(Outcome, "activity_id", "kind"), self.activities)
        self.outcome_texts = public(rows(Outcome, "activity_id", "text"), self.activities)
        self.outcome_cities = public(rows(Outcome, "activity_id", "cities"), self.activities)
        self.outcome_organisations = public(
            rows(Outcome, "activity_id", "organisations"), self.activities
        )

    # Who sees what

    def _see(self) -> None:
        """What published records name: the only cities, organisations and themes there are."""
        bodies = self.activity_organisations + self.pilot_organisations + self.outcome_organisations
        named = {body for _record, body in bodies if body}
        # the page of a part names its whole, and an organisation's page names its seat
        wholes = {self.all_organisations[pk].part_of_id for pk in named} - {None}
        shown = named | wholes
        places = (
            self.summary_cities + self.activity_cities + self.pilot_cities + self.outcome_cities
        )
        seats = {self.all_organisations[pk].city_id for pk in shown}
        seen = {place for _record, place in places if place} | (seats - {None})
        themes = self.summary_themes + self.activity_themes + self.pilot_themes
        self.organisations: dict[Any, Any] = {pk: self.all_organisations[pk] for pk in shown}
        self.cities: dict[Any, Any] = {pk: self.all_cities[pk] for pk in seen}
        self.themes = {pk: self.all_themes[pk] for _record, pk in themes}

    def _known(self, name: str, parameter: str) -> set[str]:
        """The values that an address may give to `parameter`."""
        kinds = {
            "summaries": SummaryKind,
            "activities": ActivityKind,
            "pilots": PilotKind,
            "organisations": OrganisationKind,
        }
        known: dict[str, Callable[[], Iterable[Any]]] = {
            "city": lambda: (city.slug for city in self.cities.values()),
            "country": lambda: (self.country_codes[c.country_id] for c in self.cities.values()),
            "theme": lambda: self.themes.values(),
            "sdg": lambda: (goal.number for goal in SDG.objects.all()),
            "topic": lambda: (topic.slug for topic in UrbanAgendaTopic.objects.all()),
            "organisation": lambda: (body.slug for body in self.organisations.values()),
            "summary": lambda: (summary.slug for summary in self.summaries.values()),
            "kind": lambda: kinds[name].values,
            "stage": lambda: Stage.values,
            "mode": lambda: Mode.values,
            "outcome": lambda: OutcomeKind.values,
            "year": lambda: (year for row in self.lists[name] for year in row.years()),
        }
        return {str(value) for value in known[parameter]()}

    # Rows

    def _slugs(self, keys: Iterable[int], table: Mapping[int, Any]) -> set[str]:
        return {table[key].slug for key in keys if key in table}

    def _countries(self, cities: Iterable[int]) -> set[str]:
        return {self.country_codes[self.all_cities[pk].country_id] for pk in cities}

    def _of_summaries(self, summaries: Iterable[int]) -> dict[str, set[str]]:
        """The SDGs, topics and slugs of some summaries."""
        wanted = set(summaries)
        return {
            "sdg": {str(number) for pk, number in self.summary_sdgs if pk in wanted},
            "topic": {slug for pk, slug in self.summary_topics if pk in wanted},
            "summary": {self.summaries[pk].slug for pk in wanted},
        }

    def _summary(self, summary: Summary) -> Row:
        cities = joined(self.summary_cities)[summary.pk]
        cited = joined(self.activity_citations)[summary.pk]
        proposed = joined(self.pilot_citations)[summary.pk]
        bodies = {body for pk, body in self.activity_organisations if pk in cited}
        bodies |= {body for pk, body in self.pilot_organisations if pk in proposed}
        start, end = months(summary.period_start), months(summary.period_end)
        return Row(
            summary.slug,
            [
                *(summary.title, summary.focus, summary.challenges, summary.objectives),
                *joined(self.theme_texts)[summary.pk],
            ],
            {"title": folded(summary.title), "date": summary.period_start},
            {
                **self._of_summaries([summary.pk]),
                "city": self._slugs(cities, self.cities),
                "country": self._countries(cities),
                "theme": {self.themes[pk] for pk in joined(self.summary_themes)[summary.pk]},
                "organisation": self._slugs(bodies, self.organisations),
                "kind": {summary.kind},
            },
            start,
            start if end is None else end,
        )

    def _dated(
        self, record: Any, texts: list[str], citations: list[tuple], **values: set[str]
    ) -> Row:
        """What the rows of activities and of pilots have in common."""
        citing = [summary for summary, pk in citations if pk == record.pk]
        start, end = months(record.start), months(record.end)
        return Row(
            record.slug,
            [record.title, record.description, record.location_text, record.funding, *texts],
            {"title": folded(record.title), "date": record.start, "citations": len(citing)},
            {**self._of_summaries(citing), "kind": {record.kind}, **values},
            start,
            start if end is None else end,
        )

    def _activity(self, activity: Activity) -> Row:
        roles = [(city, role) for pk, city, role in self.activity_roles if pk == activity.pk]
        part = {city for city, role in roles if role in ("participant", "both")}
        host = {city for city, role in roles if role in ("venue", "both")}
        bodies = joined(self.activity_organisations)[activity.pk]
        return self._dated(
            activity,
            [activity.occasion, *joined(self.outcome_texts)[activity.pk]],
            self.activity_citations,
            city=self._slugs(part | host, self.cities),
            **{
                "city as participant": self._slugs(part, self.cities),
                "city as venue": self._slugs(host, self.cities),
            },
            country=self._countries(part | host),
            theme={self.themes[pk] for pk in joined(self.activity_themes)[activity.pk]},
            organisation=self._slugs(bodies, self.organisations),
            mode={activity.mode},
            outcome={kind for pk, kind in self.outcomes if pk == activity.pk},
        )

    def _pilot(self, pilot: PilotProject) -> Row:
        cities = joined(self.pilot_cities)[pilot.pk]
        bodies = joined(self.pilot_organisations)[pilot.pk]
        return self._dated(
            pilot,
            [],
            self.pilot_citations,
            city=self._slugs(cities, self.cities),
            country=self._countries(cities),
            theme={self.themes[pk] for pk in joined(self.pilot_themes)[pilot.pk]},
            organisation=self._slugs(bodies, self.organisations),
            stage={pilot.stage},
        )

    def _naming(self, links: list[tuple], pk: int) -> set[int]:
        return {record for record, named in links if named == pk}

    def _citing(self, activities: set[int], pilots: set[int]) -> set[int]:
        told = {summary for summary, pk in self.activity_citations if pk in activities}
        return told | {summary for summary, pk in self.pilot_citations if pk in pilots}

    def _themes_of(self, activities: set[int], pilots: set[int]) -> set[str]:
        themes = {theme for pk, theme in self.activity_themes if pk in activities}
        themes |= {theme for pk, theme in self.pilot_themes if pk in pilots}
        return {self.themes[theme] for theme in themes}

    def _city(self, city: City) -> Row:
        summaries = self._naming(self.summary_cities, city.pk)
        activities = self._naming(self.activity_cities, city.pk)
        pilots = self._naming(self.pilot_cities, city.pk)
        printed = {self.themes[theme] for pk, theme in self.summary_themes if pk in summaries}
        told = self._of_summaries(summaries | self._citing(activities, pilots))
        return Row(
            city.slug,
            [city.name, city.other_names, city.province],
            {
                "name": folded(city.name),
                "pilots": len(pilots),
                "sdgs": len(self._of_summaries(summaries)["sdg"]),
            },
            {
                **self._of_summaries(summaries),
                "summary": told["summary"],
                "country": {self.country_codes[city.country_id]},
                "theme": printed | self._themes_of(activities, pilots),
                "organisation": {
                    body.slug for body in self.organisations.values() if body.city_id == city.pk
                },
            },
        )

    def _organisation(self, body: Organisation) -> Row:
        activities = self._naming(self.activity_organisations, body.pk)
        pilots = self._naming(self.pilot_organisations, body.pk)
        seat = [body.city_id] if body.city_id else []
        return Row(
            body.slug,
            [body.name, body.other_names],
            {"name": folded(body.name), "pilots": len(pilots)},
            {
                "city": self._slugs(seat, self.cities),
                "country": self._countries(seat),
                "theme": self._themes_of(activities, pilots),
                "summary": self._of_summaries(self._citing(activities, pilots))["summary"],
                "kind": {body.kind},
            },
        )

    # Answers

    def _values(self, name: str, parameter: str, asked: Asked) -> list[str]:
        given = list(dict.fromkeys(value.strip() for value in asked.get(parameter, [])))
        upper = parameter == "country"
        return [value.upper() if upper else value for value in given if value]

    def _one(self, parameter: str, asked: Asked) -> str:
        """The value of a parameter that is not repeatable: the last one given."""
        given = asked.get(parameter) or [""]
        return given[-1].strip()

    def together(self, name: str, asked: Asked) -> set[str]:
        """The parameters whose values must all hold together."""
        matched = set(self._values(name, "match", asked))
        if "all" in matched:
            matched |= REPEATABLE[name] - ONE_VALUE_A_RECORD[name]
        return matched - {"all"}

    def misunderstood(self, name: str, asked: Asked) -> set[str]:
        """The parameters of `asked` with a value that means nothing."""
        bad = set()
        for parameter in REPEATABLE[name] & asked.keys():
            for value in self._values(name, parameter, asked):
                year = parameter == "year" and re.fullmatch("[1-9][0-9]{3}", value)
                if not year and value not in self.known[name][parameter]:
                    bad.add(parameter)
        if set(self._values(name, "match", asked)) - REPEATABLE[name] - {"all"}:
            bad.add("match")
        sort = self._one("sort", asked)
        if sort and sort.removeprefix("-") not in SORTS[name]:
            bad.add("sort")
        if "role" in SINGLE[name] and self._one("role", asked) not in ("", "participant", "venue"):
            bad.add("role")
        if "from" in SINGLE[name]:
            bounds = {bound: self._one(bound, asked) for bound in ("from", "to")}
            bad |= {bound for bound, text in bounds.items() if text and month(text) is None}
            first, last = month(bounds["from"]), month(bounds["to"])
            if first is not None and last is not None and first > last:
                bad.add("from")
        return bad

    def _fits(self, name: str, row: Row, asked: Asked) -> bool:
        together = self.together(name, asked)
        for parameter in REPEATABLE[name] & asked.keys():
            wanted = set(self._values(name, parameter, asked))
            role = self._one("role", asked) if "role" in SINGLE[name] else ""
            key = f"city as {role}" if parameter == "city" and role else parameter
            has = row.years() if parameter == "year" else row.values[key]
            if wanted and not (wanted <= has if parameter in together else wanted & has):
                return False
        for word in self._one("q", asked).split():
            if not any(folded(word) in folded(text) for text in row.texts):
                return False
        if "from" in SINGLE[name]:
            first, last = month(self._one("from", asked)), month(self._one("to", asked))
            if first is not None and (row.last is None or row.last < first):
                return False
            if last is not None and (row.first is None or row.first > last):
                return False
        return True

    def selected(self, name: str, asked: Asked) -> list[str]:
        """The slugs that the list `name` gives for the parameters `asked`, in their order."""
        if self.misunderstood(name, asked):
            return []
        rows = [row for row in self.lists[name] if self._fits(name, row, asked)]
        rows.sort(key=lambda row: row.slug)
        sort = self._one("sort", asked) or SORTS[name][0]
        by = sort.removeprefix("-")
        dated = [row for row in rows if row.sorts[by] is not None]
        dated.sort(key=lambda row: row.sorts[by], reverse=sort.startswith("-"))
        undated = [row for row in rows if row.sorts[by] is None]
        return [row.slug for row in dated + undated]

    def choosing(self, name: str, asked: Asked, parameter: str, value: str) -> dict[str, Any]:
        """`asked` with `value` chosen alone in its facet, or added to those under `match`."""
        kept = asked.get(parameter, []) if parameter in self.together(name, asked) else []
        return {**asked, parameter: [*kept, value]}

    def counts(self, name: str, asked: Asked) -> dict[str, dict[str, int]]:
        """The number beside each value of each facet; values with none are left out."""
        counts: dict[str, dict[str, int]] = {}
        for parameter in sorted(REPEATABLE[name]):
            numbers = {
                value: len(self.selected(name, self.choosing(name, asked, parameter, value)))
                for value in sorted(self.known[name][parameter])
            }
            counts[parameter] = {value: number for value, number in numbers.items() if number}
        return counts
