"""Summaries, with what they tell of and the editorial notes on them."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cities import upward
from ucap.api.v1.fields import ChangedField, DateField, NumberField, PageField
from ucap.api.v1.links import CityLink, TitledLink
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    Part,
    PilotCitation,
    SummaryCity,
    SummaryKind,
    SummarySDG,
    SummaryTheme,
    SummaryTopic,
)


class Side(serializers.Serializer):
    """One of the two columns of the document's table."""

    column = serializers.IntegerField()
    cities = serializers.SerializerMethodField()
    cities_printed = serializers.CharField()
    province_printed = serializers.CharField()
    country_printed = serializers.CharField()
    population_printed = serializers.CharField()
    population = serializers.IntegerField(allow_null=True)
    size_printed = serializers.CharField()
    area_km2 = NumberField()

    @extend_schema_field(CityLink(many=True))
    def get_cities(self, side: Any) -> Any:
        """The cities in the printed order."""
        cities = [link.city for link in side.city_links.all()]
        return CityLink(cities, many=True, context=self.context).data


class ThemePrinted(serializers.Serializer):
    """A theme of the document, and what it says under it."""

    slug = serializers.CharField(source="theme.slug")
    name = serializers.CharField(source="theme.name")
    url = PageField("theme")
    label_printed = serializers.CharField()
    description = serializers.CharField()
    focus = serializers.CharField()
    challenges = serializers.CharField()


class GoalPrinted(serializers.Serializer):
    """An SDG of the document."""

    slug = serializers.CharField(source="sdg.number")
    title = serializers.CharField(source="sdg.title")
    url = PageField("sdg")
    label_printed = serializers.CharField()


class TopicPrinted(serializers.Serializer):
    """An EU Urban Agenda topic of the document."""

    slug = serializers.CharField(source="topic.slug")
    name = serializers.CharField(source="topic.name")
    url = PageField("topic")
    label_printed = serializers.CharField()


class ActivityTold(serializers.Serializer):
    """A place in the document, and the activity that it tells of."""

    slug = serializers.CharField(source="activity.slug")
    title = serializers.CharField(source="activity.title")
    url = PageField("activity")
    position = serializers.CharField()
    heading = serializers.CharField()


class PilotTold(serializers.Serializer):
    """A place in the document, and the pilot that it tells of."""

    slug = serializers.CharField(source="pilot.slug")
    title = serializers.CharField(source="pilot.title")
    url = PageField("pilot")
    position = serializers.CharField()
    heading = serializers.CharField()


class Note(serializers.Serializer):
    """Something odd in the document, and how the portal deals with it."""

    slug = serializers.CharField()
    part = serializers.ChoiceField(Part.choices)
    about = TitledLink(source="record", allow_null=True)
    oddity = serializers.CharField()
    resolution = serializers.CharField()
    source = serializers.CharField()


class SummaryRecord(serializers.Serializer):
    """One document: the summary of an Urban Cooperation Action Plan."""

    slug = serializers.CharField()
    url = PageField()
    title = serializers.CharField()
    short_title = serializers.CharField()
    kind = serializers.ChoiceField(SummaryKind.choices)
    period = serializers.CharField(help_text="As people say it: “July 2018 – November 2019”.")
    period_printed = serializers.CharField()
    start = DateField("period_start")
    end = DateField("period_end", "period_start")
    focus = serializers.CharField()
    challenges = serializers.CharField()
    objectives = serializers.CharField()
    contact_printed = serializers.CharField()
    contact_email = serializers.CharField()
    document_name = serializers.CharField()
    document_sha256 = serializers.CharField()
    sides = Side(many=True)
    themes = ThemePrinted(source="theme_links", many=True)
    sdgs = GoalPrinted(source="sdg_links", many=True)
    topics = TopicPrinted(source="topic_links", many=True)
    activities = ActivityTold(source="activity_citations", many=True)
    pilots = PilotTold(source="pilot_citations", many=True)
    notes = Note(many=True)
    last_modified = ChangedField()


def summaries(records: QuerySet) -> QuerySet:
    """Summaries with all that their record tells: a fixed number of queries."""
    cities = SummaryCity.objects.select_related("city__country")
    activities = ActivityCitation.objects.filter(upward.published("activity"))
    pilots = PilotCitation.objects.filter(upward.published("pilot"))
    notes = EditorialNote.objects.about_published()
    return records.prefetch_related(
        Prefetch("sides__city_links", cities),
        Prefetch("theme_links", SummaryTheme.objects.select_related("theme")),
        Prefetch("sdg_links", SummarySDG.objects.select_related("sdg")),
        Prefetch("topic_links", SummaryTopic.objects.select_related("topic")),
        Prefetch("activity_citations", activities.select_related("activity")),
        Prefetch("pilot_citations", pilots.select_related("pilot")),
        Prefetch("notes", notes.for_rows()),
    )
