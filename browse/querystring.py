"""Addresses of the same page with another choice: what links on a list lead to."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import quote_plus

from django.http import QueryDict


class QueryString:
    """The query of a page, from which links to its neighbours are made.

    Empty values and the page number are left out: another choice starts on
    the first page.
    """

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        """Take the values of each parameter, in the order in which addresses write them."""
        self.values = {name: distinct(given) for name, given in values.items()}

    @property
    def url(self) -> str:
        """The address itself; empty when nothing is asked."""
        return self._url() if self.pairs() else ""

    @cached_property
    def _written(self) -> dict[str, str]:
        """What the address says of each parameter; pages ask for hundreds of neighbours."""
        return {name: written(name, chosen) for name, chosen in self.values.items()}

    def _url(self, **changed: str) -> str:
        """The address with what it says of some parameters changed."""
        return "?" + "&".join(filter(None, (self._written | changed).values()))

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
        return self._url(**{name: written(name, changed)})

    def replaced(self, **changes: str | list[str]) -> str:
        """The address with each parameter set to one value or to several ("" or [] drops it)."""
        changed = {
            name: distinct(value if isinstance(value, list) else [value])
            for name, value in changes.items()
        }
        return self._url(**{name: written(name, values) for name, values in changed.items()})


def distinct(values: Iterable[str]) -> list[str]:
    """The values trimmed, each once, without empty ones."""
    return list(dict.fromkeys(value.strip() for value in values if value.strip()))


def written(name: str, values: Iterable[str]) -> str:
    """What an address says of a parameter; "" for no values."""
    return "&".join(f"{name}={quote_plus(value)}" for value in values)
