"""A filter set for pictures: what they cross, where their parts lead, how they can be turned."""

from functools import cached_property

from django.db.models import QuerySet

from browse.facets import count, cross
from browse.filters import PageSetting
from browse.filtersets import BrowseFilterSet
from browse.rows import Tab


class PictureFilterSet(BrowseFilterSet):
    """The filters of a list with what a picture of its records needs besides.

    Mixed into a list's own filter set: `class MapFilterSet(PictureFilterSet, PilotFilterSet)`.
    """

    def crossed(self, rows: str, columns: str) -> dict[tuple[str, str], int]:
        """How many records have both a value of `rows` and one of `columns`, two parameters.

        {(key, key), both as text: records}. What is chosen of the two
        parameters themselves does not count: a picture that crosses them
        shows every value, or those chosen, as its rows and columns. One query.
        """
        records = self._crossing(rows, columns)
        return cross(*(self._census(name, records) for name in (rows, columns)))

    def totals(self, *names: str) -> dict[str, dict[str, int]]:
        """The sums beside what `crossed` gives: {parameter: {key as text: records}}. One query."""
        records = self._crossing(*names)
        return count({name: self._census(name, records) for name in names})

    def _crossing(self, *names: str) -> QuerySet:
        """The records that a picture over the parameters `names` counts."""
        return self.queryset.none() if self.failed else self.selected(*names)

    def together_at(self, **values: str | list[str]) -> str:
        """The query of the list of records that have all of `values` (parameter: one or several).

        Everything else that the address asks is kept, but for how the page shows it.
        """
        several = [name for name, value in values.items() if isinstance(value, list)]
        matched = [*self.query.values["match"], *several]
        dropped = dict.fromkeys(self.page_filters, "")
        return self.query.replaced(**{**dropped, **values, "match": matched})

    @cached_property
    def page_settings(self) -> dict[str, PageSetting]:
        """The parameters that change how the page shows its records."""
        return {n: f for n, f in self.filters.items() if isinstance(f, PageSetting)}

    def shows(self, name: str) -> str:
        """The value of the page setting `name` that applies: the one asked for, or its default."""
        return self.cleaned.get(name) or self.page_settings[name].default

    def tabs(self, name: str) -> list[Tab]:
        """The values of the page setting `name`, each with the address that shows it."""
        item = self.page_settings[name]
        return [
            Tab(
                label=str(label),
                value=value,
                selected=value == self.shows(name),
                url=self.query.replaced(**{name: "" if value == item.default else value}),
            )
            for value, label in item.choices.items()
        ]
