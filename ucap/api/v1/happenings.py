"""Activities and pilots."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from browse.facets import target
from cities import upward
from pilots.models import (
    Activity,
    ActivityKind,
    ActivityRelation,
    Mode,
    OutcomeKind,
    PilotProject,
    PilotRelation,
)
from pilots.models.pilots import PilotKind, Stage
from pilots.views.record import Related
from ucap.api.v1.fields import ChangedField, DateField, PageField
from ucap.api.v1.links import (
    Citation,
    CityInActivity,
    CityInRecord,
    CityLink,
    GoalLink,
    NamedLink,
    OrganisationInRecord,
    RelatedRecord,
    ThemeOfRecord,
    TitledLink,
)
from ucap.summaries.models import ActivityCitation, PilotCitation, SummarySDG, SummaryTopic


class Happening(serializers.Serializer):
    """What activities and pilots have in common."""

    slug = serializers.CharField()
    url = PageField()
    title = serializers.CharField()
    dates = serializers.CharField(help_text="As people say them: “July 2018”.")
    start = DateField("start")
    end = DateField("end", "start")
    precision = serializers.ChoiceField(["day", "month"], help_text="How exactly they are known.")
    description = serializers.CharField()
    place = serializers.CharField(source="location_text", help_text="A place inside a city.")
    funding = serializers.CharField()
    organisations = OrganisationInRecord(source="organisation_links", many=True)
    themes = ThemeOfRecord(source="theme_links", many=True)
    sdgs = serializers.SerializerMethodField(help_text="Those of the summaries that cite it.")
    topics = serializers.SerializerMethodField(help_text="Those of the summaries that cite it.")
    related = serializers.SerializerMethodField()
    citations = Citation(many=True)
    last_modified = ChangedField()

    @extend_schema_field(GoalLink(many=True))
    def get_sdgs(self, record: Any) -> Any:
        """The goals, each once, by number."""
        found = {
            link.sdg for told in record.citations.all() for link in told.summary.sdg_links.all()
        }
        goals = sorted(found, key=lambda goal: goal.number)
        return GoalLink(goals, many=True, context=self.context).data

    @extend_schema_field(NamedLink(many=True))
    def get_topics(self, record: Any) -> Any:
        """The topics, each once, by name."""
        told = [told.summary for told in record.citations.all()]
        found = {link.topic for summary in told for link in summary.topic_links.all()}
        topics = sorted(found, key=lambda topic: (topic.sort_name, topic.slug))
        return NamedLink(topics, many=True, context=self.context).data

    @extend_schema_field(RelatedRecord(many=True))
    def get_related(self, record: Any) -> Any:
        """The records it is related to, from either side, by title."""
        both = [Related(link.target, link.reason) for link in record.relations_to.all()]
        both += [Related(link.source, link.reason) for link in record.relations_from.all()]
        both.sort(key=lambda item: (item.record.sort_title, item.record.slug))
        return RelatedRecord(both, many=True, context=self.context).data


class OutcomeOfActivity(serializers.Serializer):
    """Something that came out of an activity."""

    kind = serializers.ChoiceField(OutcomeKind.choices)
    text = serializers.CharField()
    cities = CityLink(many=True)
    organisations = NamedLink(many=True)


class ActivityRecord(Happening):
    """One real-world event, however many summaries tell of it."""

    kind = serializers.ChoiceField(ActivityKind.choices)
    mode = serializers.ChoiceField(Mode.choices)
    occasion = serializers.CharField(help_text="The forum or fair that it was part of.")
    cities = CityInActivity(source="city_links", many=True)
    outcomes = OutcomeOfActivity(many=True)
    part_of = serializers.SerializerMethodField()
    pilots = TitledLink(many=True, help_text="The pilots it was about.")

    @extend_schema_field(TitledLink(allow_null=True))
    def get_part_of(self, activity: Activity) -> Any:
        """The activity it was part of, if that is public."""
        whole = activity.part_of
        if whole is None or not whole.is_published:
            return None
        return TitledLink(whole, context=self.context).data


class PilotRecord(Happening):
    """One proposal for a joint project, however many summaries tell of it."""

    kind = serializers.ChoiceField(PilotKind.choices)
    stage = serializers.ChoiceField(Stage.choices)
    cities = CityInRecord(source="city_links", many=True)
    activities = TitledLink(many=True, help_text="The activities that were about it.")


def activities(records: QuerySet) -> QuerySet:
    """Activities with all that their record tells: a fixed number of queries."""
    return records.select_related("part_of").prefetch_related(
        *_links(Activity, ActivityRelation),
        _citations(ActivityCitation),
        "outcomes__cities__country",
        "outcomes__organisations",
        Prefetch("pilots", PilotProject.objects.published()),
    )


def pilots(records: QuerySet) -> QuerySet:
    """Pilots with all that their record tells: a fixed number of queries."""
    return records.prefetch_related(
        *_links(PilotProject, PilotRelation),
        _citations(PilotCitation),
        Prefetch("activities", Activity.objects.published()),
    )


def _links(model: type[Model], relation: type[Model]) -> list[Prefetch]:
    """The links to cities, organisations, themes and related records: five queries."""
    related: Any = relation._default_manager
    ends = {
        "city_links": "city__country",
        "organisation_links": "organisation",
        "theme_links": "theme",
    }
    return [
        *(
            Prefetch(name, target(model, name)._default_manager.select_related(end))
            for name, end in ends.items()
        ),
        *(
            Prefetch(name, related.filter(upward.published(end)).select_related(end))
            for name, end in (("relations_to", "target"), ("relations_from", "source"))
        ),
    ]


def _citations(citation: type[ActivityCitation | PilotCitation]) -> Prefetch:
    public = citation.objects.filter(upward.published("summary")).select_related("summary")
    told = public.prefetch_related(
        Prefetch("summary__sdg_links", SummarySDG.objects.select_related("sdg")),
        Prefetch("summary__topic_links", SummaryTopic.objects.select_related("topic")),
    )
    return Prefetch("citations", told.order_by("summary__sort_title", "place", "pk"))
