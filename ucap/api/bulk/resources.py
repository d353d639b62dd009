"""The tables of the bulk data: what the public sees of every model, row by row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Model, Q, QuerySet, Value, When

from browse.dates import Precision, known
from browse.export.tables import Column
from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from cities.upward import published
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    ActivityRelation,
    ActivityTheme,
    Outcome,
    PilotCity,
    PilotOrganisation,
    PilotProject,
    PilotRelation,
    PilotTheme,
)
from pilots.models.activities import ActivityPilot, OutcomeCity, OutcomeOrganisation
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    PilotCitation,
    Summary,
    SummaryCity,
    SummarySDG,
    SummarySide,
    SummaryTheme,
    SummaryTopic,
)
from ucap.summaries.models.citations import CitationOutcome

DATES = {"start": "precision", "end": "precision", "period_start": "", "period_end": ""}
"""The fields that hold dates no more exact than another field says; "" where all are months."""


@dataclass(frozen=True)
class Resource:
    """One table: its rows and its fields.

    `fields` are names, or `name=look-up` where they differ; `key` are those
    that name a row. `foreign` are references of several fields together; those
    of one field are found. `only` says of which records a reference may tell.
    """

    name: str
    model: type[Model]
    public: Callable[[], QuerySet]
    listed: str
    key: tuple[str, ...]
    foreign: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    only: Mapping[str, Callable[[], QuerySet]] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """{name: look-up}, in order."""
        parts = (item.partition("=") for item in self.listed.split())
        return {name: look_up or name for name, _equals, look_up in parts}

    def columns(self) -> list[Column]:
        """The columns of the table."""
        return [self._column(name, look_up) for name, look_up in self.fields.items()]

    def _column(self, name: str, look_up: str) -> Column:
        if name in self.only:
            end = look_up.rpartition("__")[0]
            public = Q(**{f"{end}__in": self.only[name]()})
            return Column(name, (Case(When(public, then=F(look_up))),))
        if name in DATES:
            precision = F(DATES[name]) if DATES[name] else Value(Precision.MONTH.value)
            return Column(name, (look_up, precision), known)
        return Column(name, (look_up,), _plain)

    def rows(self) -> QuerySet:
        """The rows, in the order of their key."""
        return self.public().order_by(*(self.fields[name] for name in self.key))


def _plain(value: Any) -> Any:
    """A decimal as a number; everything else as it is."""
    return float(value) if hasattr(value, "as_tuple") else value


def _of(model: type[Model], *lookups: str) -> Callable[[], QuerySet]:
    """The rows that all records at `lookups` are public for."""

    def rows() -> QuerySet:
        condition = Q()
        for lookup in lookups:
            condition &= published(lookup)
        return model._default_manager.filter(condition)

    return rows


_TERM = "summary=summary__slug position"
_CITED = "position heading dates_told unnamed_groups difference"
_DATED = "start end precision"

RESOURCES = (
    Resource("countries", Country, lambda: Country.objects.shown(), "code name region", ("code",)),
    Resource(
        *("cities", City, lambda: City.objects.shown()),
        "slug name other_names country=country__code province latitude longitude population"
        " area_km2 figures_source",
        ("slug",),
    ),
    Resource(
        *("organisations", Organisation, lambda: Organisation.objects.shown()),
        "slug name other_names kind city=city__slug part_of=part_of__slug",
        ("slug",),
        only={"part_of": lambda: Organisation.objects.shown()},
    ),
    Resource(
        *("themes", Theme, lambda: Theme.objects.shown()),
        "slug name other_names description",
        ("slug",),
    ),
    Resource("sdgs", SDG, lambda: SDG.objects.all(), "number title colour", ("number",)),
    Resource(
        *("topics", UrbanAgendaTopic, lambda: UrbanAgendaTopic.objects.all()),
        "slug name",
        ("slug",),
    ),
    Resource(
        *("summaries", Summary, _of(Summary, "")),
        "slug title short_title kind period_printed period_start period_end focus challenges"
        " objectives contact_printed contact_email document_name document_sha256",
        ("slug",),
    ),
    Resource(
        *("summary_sides", SummarySide, _of(SummarySide, "summary")),
        "summary=summary__slug column cities_printed province_printed country_printed"
        " population_printed population size_printed area_km2",
        ("summary", "column"),
    ),
    Resource(
        *("summary_cities", SummaryCity, _of(SummaryCity, "side__summary")),
        "summary=side__summary__slug column=side__column position city=city__slug",
        ("summary", "column", "position"),
        foreign={("summary", "column"): "summary_sides"},
    ),
    Resource(
        *("summary_themes", SummaryTheme, _of(SummaryTheme, "summary")),
        f"{_TERM} theme=theme__slug label_printed description focus challenges",
        ("summary", "position"),
    ),
    Resource(
        *("summary_sdgs", SummarySDG, _of(SummarySDG, "summary")),
        f"{_TERM} sdg=sdg__number label_printed",
        ("summary", "position"),
    ),
    Resource(
        *("summary_topics", SummaryTopic, _of(SummaryTopic, "summary")),
        f"{_TERM} topic=topic__slug label_printed",
        ("summary", "position"),
    ),
    Resource(
        *("pilots", PilotProject, _of(PilotProject, "")),
        f"slug title kind stage {_DATED} description location_text funding",
        ("slug",),
    ),
    Resource(
        *("pilot_cities", PilotCity, _of(PilotCity, "pilot")),
        "pilot=pilot__slug city=city__slug basis",
        ("pilot", "city"),
    ),
    Resource(
        *("pilot_organisations", PilotOrganisation, _of(PilotOrganisation, "pilot")),
        "pilot=pilot__slug organisation=organisation__slug role name_printed",
        ("pilot", "organisation", "role"),
    ),
    Resource(
        *("pilot_themes", PilotTheme, _of(PilotTheme, "pilot")),
        "pilot=pilot__slug theme=theme__slug basis",
        ("pilot", "theme"),
    ),
    Resource(
        *("pilot_relations", PilotRelation, _of(PilotRelation, "source", "target")),
        "source=source__slug target=target__slug reason",
        ("source", "target"),
    ),
    Resource(
        *("activities", Activity, _of(Activity, "")),
        f"slug title kind mode occasion {_DATED} description location_text funding"
        " part_of=part_of__slug",
        ("slug",),
        only={"part_of": _of(Activity, "")},
    ),
    Resource(
        *("activity_cities", ActivityCity, _of(ActivityCity, "activity")),
        "activity=activity__slug city=city__slug role basis",
        ("activity", "city"),
    ),
    Resource(
        *("activity_organisations", ActivityOrganisation, _of(ActivityOrganisation, "activity")),
        "activity=activity__slug organisation=organisation__slug role name_printed",
        ("activity", "organisation", "role"),
    ),
    Resource(
        *("activity_themes", ActivityTheme, _of(ActivityTheme, "activity")),
        "activity=activity__slug theme=theme__slug basis",
        ("activity", "theme"),
    ),
    Resource(
        *("activity_pilots", ActivityPilot, _of(ActivityPilot, "activity", "pilotproject")),
        "activity=activity__slug pilot=pilotproject__slug",
        ("activity", "pilot"),
    ),
    Resource(
        *("activity_relations", ActivityRelation, _of(ActivityRelation, "source", "target")),
        "source=source__slug target=target__slug reason",
        ("source", "target"),
    ),
    Resource(
        *("outcomes", Outcome, _of(Outcome, "activity")),
        "activity=activity__slug position kind text",
        ("activity", "position"),
    ),
    Resource(
        *("outcome_cities", OutcomeCity, _of(OutcomeCity, "outcome__activity")),
        "activity=outcome__activity__slug outcome=outcome__position city=city__slug",
        ("activity", "outcome", "city"),
        foreign={("activity", "outcome"): "outcomes"},
    ),
    Resource(
        *("outcome_organisations", OutcomeOrganisation),
        _of(OutcomeOrganisation, "outcome__activity"),
        "activity=outcome__activity__slug outcome=outcome__position"
        " organisation=organisation__slug",
        ("activity", "outcome", "organisation"),
        foreign={("activity", "outcome"): "outcomes"},
    ),
    Resource(
        *("activity_citations", ActivityCitation, _of(ActivityCitation, "summary", "activity")),
        f"summary=summary__slug activity=activity__slug {_CITED}",
        ("summary", "position", "activity"),
    ),
    Resource(
        *("citation_outcomes", CitationOutcome),
        _of(CitationOutcome, "activitycitation__summary", "outcome__activity"),
        "summary=activitycitation__summary__slug position=activitycitation__position"
        " activity=outcome__activity__slug outcome=outcome__position",
        ("summary", "position", "activity", "outcome"),
        foreign={
            ("summary", "position", "activity"): "activity_citations",
            ("activity", "outcome"): "outcomes",
        },
    ),
    Resource(
        *("pilot_citations", PilotCitation, _of(PilotCitation, "summary", "pilot")),
        f"summary=summary__slug pilot=pilot__slug {_CITED}",
        ("summary", "position", "pilot"),
    ),
    Resource(
        *("notes", EditorialNote, lambda: EditorialNote.objects.about_published()),
        "slug summary=summary__slug part activity=activity_citation__activity__slug"
        " pilot=pilot_citation__pilot__slug oddity resolution source",
        ("slug",),
    ),
)
"""Every table, those that others refer to first."""
