"""The builder of random worlds; what is in one is told in `tests.universe`."""

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random
from typing import Any

from django.db import connection
from django.db.models import Model

from browse.dates import Precision
from browse.history.parts import events, kinds
from browse.publishing import Status
from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from cities.models.organisations import OrganisationKind
from cities.models.places import Region
from cities.models.vocabularies import ThemeColour
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityKind,
    ActivityOrganisation,
    ActivityRelation,
    ActivityTheme,
    Basis,
    CityRole,
    Mode,
    OrganisationRole,
    Outcome,
    OutcomeKind,
    PilotCity,
    PilotKind,
    PilotOrganisation,
    PilotProject,
    PilotRelation,
    PilotTheme,
    Stage,
    ThemeBasis,
)
from tests.records import tables
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    Part,
    PilotCitation,
    Summary,
    SummaryCity,
    SummaryKind,
    SummarySDG,
    SummarySide,
    SummaryTheme,
    SummaryTopic,
)

WORDS = (
    *("Málaga", "malaga", "MÁLAGA", "Zürich", "zurich", "Łódź", "łódź", "Ærø", "Crème", "CREME"),
    *("Köln", "Koln", "Ñandú", "nandu", "Ωmega", "Жизнь", "жизнь", "昆明", "Ⅳ", "n°5", "100%"),
    *("forum", "Forum", "FÓRUM", "green", "Green-Tech", "O'Brien", "a_b", "back\\slash"),
)
COUNTRIES = ("CN", "ES", "FR", "IT", "DE", "PL", "BE", "GR", "PT", "FI")
HELD_BACK = 2
"""How many cities, organisations and themes only drafts name; as many again stand in nothing."""


def build(seed: int, *, summaries: int = 6) -> None:
    """Fill the empty tables with the world of `seed`, in proportion to its number of summaries."""
    Builder(Random(seed), summaries).build()  # noqa: S311 - not for secrets
    analyze()


def analyze() -> None:
    """Tell Postgres how much there is, as its daemon does for data that stay.

    Without it plans are made for the emptiness that other tests have left behind.
    """
    kept = [events(kind) for kind in kinds()]
    with connection.cursor() as cursor:
        names = ", ".join(model._meta.db_table for model in (*tables(), *kept))
        cursor.execute(f"ANALYZE {names}")


class Builder:
    """Makes one world, kind by kind."""

    def __init__(self, random: Random, summaries: int) -> None:
        self.random = random
        self.size = summaries

    def build(self) -> None:
        """Make everything."""
        self._vocabularies()
        self._places()
        self.pilots = self._records(PilotProject, 2 * self.size, self._pilot)
        self.activities = self._records(Activity, 3 * self.size, self._activity)
        self.summaries = self._records(Summary, self.size, self._summary)
        self._links_of_pilots()
        self._links_of_activities()
        self._outcomes()
        self._between_records()
        self._sides()
        self._terms()
        self._citations()

    # Small choices

    def _name(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.choice((1, 1, 2))))

    def _text(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randrange(4)))

    def _slugs(self, stem: str, number: int) -> list[str]:
        """Slugs in no order, none of them the beginning of another one."""
        return [f"{stem}-{n:04}-x" for n in self.random.sample(range(10 * number), number)]

    def _some(self, pool: Sequence[Any], most: int) -> list[Any]:
        return self.random.sample(pool, min(self.random.randint(0, most), len(pool)))

    def _for(self, record: Model, pool: Sequence[Any]) -> Sequence[Any]:
        """What of `pool` a record may name: drafts alone name what is held back for them."""
        named = pool[: -2 * HELD_BACK]
        draft = getattr(record, "status") == Status.DRAFT  # noqa: B009 - not all models have one
        return [*named, *pool[-HELD_BACK:]] if draft else named

    def _dates(self, undated: float) -> dict[str, Any]:
        precision = self.random.choice(Precision.values)
        if self.random.random() < undated:
            return {"precision": precision}
        start = date(self.random.randint(2016, 2021), self.random.randint(1, 12), 1)
        if precision == Precision.DAY:
            start = start.replace(day=self.random.choice((1, 15, 28)))
        later = self.random.choice((None, None, 0, 1, 2, 6, 14, 30))
        if later is None:
            return {"start": start, "precision": precision}
        month = start.year * 12 + start.month - 1 + later
        return {
            "start": start,
            "end": start.replace(year=month // 12, month=month % 12 + 1),
            "precision": precision,
        }

    # Vocabularies and places

    def _vocabularies(self) -> None:
        self.sdgs = SDG.objects.bulk_create(
            SDG(number=n, title=f"Goal {n}", colour="#C5192D") for n in range(1, 18)
        )
        self.topics = UrbanAgendaTopic.objects.bulk_create(
            UrbanAgendaTopic(name=self._name(), slug=slug) for slug in self._slugs("topic", 14)
        )
        self.themes = Theme.objects.bulk_create(
            Theme(
                name=self._name(),
                slug=slug,
                description=self._text(),
                other_names=self._text(),
                colour=self.random.choice(ThemeColour.values),
            )
            for slug in self._slugs("theme", 8 + min(self.size // 10, 20))
        )
        self.countries = Country.objects.bulk_create(
            Country(code=code, name=f"Land of {code}", region=self.random.choice(Region.values))
            for code in COUNTRIES
        )

    def _places(self) -> None:
        self.cities = City.objects.bulk_create(
            City(
                name=self._name(),
                slug=slug,
                country=self.random.choice(self.countries),
                province=self._text(),
                other_names=self._text().replace(" ", "\n"),
                latitude="25.0400",
                longitude="102.7100",
                population=self.random.choice((None, 0, 6_670_000)),
                area_km2=self.random.choice((None, "21473.00")),
                figures_source="a yearbook",
            )
            for slug in self._slugs("city", 10 + self.size)
        )
        known = self.cities[: -2 * HELD_BACK]
        self.organisations = Organisation.objects.bulk_create(
            Organisation(
                name=self._name(),
                slug=slug,
                other_names=self._text(),
                kind=self.random.choice(OrganisationKind.values),
                city=self.random.choice([None, *known]),
            )
            for slug in self._slugs("organisation", 10 + self.size)
        )
        named = self.organisations[: -2 * HELD_BACK]
        wholes, parts = named[: len(named) // 2], named[len(named) // 2 :]
        for part in parts:
            part.part_of = self.random.choice([None, *wholes])
        Organisation.objects.bulk_update(parts, ["part_of"])

    # Records

    def _records(self, model: type[Model], number: int, fields: Any) -> list[Any]:
        """`number` records; at least one of them is published and, if there are two, one is not."""
        states = [Status.PUBLISHED, Status.DRAFT]
        states += [
            Status.DRAFT if self.random.random() < 0.3 else Status.PUBLISHED
            for _ in range(number - 2)
        ]
        slugs = self._slugs(model._meta.model_name or "", number)
        return model._default_manager.bulk_create(
            model(title=self._name(), slug=slug, status=status, **fields())
            for slug, status in zip(slugs, states, strict=False)
        )

    def _pilot(self) -> dict[str, Any]:
        return {
            "kind": self.random.choice(PilotKind.values),
            "stage": self.random.choice(Stage.values),
            "description": self._text(),
            "location_text": self._text(),
            "funding": self._text(),
            **self._dates(undated=0.5),
        }

    def _activity(self) -> dict[str, Any]:
        return {
            "kind": self.random.choice(ActivityKind.values),
            "mode": self.random.choice(Mode.values),
            "occasion": self._text(),
            "description": self._text(),
            "location_text": self._text(),
            "funding": self._text(),
            **self._dates(undated=0.2),
        }

    def _summary(self) -> dict[str, Any]:
        period = {"start": None, "end": None} | self._dates(undated=0.15)
        start, end = (day and day.replace(day=1) for day in (period["start"], period["end"]))
        return {
            "kind": self.random.choice(SummaryKind.values),
            "short_title": self._name(),
            "period_printed": "as printed",
            "period_start": start,
            "period_end": end,
            "focus": self._text(),
            "challenges": self._text(),
            "objectives": self._text(),
            "contact_printed": "A. Person",
            "document_name": "summary.pdf",
        }

    # Links

    def _links_of_pilots(self) -> None:
        random = self.random
        PilotCity.objects.bulk_create(
            PilotCity(pilot=pilot, city=city, basis=random.choice(Basis.values))
            for pilot in self.pilots
            for city in self._some(self._for(pilot, self.cities), 4)
        )
        PilotTheme.objects.bulk_create(
            PilotTheme(pilot=pilot, theme=theme, basis=random.choice(ThemeBasis.values))
            for pilot in self.pilots
            for theme in self._some(self._for(pilot, self.themes), 2)
        )
        PilotOrganisation.objects.bulk_create(
            PilotOrganisation(pilot=pilot, organisation=organisation, role=role, name_printed="P")
            for pilot in self.pilots
            for organisation in self._some(self._for(pilot, self.organisations), 3)
            for role in random.sample(OrganisationRole.values, random.choice((1, 1, 2)))
        )

    def _links_of_activities(self) -> None:
        random = self.random
        self.activity_cities: list[Any] = ActivityCity.objects.bulk_create(
            ActivityCity(
                activity=activity,
                city=city,
                role=random.choice(CityRole.values),
                basis=random.choice(Basis.values),
            )
            for activity in self.activities
            for city in self._some(self._for(activity, self.cities), 4)
        )
        ActivityTheme.objects.bulk_create(
            ActivityTheme(activity=activity, theme=theme)
            for activity in self.activities
            for theme in self._some(self._for(activity, self.themes), 2)
        )
        self.activity_organisations: list[Any] = ActivityOrganisation.objects.bulk_create(
            ActivityOrganisation(activity=activity, organisation=organisation, role=role)
            for activity in self.activities
            for organisation in self._some(self._for(activity, self.organisations), 3)
            for role in random.sample(OrganisationRole.values, random.choice((1, 1, 2)))
        )

    def _outcomes(self) -> None:
        """Outcomes, which name some of the cities and organisations of their activity."""
        outcomes: list[Any] = Outcome.objects.bulk_create(
            Outcome(
                activity=activity,
                position=position,
                kind=self.random.choice(OutcomeKind.values),
                text=self._text() or "signed",
            )
            for activity in self.activities
            for position in range(1, 1 + self.random.choice((0, 0, 1, 2)))
        )
        by_activity = {outcome.activity_id: outcome for outcome in outcomes}
        cities: Any = Outcome.cities.through
        bodies: Any = Outcome.organisations.through
        cities.objects.bulk_create(
            cities(outcome=by_activity[link.activity_id], city=link.city)
            for link in self.activity_cities
            if link.activity_id in by_activity
        )
        pairs = {(link.activity_id, link.organisation_id) for link in self.activity_organisations}
        bodies.objects.bulk_create(
            bodies(outcome=by_activity[activity], organisation_id=organisation)
            for activity, organisation in sorted(pairs)
            if activity in by_activity
        )

    def _between_records(self) -> None:
        """Relations, parts of activities, and the pilots that activities were about."""
        for model, records in ((ActivityRelation, self.activities), (PilotRelation, self.pilots)):
            pairs = zip(records, self.random.sample(records, len(records)), strict=True)
            once = {frozenset(pair): pair for pair in pairs if pair[0] != pair[1]}
            model._default_manager.bulk_create(
                model(source=one, target=other, reason="they look alike")
                for one, other in once.values()
                if self.random.random() < 0.5
            )
        parts = self.activities[len(self.activities) // 2 :]
        for part in parts:
            part.part_of = self.random.choice(
                [None, None, *self.activities[: len(self.activities) // 2]]
            )
        Activity.objects.bulk_update(parts, ["part_of"])
        Activity.pilots.through.objects.bulk_create(
            Activity.pilots.through(activity=activity, pilotproject=pilot)
            for activity in self.activities
            for pilot in self._some(self.pilots, 2)
        )

    # What stands in documents

    def _sides(self) -> None:
        sides: list[Any] = SummarySide.objects.bulk_create(
            SummarySide(
                summary=summary,
                column=column,
                cities_printed="as printed",
                population_printed="6,67mio",
                population=6_670_000,
                size_printed="21473",
                area_km2="21473.00",
            )
            for summary in self.summaries
            for column in (1, 2)
        )
        SummaryCity.objects.bulk_create(
            SummaryCity(side=side, city=city, position=position)
            for side in sides
            for position, city in enumerate(
                self._some(self._for(side.summary, self.cities), 4), start=1
            )
        )

    def _terms(self) -> None:
        def links(model: Any, name: str, pool: Any, most: int) -> Iterable[Any]:
            for summary in self.summaries:
                allowed = self._for(summary, pool) if name == "theme" else pool
                chosen = self.random.choices(allowed, k=self.random.randint(0, most))
                for position, term in enumerate(chosen, start=1):
                    yield model(
                        summary=summary, position=position, label_printed="L", **{name: term}
                    )

        themes = list(links(SummaryTheme, "theme", self.themes, 4))
        for link in themes:
            link.description, link.focus, link.challenges = (self._text() for _ in range(3))
        SummaryTheme.objects.bulk_create(themes)
        SummarySDG.objects.bulk_create(links(SummarySDG, "sdg", self.sdgs, 5))
        SummaryTopic.objects.bulk_create(links(SummaryTopic, "topic", self.topics[:8], 4))

    def _citations(self) -> None:
        kinds: tuple[tuple[Any, str, list[Any]], ...] = (
            (ActivityCitation, "activity", self.activities),
            (PilotCitation, "pilot", self.pilots),
        )
        for model, name, records in kinds:
            citations = model._default_manager.bulk_create(
                model(summary=summary, position=position, dates_told="then", **{name: record})
                for record in records
                for summary in self._some(self.summaries, 3)
                for position in self._positions()
            )
            EditorialNote.objects.bulk_create(
                EditorialNote(
                    slug=f"note-{name}-{number}",
                    summary=citation.summary,
                    part=Part.ACTIVITIES if name == "activity" else Part.RESULTS,
                    oddity="The dates differ.",
                    **{f"{name}_citation": citation},
                )
                for number, citation in enumerate(citations)
                if self.random.random() < 0.3
            )
        EditorialNote.objects.bulk_create(
            EditorialNote(
                slug=f"note-{number}", summary=summary, part=Part.PERIOD, oddity="A slip."
            )
            for number, summary in enumerate(self.summaries)
        )

    def _positions(self) -> list[str]:
        first = self.random.randint(1, 12)
        return self.random.choice(([f"{first}"], [f"{first}.2"], [f"{first}", f"{first}.1"]))
