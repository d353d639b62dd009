"""Names of lists in addresses."""

from ucap.api.listings import LISTINGS, Listing


class ListingConverter:
    """The name of a list, as in `/pilots.csv`."""

    regex = "|".join(LISTINGS)

    def to_python(self, value: str) -> Listing:
        """The list."""
        return LISTINGS[value]

    def to_url(self, value: Listing | str) -> str:
        """The name of the list, given it or its name."""
        return value.name if isinstance(value, Listing) else value
