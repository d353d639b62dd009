"""The list of cities, and a city's page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.views import FilteredListView, RecordView, ShortList
from cities import around, upward
from cities.figures import printed_figures
from cities.filters import SDGS_OF_A_CITY, THEMES_OF_A_CITY, CityFilterSet
from cities.grouping import by_theme
from cities.models import City, Organisation


class CityListView(FilteredListView):
    """`/cities/`: every city that a published record names."""

    filterset_class = CityFilterSet
    template_name = "cities/city_list.html"
    heading = _("Cities")
    lead = _("Partners of the action plans, and the places that hosted what they did.")

    def get_records(self) -> QuerySet:
        """Cities with their country and what they take part in."""
        return City.objects.shown().select_related("country").counted()


class CityView(RecordView):
    """`/cities/<slug>/`: where it is, and everything that names it."""

    template_name = "cities/city_detail.html"
    named_by = upward.CITY_NAMED

    def get_queryset(self) -> QuerySet:
        """Cities that the public sees."""
        return City.objects.shown().select_related("country")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The city with its terms, summaries, activities, pilots and organisations."""
        city = self.object
        query = f"?city={city.slug}"
        figures, footnotes = printed_figures(around.sides_alone(city))
        pilots = ShortList(
            around.reached(city, upward.named(upward.CITY_PILOT, "")).prefetch_related(
                "theme_links__theme"
            ),
            url=reverse("pilots") + query,
        )
        return super().get_context_data(
            themes=around.values_of(city, *THEMES_OF_A_CITY),
            sdgs=around.values_of(city, SDGS_OF_A_CITY),
            figures=figures,
            footnotes=footnotes,
            partners=ShortList(around.partners(city).select_related("country")),
            summaries=ShortList(
                around.reached(city, upward.named(upward.CITY_SUMMARY, "")).counted().for_rows(),
                url=reverse("summaries") + query,
            ),
            activity_links=ShortList(
                around.in_time(city.activity_links), url=reverse("activities") + query
            ),
            outcomes=ShortList(around.outcomes_of(city), url=reverse("activities") + query),
            pilots=pilots,
            pilots_by_theme=by_theme(pilots),
            organisations=ShortList(
                Organisation.objects.shown().filter(city=city).for_rows(),
                url=reverse("organisations") + query,
            ),
            **kwargs,
        )
