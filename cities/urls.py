"""Addresses of cities, organisations and vocabularies."""

from django.urls import path, register_converter

from cities.views.cities import CityListView, CityView
from cities.views.organisations import OrganisationListView, OrganisationView
from cities.views.vocabularies import (
    SDGListView,
    SDGView,
    ThemeListView,
    ThemeView,
    TopicListView,
    TopicView,
)


class GoalConverter:
    """The number of an SDG as it stands in an address: 1 to 17, no leading zero."""

    regex = "1[0-7]|[1-9]"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The number as text."""
        return str(value)


register_converter(GoalConverter, "goal")

urlpatterns = [
    path("cities/", CityListView.as_view(), name="cities"),
    path("cities/<slug:slug>/", CityView.as_view(), name="city"),
    path("cities/<slug:slug>/changes/", CityView.changes(), name="city-changes"),
    path("organisations/", OrganisationListView.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", OrganisationView.as_view(), name="organisation"),
    path(
        "organisations/<slug:slug>/changes/",
        OrganisationView.changes(),
        name="organisation-changes",
    ),
    path("themes/", ThemeListView.as_view(), name="themes"),
    path("themes/<slug:slug>/", ThemeView.as_view(), name="theme"),
    path("themes/<slug:slug>/changes/", ThemeView.changes(), name="theme-changes"),
    path("sdgs/", SDGListView.as_view(), name="sdgs"),
    path("sdgs/<goal:number>/", SDGView.as_view(), name="sdg"),
    path("sdgs/<goal:number>/changes/", SDGView.changes(), name="sdg-changes"),
    path("urban-agenda/", TopicListView.as_view(), name="topics"),
    path("urban-agenda/<slug:slug>/", TopicView.as_view(), name="topic"),
    path("urban-agenda/<slug:slug>/changes/", TopicView.changes(), name="topic-changes"),
]
