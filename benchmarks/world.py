"""A large record made through the real models: the same for the same numbers, every time."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate, islice, product
from random import Random
from typing import Any

from django.db import connection
from django.db.models import Model

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
    SummarySDG,
    SummarySide,
    SummaryTheme,
    SummaryTopic,
)

BATCH = 2000
CITIES, ORGANISATIONS, SUMMARIES = 10_000, 20_000, 5_000
"""How many there are at most."""
TEXT = """
city forum green health research students exchange platform office harbour culture museum tourism
water energy transport housing training workshop proposal agreement university company district
park centre pilot network partner programme mission delegation visit market
"""
COMMON = TEXT.split()
RARE = ["".join(parts) for parts in product(("ba", "ke", "li", "mo", "ru", "sa"), repeat=5)][::2]
WORDS = [*COMMON, *RARE]
"""What texts are made of: as in real ones, the second word is half as frequent as the first."""
WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
SOUGHT = WORDS[100]
"""A word that one record in fourteen has, somewhere in its text."""
SKEW = 3


def fill(pilots: int, seed: int = 1) -> None:
    """Add `pilots` pilots and as many activities, with a tenth as many cities and so on.

    Texts have about sixty words. A few cities, organisations and themes are in many records, most
    are in few. All is published. History is written as for any change. May be called again to add
    more. With 100 000 it takes minutes.
    """
    Filler(Random(seed), pilots).fill()  # noqa: S311 - not for secrets
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Filler:
    """Makes the records of one call."""

    def __init__(self, random: Random, pilots: int) -> None:
        self.random = random
        self.size = pilots
        self.first = PilotProject.objects.count()

    def fill(self) -> None:
        """Make everything."""
        self._vocabularies()
        self.cities = self._made(City, bounded(self.size // 10, CITIES), self._city)
        self.organisations = self._made(
            Organisation, bounded(self.size // 5, ORGANISATIONS), self._organisation
        )
        self.summaries = self._made(Summary, bounded(self.size // 20, SUMMARIES), self._summary)
        self._documents()
        for model, links in (
            (PilotProject, (PilotCity, PilotOrganisation, PilotTheme, PilotCitation)),
            (Activity, (ActivityCity, ActivityOrganisation, ActivityTheme, ActivityCitation)),
        ):
            records = self._made(
                model, self.size, self._pilot if model is PilotProject else self._activity
            )
            self._links(records, *links)
        create(
            Outcome(
                activity=activity,
                position=1,
                kind=self.random.choice(OutcomeKind.values),
                text=self._text(20),
            )
            for activity in records
            if self.random.random() < 0.3
        )

    # Small things

    def _text(self, words: int = 60) -> str:
        return " ".join(self.random.choices(WORDS, cum_weights=WEIGHTS, k=words)).capitalize()

    def _of(self, pool: list[Any], most: int) -> list[Any]:
        """Up to `most` of a pool, its first ones far more often than its last ones."""
        some = {
            int(len(pool) * self.random.random() ** SKEW)
            for _ in range(self.random.randint(1, most))
        }
        return [pool[at] for at in sorted(some)]

    def _day(self) -> date:
        return date(self.random.randint(2015, 2024), self.random.randint(1, 12), 1)

    def _made(self, model: Any, number: int, one: Any) -> list[Any]:
        name = model._meta.model_name
        return create(one(f"{name}-{n}", n) for n in range(self.first, self.first + number))

    # Records

    def _vocabularies(self) -> None:
        country = {"region": "europe"}
        for code in ("CN", "ES", "IT", "FR", "DE", "PL"):
            Country.objects.get_or_create(code=code, defaults={"name": code, **country})
        for number in range(1, 18):
            goal = {"title": f"Goal {number}", "colour": "#C5192D"}
            SDG.objects.get_or_create(number=number, defaults=goal)
        for number in range(14):
            for model in (UrbanAgendaTopic, Theme):
                name = f"{model._meta.verbose_name} {number}"
                model._default_manager.get_or_create(slug=f"term-{number}", defaults={"name": name})
        self.countries = list(Country.objects.all())
        self.goals, self.topics = list(SDG.objects.all()), list(UrbanAgendaTopic.objects.all())
        self.themes = list(Theme.objects.all())

    def _city(self, slug: str, number: int) -> City:
        country = self.countries[number % len(self.countries)]
        return City(slug=slug, name=f"City {number}", country=country, province="A province")

    def _organisation(self, slug: str, number: int) -> Organisation:
        city = self.cities[number % len(self.cities)]
        kind = self.random.choice(OrganisationKind.values)
        return Organisation(slug=slug, name=f"Body {number}", kind=kind, city=city)

    def _summary(self, slug: str, number: int) -> Summary:
        return Summary(
            slug=slug,
            title=f"Summary {number}",
            short_title=f"Summary {number}",
            kind="city-plan",
            status="published",
            period_start=self._day(),
            **{name: self._text() for name in ("focus", "challenges", "objectives")},
        )

    def _pilot(self, slug: str, number: int) -> PilotProject:
        stage = self.random.choice(Stage.values)
        happening = self._happening(f"Pilot {number}", PilotKind.values)
        return PilotProject(slug=slug, stage=stage, **happening)

    def _activity(self, slug: str, number: int) -> Activity:
        mode = self.random.choice(Mode.values)
        happening = self._happening(f"Activity {number}", ActivityKind.values)
        return Activity(slug=slug, mode=mode, **happening)

    def _happening(self, name: str, kinds: list[str]) -> dict[str, Any]:
        return {
            "title": f"{name}: {self._text(6)}",
            "start": self._day(),
            "kind": self.random.choice(kinds),
            "status": "published",
            "description": self._text(),
        }

    # Links

    def _documents(self) -> None:
        sides = create(
            SummarySide(summary=summary, column=column, cities_printed="As printed")
            for summary in self.summaries
            for column in (1, 2)
        )
        create(
            SummaryCity(side=side, city=city, position=position)
            for side in sides
            for position, city in enumerate(self._of(self.cities, 4), start=1)
        )
        for model, name, pool in (
            (SummaryTheme, "theme", self.themes),
            (SummarySDG, "sdg", self.goals),
            (SummaryTopic, "topic", self.topics),
        ):
            create(
                model(summary=summary, position=position, label_printed="L", **{name: term})
                for summary in self.summaries
                for position, term in enumerate(self._of(pool, 4), start=1)
            )

    def _links(
        self, records: list[Any], city: Any, organisation: Any, theme: Any, citation: Any
    ) -> None:
        name = records[0]._meta.model_name.removesuffix("project")
        for model, end, pool, most in (
            (city, "city", self.cities, 4),
            (organisation, "organisation", self.organisations, 3),
            (theme, "theme", self.themes, 2),
        ):
            create(
                model(**{name: record, end: value})
                for record in records
                for value in self._of(pool, most)
            )
        create(
            citation(summary=summary, position=str(number % 900 + 1), **{name: record})
            for number, record in enumerate(records)
            for summary in self._of(self.summaries, 2)
        )


def bounded(number: int, most: int) -> int:
    """The number itself, but at least five and no more than `most`."""
    return min(max(number, 5), most)


def create(records: Iterable[Model]) -> list[Any]:
    """Write records of one model, `BATCH` at a time; they come back with their keys."""
    made: list[Any] = []
    for batch in _batches(iter(records)):
        made += type(batch[0])._default_manager.bulk_create(batch)
    return made


def _batches(records: Iterator[Model]) -> Iterator[list[Model]]:
    while batch := list(islice(records, BATCH)):
        yield batch
