"""Filters: what a parameter of an address asks of a record (on django-filter)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Choices, Model, Q, Value
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from browse import dates, facets
from browse.facets import Reach, Reaching, Years
from browse.fields import AsideField, MonthField, TermsField, WordsField
from browse.text import Spoken, fold
from browse.vocabulary import CalendarYears, Listed, Term, Vocabulary

Reaches = tuple[Reaching, ...]


class ConditionFilter(django_filters.Filter):
    """A filter that says what it asks as a `Q`, so that facets can leave it out.

    `condition` gets the model, everything the form understood and whether
    several values must hold together.
    """

    def condition(self, model: type[Model], cleaned: Mapping[str, Any], *, together: bool) -> Q:
        """The condition on records of `model`; an empty Q when the parameter is not given."""
        raise NotImplementedError

    def narrows(self, cleaned: Mapping[str, Any]) -> bool:
        """Whether the parameter, being given, has an effect beside what else is asked."""
        return True


class TermsFilter(ConditionFilter):
    """A repeatable parameter with a facet: any of its values, or all of them under `match`.

    `reaches` lead from a record to its values, given as a tuple or as a
    function of what else was asked. `many_valued` is whether one record can
    have several values, so that `match=all` speaks of it.
    """

    field_class = TermsField

    def __init__(
        self,
        *reaches: Reaching,
        vocabulary: Vocabulary,
        noun: Spoken,
        label: Spoken,
        narrowed: Callable[[Mapping[str, Any]], Reaches] | None = None,
        many_valued: bool = True,
        by_count: bool = True,
    ) -> None:
        super().__init__(label=label, vocabulary=vocabulary, noun=noun)
        self.vocabulary = vocabulary
        self.many_valued = many_valued
        self.by_count = by_count
        self._reaches = reaches
        self._narrowed = narrowed

    def reaches(self, cleaned: Mapping[str, Any]) -> Reaches:
        """The ways to the values, given what else was asked."""
        return self._narrowed(cleaned) if self._narrowed else self._reaches

    def chosen(self, cleaned: Mapping[str, Any]) -> list[Any]:
        """The keys of the values that the address asks for."""
        terms: list[Term] = cleaned.get(self.field_name) or []
        return [term.key for term in terms]

    def condition(self, model: type[Model], cleaned: Mapping[str, Any], *, together: bool) -> Q:
        """See `ConditionFilter`."""
        keys = self.chosen(cleaned)
        if not keys:
            return Q()
        reaches = self.reaches(cleaned)
        if not together:
            return facets.holding(model, reaches, keys)
        condition = Q()
        for key in keys:
            condition &= facets.holding(model, reaches, [key])
        return condition


class ChoicesFilter(TermsFilter):
    """The members of a `TextChoices` in the record's own field `name`: one value a record."""

    def __init__(
        self,
        name: str,
        choices: type[Choices],
        *,
        noun: Spoken,
        label: Spoken,
        by_count: bool = True,
    ) -> None:
        super().__init__(
            Reach(name),
            vocabulary=Listed(choices),
            noun=noun,
            label=label,
            many_valued=False,
            by_count=by_count,
        )


class YearsFilter(TermsFilter):
    """Calendar years that a span of dates touches."""

    def __init__(self, start: str = "start", end: str = "end", *, label: Spoken) -> None:
        super().__init__(
            Years(start, end),
            vocabulary=CalendarYears(),
            noun=_("year"),
            label=label,
            by_count=False,
        )


class MonthFilter(ConditionFilter):
    """One bound of a span of months, the bound's own month included."""

    field_class = MonthField

    def __init__(
        self, start: str = "start", end: str = "end", *, last: bool = False, label: Spoken
    ) -> None:
        super().__init__(label=label)
        self.span = (start, end)
        self.last = last

    def condition(self, model: type[Model], cleaned: Mapping[str, Any], *, together: bool) -> Q:
        """See `ConditionFilter`."""
        day = cleaned.get(self.field_name)
        if day is None:
            return Q()
        if self.last:
            return dates.overlap(*self.span, None, dates.month_end(day))
        return dates.overlap(*self.span, day, None)


class WordsFilter(ConditionFilter):
    """Every word somewhere in the folded text of the record or of what belongs to it.

    `parts` are look-ups that lead to further folded texts: of outcomes, of
    what a summary says under its themes.
    """

    field_class = WordsField

    def __init__(self, *parts: str, label: Spoken) -> None:
        super().__init__(label=label)
        self.parts = parts

    def condition(self, model: type[Model], cleaned: Mapping[str, Any], *, together: bool) -> Q:
        """See `ConditionFilter`."""
        condition = Q()
        for word in cleaned.get(self.field_name) or []:
            text = fold(Value(word))
            found = Q(search_text__contains=text)
            for part in self.parts:
                there = model._default_manager.filter(**{f"{part}__contains": text})
                found |= Q(pk__in=there.values("pk"))
            condition &= found
        return condition


class SettingFilter(ConditionFilter):
    """A parameter that asks nothing of a record by itself but changes what `of` means."""

    field_class = forms.ChoiceField

    def __init__(self, *, of: str, choices: list[tuple[str, Spoken]], label: Spoken) -> None:
        known = ", ".join(value for value, _label in choices)
        super().__init__(
            label=label,
            choices=[("", _("any")), *choices],
            error_messages={"invalid_choice": format_lazy(_("use one of {known}"), known=known)},
        )
        self.choices = dict(choices)
        self.of = of

    def narrows(self, cleaned: Mapping[str, Any]) -> bool:
        """See `ConditionFilter`."""
        return bool(cleaned.get(self.of))

    def condition(self, model: type[Model], cleaned: Mapping[str, Any], *, together: bool) -> Q:
        """See `ConditionFilter`."""
        return Q()


class PageFilter(ConditionFilter):
    """A parameter that changes how a page shows its records, not which.

    It is no chip and no facet; links and forms of the page carry it along.
    """

    def narrows(self, cleaned: Mapping[str, Any]) -> bool:
        """See `ConditionFilter`."""
        return False

    def condition(self, model: type[Model], cleaned: Mapping[str, Any], *, together: bool) -> Q:
        """See `ConditionFilter`."""
        return Q()


class PageSetting(PageFilter):
    """A choice of how to show the records: a picture's lanes.

    The first of `choices` applies when none is asked for.
    """

    field_class = forms.ChoiceField

    def __init__(self, *, choices: Sequence[tuple[str, Spoken]], label: Spoken) -> None:
        known = ", ".join(value for value, _label in choices)
        super().__init__(
            label=label,
            choices=choices,
            error_messages={"invalid_choice": format_lazy(_("use one of {known}"), known=known)},
        )
        self.choices = dict(choices)
        self.default = choices[0][0]


class ChoiceToCompare(PageFilter):
    """The records that the reader has put aside to compare; repeatable.

    `name` is what the address of a comparison calls them.
    """

    field_class = AsideField

    def __init__(self, name: str, *, vocabulary: Vocabulary) -> None:
        super().__init__(label=_("To compare"), vocabulary=vocabulary)
        self.name = name
