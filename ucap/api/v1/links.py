"""How a record names another one: by its slug, its name and its page."""

from rest_framework import serializers

from pilots.models import Basis, CityRole, OrganisationRole, ThemeBasis
from ucap.api.v1.fields import PageField


class CityLink(serializers.Serializer):
    """A city."""

    slug = serializers.CharField()
    name = serializers.CharField()
    country = serializers.CharField(source="country.code", help_text="ISO 3166-1 alpha-2 code.")
    url = PageField()


class NamedLink(serializers.Serializer):
    """An organisation, a theme or a topic."""

    slug = serializers.CharField()
    name = serializers.CharField()
    url = PageField()


class TitledLink(serializers.Serializer):
    """A summary, an activity or a pilot."""

    slug = serializers.CharField()
    title = serializers.CharField()
    url = PageField()


class GoalLink(serializers.Serializer):
    """A Sustainable Development Goal; its slug is its number."""

    slug = serializers.CharField(source="number")
    title = serializers.CharField()
    url = PageField()


class CityInRecord(serializers.Serializer):
    """A city in a pilot, and whether a document names it there or plainly implies it."""

    slug = serializers.CharField(source="city.slug")
    name = serializers.CharField(source="city.name")
    country = serializers.CharField(source="city.country.code")
    url = PageField("city")
    basis = serializers.ChoiceField(Basis.choices)


class CityInActivity(CityInRecord):
    """A city in an activity: whether it takes part, hosts, or both."""

    role = serializers.ChoiceField(CityRole.choices)


class OrganisationInRecord(serializers.Serializer):
    """An organisation in an activity or a pilot, and what it does there."""

    slug = serializers.CharField(source="organisation.slug")
    name = serializers.CharField(source="organisation.name")
    url = PageField("organisation")
    role = serializers.ChoiceField(OrganisationRole.choices)
    name_printed = serializers.CharField(help_text="The name as a document prints it.")


class ThemeOfRecord(serializers.Serializer):
    """A theme of an activity or a pilot, and who says so."""

    slug = serializers.CharField(source="theme.slug")
    name = serializers.CharField(source="theme.name")
    url = PageField("theme")
    basis = serializers.ChoiceField(ThemeBasis.choices)


class RelatedRecord(serializers.Serializer):
    """A record that belongs with this one without being the same, and why."""

    slug = serializers.CharField(source="record.slug")
    title = serializers.CharField(source="record.title")
    url = PageField("record")
    reason = serializers.CharField()


class Citation(serializers.Serializer):
    """A place in a document that tells of the record."""

    summary = TitledLink()
    position = serializers.CharField(help_text="Number of the entry in its part: 4, or 4.1.")
    heading = serializers.CharField(help_text="The heading it stands under.")
    dates_told = serializers.CharField(help_text="The dates as told there.")
    unnamed_groups = serializers.CharField(help_text="Those it speaks of without a name.")
    difference = serializers.CharField(help_text="What this document says that others do not.")


class Counts(serializers.Serializer):
    """How many public records name something."""

    activities = serializers.IntegerField(source="activity_count")
    pilots = serializers.IntegerField(source="pilot_count")


class CountsWithSummaries(Counts):
    """The same, and how many summaries do."""

    summaries = serializers.IntegerField(source="summary_count")
