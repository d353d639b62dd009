"""Addresses of the same page with another choice: what links on a list lead to."""

from collections.abc import Mapping

from django.http import QueryDict


class QueryString:
    """The query of a page, from which links to its neighbours are made.

    Empty values and the page number are left out: another choice starts on
    the first page.
    """

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        """Take the values of each parameter, in the order in which addresses write them."""
        self.values = {
            name: list(dict.fromkeys(value.strip() for value in given if value.strip()))
            for name, given in values.items()
        }

    @property
    def url(self) -> str:
        """The address itself; empty when nothing is asked."""
        return self._url(self.values) if self.pairs() else ""

    def _url(self, values: dict[str, list[str]]) -> str:
        return f"?{QueryString(values).data().urlencode()}"

    def data(self, *, without: tuple[str, ...] = ()) -> QueryDict:
        """The values as Django reads them from an address, but those of `without`."""
        query = QueryDict(mutable=True)
        for name, value in self.pairs(without=without):
            query.appendlist(name, value)
        return query

    def pairs(self, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """(name, value) of every value chosen, but those of the parameters in `without`."""
        return [
            (name, value)
            for name, chosen in self.values.items()
            if name not in without
            for value in chosen
        ]

    def toggled(self, name: str, value: str) -> str:
        """The address with `value` added to the parameter `name`, or taken away from it."""
        chosen = self.values[name]
        changed = [v for v in chosen if v != value] if value in chosen else [*chosen, value]
        return self._url({**self.values, name: changed})

    def replaced(self, **changes: str | list[str]) -> str:
        """The address with each parameter set to one value or to several ("" or [] drops it)."""
        changed = {
            name: value if isinstance(value, list) else [value] if value else []
            for name, value in changes.items()
        }
        return self._url({**self.values, **changed})
