"""The filters of the plain list, and what its template shows of them."""

from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django_filters import ModelMultipleChoiceFilter, MultipleChoiceFilter

from browse.querystring import QueryString
from browse.rows import Chip, Facet, FacetValue, SortChoice
from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from pilots.models import PilotKind, PilotProject, Stage
from ucap.summaries.models import Summary

LIMIT = 50
"""How many values a facet offers at most."""
SUMMARY = "citations__summary"
FACETS = {
    "city": ("cities__slug", "cities__name"),
    "country": ("cities__country__code", "cities__country__name"),
    "theme": ("themes__slug", "themes__name"),
    "organisation": ("organisations__slug", "organisations__name"),
    "kind": ("kind", "kind"),
    "stage": ("stage", "stage"),
    "year": ("start__year", "start__year"),
    "sdg": (f"{SUMMARY}__sdg_links__sdg__number", f"{SUMMARY}__sdg_links__sdg__title"),
    "topic": (f"{SUMMARY}__topic_links__topic__slug", f"{SUMMARY}__topic_links__topic__name"),
    "summary": (f"{SUMMARY}__slug", f"{SUMMARY}__short_title"),
}
"""Of each facet the look-ups to what an address calls a value, and to what a page does."""
SINGLE_VALUED = {"kind", "stage", "year"}
LABELS = {"kind": dict(PilotKind.choices), "stage": dict(Stage.choices)}
ORDERS = {
    "title": "Title, A–Z",
    "-title": "Title, Z–A",
    "date": "Planned earliest first",
    "-date": "Planned latest first",
}


class PilotFilterSet(django_filters.FilterSet):
    """The parameters of `/pilots/`, each but the words a facet."""

    q = django_filters.CharFilter(method="with_words", label="Words")
    city = ModelMultipleChoiceFilter(
        field_name="cities__slug", to_field_name="slug", queryset=City.objects.all()
    )
    country = ModelMultipleChoiceFilter(
        field_name="cities__country__code", to_field_name="code", queryset=Country.objects.all()
    )
    theme = ModelMultipleChoiceFilter(
        field_name="themes__slug", to_field_name="slug", queryset=Theme.objects.all()
    )
    organisation = ModelMultipleChoiceFilter(
        field_name="organisations__slug", to_field_name="slug", queryset=Organisation.objects.all()
    )
    kind = MultipleChoiceFilter(choices=PilotKind.choices)
    stage = MultipleChoiceFilter(choices=Stage.choices)
    year = MultipleChoiceFilter(
        field_name="start__year", choices=[(str(year), year) for year in range(1900, 2100)]
    )
    sdg = ModelMultipleChoiceFilter(
        field_name=f"{SUMMARY}__sdg_links__sdg__number",
        to_field_name="number",
        queryset=SDG.objects.all(),
    )
    topic = ModelMultipleChoiceFilter(
        field_name=f"{SUMMARY}__topic_links__topic__slug",
        to_field_name="slug",
        queryset=UrbanAgendaTopic.objects.all(),
    )
    summary = ModelMultipleChoiceFilter(
        field_name=f"{SUMMARY}__slug", to_field_name="slug", queryset=Summary.objects.published()
    )
    sort = django_filters.OrderingFilter(fields=[("sort_title", "title"), ("start", "date")])

    def with_words(self, queryset: QuerySet, name: str, words: str) -> QuerySet:
        """Those that have every word in the title or the description."""
        for word in words.split():
            queryset = queryset.filter(Q(title__icontains=word) | Q(description__icontains=word))
        return queryset

    # Facets

    def narrowed(self, *, without: str) -> QuerySet:
        """Published records that fulfil every parameter but `without`."""
        records = PilotProject.objects.published()
        asked = {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value and name not in (without, "sort")
        }
        if not asked:
            return records
        for name, value in asked.items():
            records = self.filters[name].filter(records, value)
        # apart, lest a facet be counted over the joined rows that another one's filter has left
        return PilotProject.objects.filter(pk__in=records.values("pk"))

    def counts(self, name: str) -> list[tuple[Any, Any, int]]:
        """(value, label, number of records) of a facet, the most frequent first. One query."""
        value, label = FACETS[name]
        records = self.narrowed(without=name).filter(**{f"{value}__isnull": False}).order_by()
        counted = records.values(value, label).annotate(n=Count("pk", distinct=True))
        return [(row[value], row[label], row["n"]) for row in counted.order_by("-n", value)[:LIMIT]]

    @cached_property
    def facets(self) -> list[Facet]:
        """Every facet with its values. A query for each."""
        return [self._facet(name) for name in FACETS]

    def _facet(self, name: str) -> Facet:
        return Facet(
            name=name,
            label=name.title(),
            values=[
                FacetValue(
                    label=str(LABELS.get(name, {}).get(label, label)),
                    value=str(value),
                    count=number,
                    selected=str(value) in self.query.values[name],
                    url=self.query.toggled(name, str(value)),
                )
                for value, label, number in self.counts(name)
            ],
            more=0,
            together=False,
            together_url="",
            looked_for="",
            can_be_searched=False,
            url="",
            many_valued=name not in SINGLE_VALUED,
        )

    @property
    def offers_anything(self) -> bool:
        """Whether any facet has a value to offer."""
        return any(facet.values for facet in self.facets)

    # What else the template shows

    @cached_property
    def query(self) -> QueryString:
        """The address, for links to its neighbours."""
        return QueryString({name: self.data.getlist(name) for name in self.filters})

    @property
    def failed(self) -> set[str]:
        """The parameters that were not understood."""
        return set(self.form.errors)

    @property
    def chips(self) -> list[Chip]:
        """Everything that narrows the list, each with the address that lifts it."""
        return [
            Chip(name.title(), value, self.query.toggled(name, value))
            for name, value in self.query.pairs(without=("sort",))
        ]

    @property
    def order(self) -> str:
        """The order that applies, as an address writes it."""
        return (self.query.values["sort"] or [self.DEFAULT_ORDER])[0]

    @property
    def orders(self) -> list[SortChoice]:
        """The orders that the list offers."""
        default = self.DEFAULT_ORDER
        return [
            SortChoice(label, name, selected=name == self.order, default=name == default)
            for name, label in ORDERS.items()
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the page's form must carry along."""
        return self.query.pairs(without=("q", "sort"))

    @property
    def asked(self) -> QueryDict:
        """What the address asks, for links to other pages."""
        return self.query.data()

    cleared = ""
    has_period = False
    OFFERS_ORDERS, DEFAULT_ORDER = True, "title"
    page_filters: ClassVar[dict[str, Any]] = {}
    problems = settings = ways_out = ()
