"""What a list page shows around its records: plain data, so that templates stay simple."""

from dataclasses import dataclass

SHOWN_AT_ONCE = 8
"""How many values of a facet stand open on the page."""


@dataclass(frozen=True)
class Problem:
    """Something in the address that was not understood."""

    parameter: str
    label: str
    message: str
    url: str  # the same page without the value, or without the parameter


@dataclass(frozen=True)
class FacetValue:
    """One value that a list offers: how many records it has and where choosing it leads."""

    label: str
    value: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True)
class Facet:
    """A parameter with the values that the list offers for it."""

    name: str
    label: str
    values: list[FacetValue]
    more: int  # values beyond FACET_LIMIT, not offered
    together: bool
    together_url: str  # the same page with `match` for this parameter switched
    many_valued: bool
    looked_for: str  # what the names of the values offered have in them; "" for any
    can_be_searched: bool
    url: str  # the same page with the most frequent values

    @property
    def first(self) -> list[FacetValue]:
        """The values to show at once: the first few and whatever is chosen."""
        return [v for number, v in enumerate(self.values) if number < SHOWN_AT_ONCE or v.selected]

    @property
    def rest(self) -> list[FacetValue]:
        """The values to show when they are asked for."""
        return [value for value in self.values[SHOWN_AT_ONCE:] if not value.selected]

    @property
    def chosen(self) -> list[FacetValue]:
        """The values that are chosen now."""
        return [value for value in self.values if value.selected]

    @property
    def offers_together(self) -> bool:
        """Whether asking for all values together makes sense, or is on already."""
        number = len(self.chosen)
        return number > 0 and (self.together or (self.many_valued and number > 1))


@dataclass(frozen=True)
class Chip:
    """One thing the address asks, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class SortChoice:
    """One order that a list offers."""

    label: str
    value: str
    selected: bool
    default: bool


@dataclass(frozen=True)
class Tab:
    """One way to show the same records, and the address that shows them so."""

    label: str
    value: str
    selected: bool
    url: str
