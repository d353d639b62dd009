"""The lists and pages of themes, SDGs and topics of the EU Urban Agenda."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from browse.comparing import PARAMETER, Comparing
from browse.facets import Reach
from browse.fields import AsideField
from browse.querystring import QueryString
from browse.views import Page, RecordView, ShortList
from browse.vocabulary import Records
from cities import around, upward
from cities.filters import CityFilterSet
from cities.models import SDG, City, Theme, UrbanAgendaTopic


class ThemeListView(Page, ListView):
    """`/themes/`: every theme that a published record names."""

    template_name = "cities/theme_list.html"
    heading = _("Themes")
    lead = _("The clusters of the programme, and what the documents add to them.")
    parameter = "theme"

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """What is put aside to compare."""
        return frozenset({PARAMETER})

    def get_queryset(self) -> QuerySet:
        """Themes with the number of records that name each."""
        return Theme.objects.shown().counted()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The list, and which of the themes the reader has put aside to compare."""
        aside = AsideField(vocabulary=Records(lambda: Theme.objects.shown()))
        terms = aside.clean(self.request.GET.getlist(PARAMETER))
        query = QueryString({PARAMETER: [term.value for term in terms]})
        return super().get_context_data(comparing=Comparing("theme", terms, query), **kwargs)


class SDGListView(Page, ListView):
    """`/sdgs/`: all seventeen, and which are used."""

    template_name = "cities/sdg_list.html"
    heading = _("Sustainable Development Goals")
    lead = _(
        "All seventeen. A goal counts where a summary prints it; activities and "
        "pilots are those that such a summary tells of, whatever they are about."
    )
    parameter = "sdg"

    def get_queryset(self) -> QuerySet:
        """Goals with the number of records that stand for each."""
        return SDG.objects.counted()


class TopicListView(Page, ListView):
    """`/urban-agenda/`: all fourteen partnerships, and which are used."""

    template_name = "cities/topic_list.html"
    heading = _("EU Urban Agenda")
    lead = _(
        "The fourteen partnerships. A topic counts where a summary prints it; activities and "
        "pilots are those that such a summary tells of, whatever they are about."
    )
    parameter = "topic"

    def get_queryset(self) -> QuerySet:
        """Topics with the number of records that stand for each."""
        return UrbanAgendaTopic.objects.counted()


def cities_with(query: str) -> QuerySet:
    """The cities that `/cities/` lists for the query string `query`."""
    filterset = CityFilterSet(QueryDict(query), queryset=City.objects.shown())
    return filterset.qs.select_related("country")


class TermView(RecordView):
    """The page of a term: what each summary says under it, and the records that stand for it.

    `parameter` is the term's name in the addresses of lists. `activities` and
    `pilots` say how they are reached: themes they have of their own, SDGs and
    topics from the summaries that cite them.
    """

    parameter: str
    activities: Reach = upward.told(upward.TERM_SUMMARY, upward.SUMMARY_ACTIVITY)
    pilots: Reach = upward.told(upward.TERM_SUMMARY, upward.SUMMARY_PILOT)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The term with its labels in summaries, its cities, activities and pilots."""
        term = self.object
        query = f"{self.parameter}={term.natural_key()[0]}"
        return super().get_context_data(
            labels=around.printed_labels(term),
            cities=ShortList(cities_with(query), url=f"{reverse('cities')}?{query}"),
            activities=ShortList(
                around.reached(term, self.activities).for_rows(),
                url=f"{reverse('activities')}?{query}",
            ),
            pilots=ShortList(
                around.reached(term, self.pilots).for_rows(),
                url=f"{reverse('pilots')}?{query}",
            ),
            **kwargs,
        )


class ThemeView(TermView):
    """`/themes/<slug>/`."""

    parameter = "theme"
    template_name = "cities/theme_detail.html"
    named_by = upward.THEME_NAMED
    activities = upward.named(upward.THEME_ACTIVITY, "")
    pilots = upward.named(upward.THEME_PILOT, "")

    def get_queryset(self) -> QuerySet:
        """Themes that the public sees."""
        return Theme.objects.shown()


class SDGView(TermView):
    """`/sdgs/<number>/`."""

    parameter = "sdg"
    template_name = "cities/sdg_detail.html"
    model = SDG
    slug_field = slug_url_kwarg = "number"


class TopicView(TermView):
    """`/urban-agenda/<slug>/`."""

    parameter = "topic"
    template_name = "cities/topic_detail.html"
    model = UrbanAgendaTopic
