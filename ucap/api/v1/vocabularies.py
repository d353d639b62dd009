"""Themes, SDGs and topics of the EU Urban Agenda."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ucap.api.v1.fields import ChangedField, LinesField, PageField
from ucap.api.v1.links import CountsWithSummaries


class ThemeRecord(serializers.Serializer):
    """One of the programme's clusters, or a theme of the documents that fits none of them."""

    slug = serializers.CharField()
    url = PageField()
    name = serializers.CharField()
    other_names = LinesField()
    description = serializers.CharField()
    counts = CountsWithSummaries(source="*")
    last_modified = ChangedField()


class GoalRecord(serializers.Serializer):
    """A Sustainable Development Goal, with the UN's title and colour."""

    slug = serializers.CharField(source="number", help_text="The number, as text.")
    url = PageField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    colour = serializers.CharField()
    counts = CountsWithSummaries(source="*")
    last_modified = ChangedField()


class TopicRecord(serializers.Serializer):
    """One of the fourteen partnerships of the Urban Agenda for the EU."""

    slug = serializers.CharField()
    url = PageField()
    name = serializers.CharField()
    counts = CountsWithSummaries(source="*")
    last_modified = ChangedField()


def terms(records: QuerySet[Any]) -> Any:
    """Terms with all that their record tells: one query."""
    return records.counted()  # type: ignore[attr-defined]
