"""What the database knows, as the plain values that reading is given."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from browse.text import lines
from browse.when import When
from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    Outcome,
    PilotCity,
    PilotOrganisation,
    PilotProject,
)
from ucap.reading.records.known import Known, Named, Told
from ucap.summaries.models import ActivityCitation, PilotCitation, Summary


def known(without: Summary | None = None) -> Known:
    """Everything that matters for reading, drafts included. Fifteen queries.

    With `without`, nothing that this summary alone tells of: no activity, pilot or outcome that
    only it cites, no body that only such a record names, none of its words. What it shares with
    others is told by its title and by what stands on their citations, since descriptions are made
    of the words of all.
    """
    left_out = without.pk if without else None
    activities = _Records("activity", Activity, ActivityCity, ActivityOrganisation)
    activities.read(ActivityCitation, left_out)
    pilots = _Records("pilot", PilotProject, PilotCity, PilotOrganisation)
    pilots.read(PilotCitation, left_out)
    hidden = (activities.named_by_left_out | pilots.named_by_left_out) - (
        activities.named_by_kept | pilots.named_by_kept
    )
    return Known(
        countries=_named(Country, "code", country="code"),
        cities=tuple(_cities()),
        organisations=tuple(
            body
            for body in _named(Organisation, "slug", others="other_names")
            if body.key not in hidden
        ),
        themes=_named(Theme, "slug", others="other_names"),
        goals=_named(SDG, "number", name="title"),
        topics=_named(UrbanAgendaTopic, "slug"),
        activities=tuple(activities.told(_outcomes(left_out))),
        pilots=tuple(pilots.told({})),
    )


def _named(
    model: Any, slug: str, *, name: str = "name", others: str = "", country: str = ""
) -> tuple[Named, ...]:
    """The records of a model under their names. One query."""
    extra = [field for field in (others, country) if field]
    rows = model._default_manager.order_by("pk").values_list("pk", slug, name, *extra)
    return tuple(
        Named(
            pk,
            str(address),
            title,
            tuple(lines(rest[0])) if others else (),
            rest[-1] if country else "",
        )
        for pk, address, title, *rest in rows
    )


def _cities() -> Iterator[Named]:
    """All cities, with their figures. One query."""
    rows = City.objects.order_by("pk").values_list(
        "pk", "slug", "name", "other_names", "country__code", "population", "area_km2"
    )
    for pk, slug, name, others, country, population, area in rows:
        size = float(area) if area is not None else None
        yield Named(pk, slug, name, tuple(lines(others)), country, population, size)


def _outcomes(left_out: int | None) -> dict[int, list[str]]:
    """{activity: what came out of it}, without what only the summary left out says. One query."""
    told: dict[int, dict[str, list[int | None]]] = defaultdict(dict)
    rows = Outcome.objects.order_by("pk").values_list(
        "activity_id", "text", "citations__summary_id"
    )
    for activity, text, summary in rows:
        told[activity].setdefault(text, []).append(summary)
    return {
        activity: [text for text, by in texts.items() if left_out is None or set(by) != {left_out}]
        for activity, texts in told.items()
    }


@dataclass
class _Records:
    """The activities or the pilots: read in four queries, told without a summary if so wished."""

    noun: str
    model: Any
    city_links: Any
    body_links: Any

    def read(self, citations: Any, left_out: int | None) -> None:
        """Read who cites what, and in which words."""
        self.left_out = left_out
        self.cited_by: dict[int, set[int]] = defaultdict(set)
        self.words: dict[int, list[str]] = defaultdict(list)
        rows = citations.objects.order_by("pk").values_list(
            f"{self.noun}_id", "summary_id", "heading", "unnamed_groups"
        )
        for record, summary, *words in rows:
            self.cited_by[record].add(summary)
            if summary != left_out:
                self.words[record] += filter(None, words)

    @cached_property
    def bodies(self) -> dict[int, set[int]]:
        """{record: the organisations that it names}."""
        return self._links(self.body_links, "organisation_id")

    @cached_property
    def named_by_left_out(self) -> set[int]:
        """The organisations that a record names which is left out."""
        return {b for pk, named in self.bodies.items() if self._alone(pk) for b in named}

    @cached_property
    def named_by_kept(self) -> set[int]:
        """The organisations that another record names."""
        return {b for pk, named in self.bodies.items() if not self._alone(pk) for b in named}

    def told(self, outcomes: dict[int, list[str]]) -> Iterator[Told]:
        """The records that are not left out, in the order of their keys."""
        cities = self._links(self.city_links, "city_id")
        fields = ("pk", "slug", "title", "start", "end", "precision")
        prose = ["description", "location_text", "funding"]
        if self.model is Activity:
            prose.append("occasion")
        for pk, slug, title, start, end, precision, *said in self.model.objects.order_by(
            "pk"
        ).values_list(*fields, *prose):
            if self._alone(pk):
                continue
            shared = self.left_out in self.cited_by[pk]
            yield Told(
                key=pk,
                slug=slug,
                title=title,
                texts=_texts([] if shared else said, self.words[pk], outcomes.get(pk, [])),
                when=When(start, end, precision),
                cities=frozenset(cities[pk]),
                organisations=frozenset(self.bodies[pk]),
                summaries=frozenset(self.cited_by[pk] - {self.left_out}),
            )

    def _alone(self, pk: int) -> bool:
        """Whether only the summary that is left out tells of a record."""
        return self.left_out is not None and self.cited_by[pk] == {self.left_out}

    def _links(self, model: Any, target: str) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for record, other in model.objects.values_list(f"{self.noun}_id", target):
            found[record].add(other)
        return found


def _texts(said: Sequence[str], words: Sequence[str], outcomes: Sequence[str]) -> tuple[str, ...]:
    """The words in which a record is told, each text once."""
    return tuple(dict.fromkeys(text for text in (*said, *outcomes, *words) if text))
