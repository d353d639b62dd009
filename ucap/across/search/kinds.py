"""What the search finds: each kind of record, where its words stand and how its rows read.

A record is found by its own words, by those of its parts and by the names of what it is linked
with. Every way through a record that can be a draft carries the condition that it is published.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Prefetch, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.facets import Reach
from browse.text import Spoken
from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from cities.upward import CITING, TERM_SUMMARY, published
from pilots.models import Activity, ActivityOrganisation, PilotOrganisation, PilotProject
from ucap.across.search import rows
from ucap.summaries.models import (
    EditorialNote,
    Summary,
    SummarySDG,
    SummaryTheme,
    SummaryTopic,
)

PRINTED = Reach("summary_links", published(TERM_SUMMARY))
"""What published summaries print of a theme, an SDG or a topic, and say under it."""
CITED = Reach("citations", published(CITING))
"""What published summaries tell of an activity or a pilot."""

NAMED = (
    Reach("city_links__city"),
    Reach("organisation_links__organisation"),
    Reach("theme_links__theme"),
)
"""What an activity or a pilot is linked with."""


def fields(*names: str, of: Reach | None = None) -> tuple[Reach, ...]:
    """The text fields `names` of the record itself, or of the records that a reach leads to."""
    if of is None:
        return tuple(Reach(name) for name in names)
    return tuple(Reach(f"{of.lookup}__{name}", of.given) for name in names)


@dataclass(frozen=True)
class Kind:
    """A kind of record that the search finds."""

    name: str
    """As the parameter `kind` and the addresses of lists have it."""
    label: Spoken
    many: Spoken
    one: Spoken
    records: Callable[[], QuerySet]
    """All that the public may see, called anew for each use."""
    order: tuple[str, ...]
    """Where records fit alike; the last is unique."""
    row: Callable[[Any], rows.Said]
    loaded: Callable[[QuerySet], QuerySet]
    """The records with all that `row` needs, in a fixed number of queries."""
    parts: tuple[Reach, ...] = ()
    """The ways to what belongs to a record, whose words count as its own."""
    linked: tuple[Reach, ...] = ()
    """The ways to other records whose names count as well."""
    itself: bool = False
    """Whether a record must have one of the words itself; else those of linked ones are enough."""
    title: str = ""
    """The folded name: whoever types exactly this gets the record first."""
    called: str | Combinable = ""
    """The name. What has one is suggested; typing errors are compared with it first."""
    also: str | Combinable = ""
    """The other names, one to a line."""
    texts: tuple[Reach, ...] = ()
    """The prose, own and printed about it."""
    page: str = ""
    """The URL name of a record's page, which is also what suggestions call the kind."""
    key: str = "slug"
    """The field that stands in the address of a record's page."""

    @property
    def index(self) -> str:
        """The address of the list of all records."""
        return reverse("topics" if self.name == "urban-agenda" else self.name)


def _with_printed(model: Any) -> Callable[[QuerySet], QuerySet]:
    """Load, as `printed`, the links of `model` by which published summaries print a term."""

    def loaded(records: QuerySet) -> QuerySet:
        links = model.objects.filter(published("summary")).order_by("summary", "position")
        return records.prefetch_related(Prefetch("summary_links", links, to_attr="printed"))

    return loaded


def _for_rows(records: Any) -> QuerySet:
    """Load the rows of a list as its own page does."""
    return records.for_rows()


def _with_organisations(model: Any, *more: str) -> Callable[[QuerySet], QuerySet]:
    """Load the rows of activities or pilots, with the organisations that `model` links."""

    def loaded(records: Any) -> QuerySet:
        links = Prefetch("organisation_links", model.objects.select_related("organisation"))
        return records.for_rows().prefetch_related(links, *more)

    return loaded


def _goal() -> Combinable:
    """An SDG's number and title, as `str()` writes them."""

    def text(value: str) -> Value:
        return Value(value, output_field=CharField())

    return Concat(text("SDG "), F("number"), text(": "), F("title"), output_field=TextField())


CITIES = Kind(
    name="cities",
    label=_("Cities"),
    many=_("cities"),
    one=_("City"),
    records=lambda: City.objects.shown(),
    order=("sort_name", "slug"),
    row=rows.city,
    loaded=lambda records: records.select_related("country"),
    linked=(Reach("country"),),
    title="sort_name",
    called="name",
    also=Concat("other_names", Value("\n"), "province", output_field=TextField()),
    texts=fields("country__name"),
    page="city",
)
THEMES = Kind(
    name="themes",
    label=_("Themes"),
    many=_("themes"),
    one=_("Theme"),
    records=lambda: Theme.objects.shown(),
    order=("sort_name", "slug"),
    row=rows.theme,
    loaded=_with_printed(SummaryTheme),
    parts=(PRINTED,),
    title="sort_name",
    called="name",
    also="other_names",
    texts=(
        *fields("description"),
        *fields("label_printed", "description", "focus", "challenges", of=PRINTED),
    ),
    page="theme",
)
ORGANISATIONS = Kind(
    name="organisations",
    label=_("Organisations"),
    many=_("organisations"),
    one=_("Organisation"),
    records=lambda: Organisation.objects.shown(),
    order=("sort_name", "slug"),
    row=rows.organisation,
    loaded=lambda records: records.select_related("city", "part_of"),
    linked=(Reach("city"), Reach("part_of")),
    title="sort_name",
    called="name",
    also="other_names",
    page="organisation",
)
SDGS = Kind(
    name="sdgs",
    label=_("Sustainable Development Goals"),
    many=_("SDGs"),
    one=_("SDG"),
    records=lambda: SDG.objects.all(),
    order=("number",),
    row=rows.term,
    loaded=_with_printed(SummarySDG),
    parts=(PRINTED,),
    called=_goal(),
    texts=fields("label_printed", of=PRINTED),
    page="sdg",
    key="number",
)
TOPICS = Kind(
    name="urban-agenda",
    label=_("EU Urban Agenda"),
    many=_("EU Urban Agenda topics"),
    one=_("EU Urban Agenda topic"),
    records=lambda: UrbanAgendaTopic.objects.all(),
    order=("sort_name", "slug"),
    row=rows.term,
    loaded=_with_printed(SummaryTopic),
    parts=(PRINTED,),
    title="sort_name",
    called="name",
    texts=fields("label_printed", of=PRINTED),
    page="topic",
)
SUMMARIES = Kind(
    name="summaries",
    label=_("Summaries"),
    many=_("summaries"),
    one=_("Summary"),
    records=lambda: Summary.objects.published(),
    order=("sort_title", "slug"),
    row=rows.summary,
    loaded=_for_rows,
    parts=(Reach("sides"), Reach("theme_links"), Reach("sdg_links"), Reach("topic_links")),
    linked=(
        Reach("sides__city_links__city"),
        Reach("theme_links__theme"),
        Reach("sdg_links__sdg"),
        Reach("topic_links__topic"),
    ),
    title="sort_title",
    called="title",
    texts=(
        *fields("short_title", "focus", "challenges", "objectives", "contact_printed"),
        *fields("cities_printed", "province_printed", "country_printed", of=Reach("sides")),
    ),
    page="summary",
)
PILOTS = Kind(
    name="pilots",
    label=_("Pilots"),
    many=_("pilots"),
    one=_("Pilot"),
    records=lambda: PilotProject.objects.published(),
    order=("sort_title", "slug"),
    row=rows.pilot,
    loaded=_with_organisations(PilotOrganisation),
    parts=(CITED,),
    linked=NAMED,
    title="sort_title",
    called="title",
    texts=(
        *fields("description", "location_text", "funding"),
        *fields("heading", "unnamed_groups", "difference", "dates_told", of=CITED),
    ),
    page="pilot",
)
ACTIVITIES = Kind(
    name="activities",
    label=_("Activities"),
    many=_("activities"),
    one=_("Activity"),
    records=lambda: Activity.objects.published(),
    order=("sort_title", "slug"),
    row=rows.activity,
    loaded=_with_organisations(ActivityOrganisation, "outcomes"),
    parts=(Reach("outcomes"), CITED),
    linked=NAMED,
    title="sort_title",
    called="title",
    texts=(
        *fields("occasion", "description", "location_text", "funding"),
        *fields("text", of=Reach("outcomes")),
        *fields("heading", "unnamed_groups", "difference", "dates_told", of=CITED),
    ),
    page="activity",
)
NOTES = Kind(
    name="notes",
    label=_("Editorial notes"),
    many=_("editorial notes"),
    one=_("Editorial note"),
    records=lambda: EditorialNote.objects.about_published(),
    order=("summary__sort_title", "slug"),
    row=rows.note,
    loaded=_for_rows,
    linked=(Reach("summary"),),  # “Granada population”, but not every note on Granada's summary
    itself=True,
    texts=fields("oddity", "resolution", "source"),
)

KINDS = (CITIES, ORGANISATIONS, THEMES, SDGS, TOPICS, SUMMARIES, PILOTS, ACTIVITIES, NOTES)
"""Names first, then documents, then what they tell of; results that fit alike stand in this order.
"""
