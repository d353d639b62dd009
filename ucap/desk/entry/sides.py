"""The two sides of a summary: what is printed, the figures read from it, and the cities."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities import reading_figures
from ucap.desk.entry.entering import Entering
from ucap.desk.entry.fields import Named, NamesField
from ucap.desk.entry.names import Directory
from ucap.desk.entry.rows import put
from ucap.desk.entry.tokens import Token, token
from ucap.summaries.models import SummaryCity, SummarySide

_PARTS = re.compile(r"[,;\n]|\s+and\s+|\s+&\s+")
NONE = {"", "n/a", "-", "–"}
"""What stands in a cell that says nothing."""


class SideForm(forms.ModelForm):
    """One column of the table at the head of a summary."""

    entering: ClassVar[Entering]

    city_names = NamesField(
        "city",
        new=True,
        needs_country=True,
        label=_("Cities"),
        help_text=_("Left empty: read from the cities as printed."),
    )

    class Meta:
        model = SummarySide
        fields = [
            "column",
            "cities_printed",
            "province_printed",
            "country_printed",
            "population_printed",
            "population",
            "size_printed",
            "area_km2",
        ]
        widgets = {"column": forms.HiddenInput}
        help_texts = {
            "cities_printed": _("To the letter, as in “Nice, Granada, Rome”."),
            "population_printed": _("To the letter, “N/A” included."),
            "population": _("In digits. Left empty: read from what is printed."),
            "area_km2": _("In digits. Left empty: read from what is printed."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.entering.prepare(self)
        if self.instance.pk:
            links = sorted(self.instance.city_links.all(), key=lambda link: link.position)
            field: Any = self.fields["city_names"]
            self.initial["city_names"] = "; ".join(field.written(link.city_id) for link in links)

    def clean_city_names(self) -> list[Named]:
        """The cities typed, or those that are printed."""
        typed: list[Named] = self.cleaned_data["city_names"]
        for named in typed:
            self.entering.check_new(named, "city")
        if typed or not self._new("cities_printed"):
            return typed
        printed = self.cleaned_data.get("cities_printed", "")
        return read_cities(printed, self.entering.directories.city)

    def clean(self) -> dict[str, Any]:
        """Figures that were left empty are read from what is printed."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("population", 0) is None and self._new("population_printed"):
            printed = cleaned.get("population_printed", "")
            cleaned["population"] = reading_figures.population(printed)
        if cleaned.get("area_km2", 0) is None and self._new("size_printed"):
            cleaned["area_km2"] = reading_figures.area(cleaned.get("size_printed", ""))
        return cleaned

    def _new(self, name: str) -> bool:
        """Whether something was typed into a field that did not stand there before."""
        return not self.instance.pk or name in self.changed_data

    def save(self, commit: bool = True) -> SummarySide:
        """The side with its cities, in their order."""
        side = super().save(commit)
        if commit and {"city_names", "cities_printed"} & set(self.changed_data):
            cities = [self.entering.city(named) for named in self.cleaned_data["city_names"]]
            if cities or "city_names" in self.changed_data:
                wanted = [SummaryCity(side=side, city_id=pk) for pk in dict.fromkeys(cities)]
                put(side.city_links.all(), wanted, lambda link: link.city_id, [])
        return side


class SideFormSet(forms.BaseInlineFormSet):
    """Two columns, always both on the page."""

    def _construct_form(self, i: int, **kwargs) -> Any:
        """A form for each column; one that is not stored yet takes the column that is free."""
        form = super()._construct_form(i, **kwargs)
        if not form.instance.pk:
            taken = {row.column for row in self.get_queryset()}
            free = [column for column in (1, 2) if column not in taken]
            place = i - len(taken)
            form.initial["column"] = free[place] if place < len(free) else 2
        return form


def read_cities(printed: str, directory: Directory) -> list[Named]:
    """The cities that a cell names; ValidationError with each part that is no known city.

    A comma may be missing: “Kunming Liuzhou” is two cities if it is not one.
    """
    found: list[Named] = []
    wrong: list[Any] = []
    for piece in _PARTS.split(printed):
        if piece.strip().casefold() in NONE:
            continue
        said = token(piece.strip())
        try:
            found += _cities(said, directory)
        except ValidationError as refused:
            wrong.append(refused)
    if wrong:
        raise ValidationError(
            [*wrong, ValidationError(_("Write the cities here, since not all are known."))]
        )
    return found


def _cities(said: Token, directory: Directory) -> list[Named]:
    """The city of one part of a cell, or the cities that its words name."""
    words = said.name.split()
    if len(words) > 1 and not directory.called(said.name, said.country):
        for cut in range(len(words) - 1, 0, -1):
            first, rest = " ".join(words[:cut]), " ".join(words[cut:])
            if len(directory.called(first)) == 1:
                after = _cities(Token(rest, country=said.country), directory)
                return [Named(directory.one(first), Token(first)), *after]
    return [Named(directory.one(said.name, said.country), said)]
