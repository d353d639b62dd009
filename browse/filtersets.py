"""A filter set: what a list's address asks, what it gives, and what it could ask next."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from browse.comparing import PARAMETER, Comparing
from browse.facets import Census, Tally, count, tally
from browse.filters import (
    ChoiceToCompare,
    ConditionFilter,
    PageFilter,
    SettingFilter,
    TermsFilter,
    WordsFilter,
)
from browse.forms import BrowseForm, MatchField, SortField
from browse.index.answering import Answers
from browse.index.whole import Index
from browse.querystring import QueryString
from browse.rows import Chip, Facet, FacetValue, Problem, SortChoice
from browse.text import Spoken
from browse.vocabulary import Term

FACET_LIMIT = 50
"""How many values a facet offers at most, chosen ones not counted."""
FIND = "find-"
"""With the name of a facet, the parameter by which a value beyond the most frequent is found."""
FIND_LIMIT = 60
WAYS_OUT_LIMIT = 6
"""How many of the chosen filters an empty list tries to lift."""


class BrowseFilterSet(django_filters.FilterSet):
    """The base of every list's filters.

    A subclass declares its filters (a trailing underscore frees a name from
    Python: `from_` reads the parameter `from`), its orders and which of them
    applies when none is asked for. Anything that is not understood selects
    nothing and is told by `problems`.
    """

    ORDERS: ClassVar[dict[str, tuple[Any, Spoken, Spoken]]] = {}
    """Name: (expression, label, label reversed)."""
    DEFAULT_ORDER: ClassVar[str] = ""
    OFFERS_ORDERS: ClassVar[bool] = True
    """Whether readers can choose an order: a picture may have one of its own."""
    TIES: ClassVar[str] = "slug"

    index: Index | None = None
    """The list in memory, for who reads the content that it is of."""

    q = WordsFilter(label=_("Words"))

    class Meta:
        form = BrowseForm

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The declared filters under the names that addresses use."""
        filters = {name.removesuffix("_"): item for name, item in super().get_filters().items()}
        for name, item in filters.items():
            item.field_name = name
        return filters

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """The names of all that an address may say to it."""
        searches = (f"{FIND}{name}" for name in cls.base_filters)
        return frozenset({*cls.base_filters, *searches, "match", "sort"})

    def get_form_class(self) -> type[forms.Form]:
        """The form of all filters, with `match` and `sort`."""
        form = super().get_form_class()
        form.base_fields["match"] = MatchField(names=[*self.terms, "all"], required=False)
        form.base_fields["sort"] = SortField(names=list(self.ORDERS), required=False)
        return form

    @cached_property
    def terms(self) -> dict[str, TermsFilter]:
        """The repeatable parameters."""
        return {n: f for n, f in self.filters.items() if isinstance(f, TermsFilter)}

    # What was asked

    @cached_property
    def cleaned(self) -> Mapping[str, Any]:
        """What the address asks, as far as it was understood."""
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def query(self) -> QueryString:
        """The address, for links to its neighbours: values as the portal writes them."""
        named = {n for n, f in self.filters.items() if isinstance(f, TermsFilter | ChoiceToCompare)}
        repeatable = {*named, "match"}
        values = {}
        for name in (*self.filters, "match", "sort"):
            if name in named and name in self.cleaned:
                values[name] = [term.value for term in self.cleaned[name]]
            else:  # of a parameter that has one value, the last one given counts
                texts = self.data.getlist(name)
                values[name] = texts if name in repeatable else texts[-1:]
        return QueryString(values)

    @cached_property
    def failed(self) -> frozenset[str]:
        """The parameters that were not understood."""
        return frozenset(self.form.errors)

    @cached_property
    def problems(self) -> list[Problem]:
        """What was not understood, in words."""
        return [
            Problem(name, str(self._label(name)), message, self._leaving_out(name, error))
            for name, errors in self.form.errors.as_data().items()
            for error in errors
            for message in error.messages
        ]

    def _leaving_out(self, name: str, error: ValidationError) -> str:
        """The address without what `error` is about: one value, or the whole parameter."""
        unknown = (getattr(error, "params", None) or {}).get("given")
        if unknown in self.query.values[name]:
            return self.query.toggled(name, unknown)
        return self.query.replaced(**{name: ""})

    def _label(self, name: str) -> Spoken:
        labels = {"match": _("Match"), "sort": _("Order")}
        return labels.get(name) or self.filters[name].label

    @cached_property
    def together(self) -> frozenset[str]:
        """The parameters whose values must all hold together."""
        asked = set(self.cleaned.get("match") or [])
        if "all" in asked:
            asked |= {name for name, item in self.terms.items() if item.many_valued}
        return frozenset(asked & set(self.terms))

    # What it gives

    @cached_property
    def conditions(self) -> dict[str, Q]:
        """What each parameter asks of a record; every facet needs all but its own."""
        model = self.queryset.model
        return {
            name: item.condition(model, self.cleaned, together=name in self.together)
            for name, item in self.filters.items()
        }

    def selected(self, *left_out: str) -> QuerySet:
        """The records that fulfil every parameter but those `left_out`, in no order."""
        if self.failed - set(left_out):
            return self.queryset.none()
        condition = Q()
        for name, asked in self.conditions.items():
            if name not in left_out:
                condition &= asked
        return self.queryset.filter(condition)

    @property
    def qs(self) -> QuerySet:
        """The records asked for, in the order asked for."""
        return self.selected().order_by(*self.ordering)

    @cached_property
    def order(self) -> str:
        """The order that applies, as an address writes it."""
        return self.cleaned.get("sort") or self.DEFAULT_ORDER

    @property
    def ordering(self) -> list[Combinable | str]:
        """What to sort by: the order, records without a value last, ties by `TIES`."""
        expression = self.ORDERS[self.order.removeprefix("-")][0]
        expression = F(expression) if isinstance(expression, str) else expression
        if self.order.startswith("-"):
            return [expression.desc(nulls_last=True), self.TIES]
        return [expression.asc(nulls_last=True), self.TIES]

    @cached_property
    def answers(self) -> Answers | None:
        """What the index says of the address; None where only the database can say it."""
        if self.index is None or self.failed or not Answers.can_be_had(self.filters, self.cleaned):
            return None
        return Answers(self.index, self.queryset, self.filters, self.cleaned, self.together)

    # What it could ask next

    def counts(self) -> dict[str, dict[str, int]]:
        """For each repeatable parameter, how long the list would be with each value.

        With the value alone in its parameter, all others kept; under `match`,
        with the value added to those chosen. {parameter: {key as text: records}},
        values that no record has left out. One query.
        """
        return count(
            {
                name: self._census(name, self.selected(*{name} - self.together))
                for name in self.terms
            }
        )

    def _census(self, name: str, records: QuerySet) -> Census:
        return Census(records, self.terms[name].reaches(self.cleaned))

    @cached_property
    def facets(self) -> list[Facet]:
        """Every repeatable parameter with its values; a query for the counts and one for each
        vocabulary that stands in the database. With an index none, but for names not known yet.
        """
        counts = {} if self.answers else self.counts()
        return [self._facet(name, self._tally(name, counts)) for name in self.terms]

    def _tally(self, name: str, counts: dict[str, dict[str, int]]) -> Tally:
        """The values of a facet to offer: the most frequent, or those with a name looked for."""
        item, text = self.terms[name], self.looked_for(name)
        called = item.vocabulary.called(text) if text else None
        if self.answers:
            return self.answers.tally(item, FACET_LIMIT, called)
        texts = None if called is None else set(map(str, called))
        return tally(counts[name], map(str, item.chosen(self.cleaned)), FACET_LIMIT, texts)

    def looked_for(self, name: str) -> str:
        """What a name must have in it to be offered in a facet; "" if nothing is looked for."""
        text = self.data.get(f"{FIND}{name}", "").strip().replace("\0", "")
        return text[:FIND_LIMIT]

    def _facet(self, name: str, found: Tally) -> Facet:
        chosen: list[Term] = self.cleaned.get(name) or []
        terms = self._offered(name, list(found.counts))
        if self.terms[name].by_count:
            terms.sort(key=lambda term: -found.counts[str(term.key)])
        return Facet(
            name=name,
            label=str(self._label(name)),
            values=[self._value(name, term, found.counts, term in chosen) for term in terms],
            more=found.more,
            together=name in self.together,
            together_url=self._matching(name),
            many_valued=self.terms[name].many_valued,
            looked_for=self.looked_for(name),
            can_be_searched=bool(found.more or self.looked_for(name)),
            url=self.query.url or "?",
        )

    def _offered(self, name: str, keys: list[str]) -> list[Term]:
        """The terms of some values, in the order of their vocabulary."""
        item = self.terms[name]
        return self.answers.terms(item, keys) if self.answers else item.vocabulary.keyed(keys)

    def _matching(self, name: str) -> str:
        """The address in which the values of `name` must hold together, or no longer must."""
        changed = self.together ^ {name}
        kept = [n for n in self.terms if n in changed and (n == name or self.cleaned.get(n))]
        return self.query.replaced(match=kept)

    def _value(
        self, name: str, term: Term, counts: Mapping[str, int], selected: bool
    ) -> FacetValue:
        return FacetValue(
            label=term.label,
            value=term.value,
            count=counts[str(term.key)],
            selected=selected,
            url=self._choosing(name, term.value),
        )

    def _choosing(self, name: str, value: str) -> str:
        if name in self.failed:
            return self.query.replaced(**{name: value})
        return self.query.toggled(name, value)

    @cached_property
    def chips(self) -> list[Chip]:
        """Everything that narrows the list, each with the address that lifts it."""
        chips = []
        for name, item in self.filters.items():
            if name in self.failed:
                continue
            if isinstance(item, TermsFilter):
                chips += [
                    Chip(str(item.label), term.label, self.query.toggled(name, term.value))
                    for term in self.cleaned.get(name) or []
                ]
                if name in self.together and self.cleaned.get(name):
                    chips.append(
                        Chip(str(item.label), str(_("all together")), self._matching(name))
                    )
            elif self.cleaned.get(name) and item.narrows(self.cleaned):
                text = self._spoken(item, name)
                chips.append(Chip(str(item.label), text, self.query.replaced(**{name: ""})))
        return chips

    @property
    def ways_out(self) -> list[tuple[Chip, int]]:
        """(what to lift, how long the list would be then), longest first; for an empty list.

        Looks at the first few of what is chosen: about two queries for each.
        """
        ways = []
        for chip in self.chips[:WAYS_OUT_LIMIT]:
            data = QueryDict(chip.url.removeprefix("?"))
            found = type(self)(data, queryset=self.queryset).selected().count()
            if found:
                ways.append((chip, found))
        return sorted(ways, key=lambda way: -way[1])

    def _spoken(self, item: ConditionFilter, name: str) -> str:
        if isinstance(item, SettingFilter):
            return str(item.choices[self.cleaned[name]])
        return " ".join(value for key, value in self.query.pairs() if key == name)

    @property
    def orders(self) -> list[SortChoice]:
        """The orders that the list offers, each both ways round."""
        choices: list[SortChoice] = []
        if not self.OFFERS_ORDERS:
            return choices
        for name, (_expression, label, reverse) in self.ORDERS.items():
            for value, text in ((name, label), (f"-{name}", reverse)):
                choices.append(
                    SortChoice(
                        label=str(text),
                        value=value,
                        selected=value == self.order,
                        default=value == self.DEFAULT_ORDER,
                    )
                )
        return choices

    @property
    def kept(self) -> list[tuple[str, str]]:
        """(name, value) of what the page's form must carry along as hidden fields."""
        shown = [field.name for field in self.settings]
        return self.query.pairs(without=("q", "from", "to", "sort", *shown))

    @cached_property
    def page_filters(self) -> dict[str, PageFilter]:
        """The parameters that ask nothing of a record but belong to the page."""
        return {n: f for n, f in self.filters.items() if isinstance(f, PageFilter)}

    @property
    def cleared(self) -> str:
        """The address without any filter; how the page shows its records is kept."""
        kept = {name: self.query.values[name] for name in self.page_filters}
        return QueryString(kept).url

    @cached_property
    def asked(self) -> QueryDict:
        """What the address asks, for links to other pages over the same records."""
        return self.query.data(without=tuple(self.page_filters))

    @property
    def comparing(self) -> Comparing | None:
        """What is put aside to compare; None on a list whose records are not compared."""
        item = self.filters.get(PARAMETER)
        if not isinstance(item, ChoiceToCompare):
            return None
        return Comparing(item.name, self.cleaned[PARAMETER], self.query)

    @property
    def settings(self) -> list[forms.BoundField]:
        """The form's fields that change what is chosen already, as a city's role."""
        return [
            self.form[name]
            for name, item in self.filters.items()
            if isinstance(item, SettingFilter) and self.cleaned.get(item.of)
        ]

    @property
    def offers_anything(self) -> bool:
        """Whether any facet has a value to offer."""
        return any(facet.values for facet in self.facets)

    @property
    def has_period(self) -> bool:
        """Whether the list can be narrowed to a period."""
        return "from" in self.filters
