"""Names of lists in addresses."""

from ucap.api.listings import EVERY_LIST, LISTINGS, Listing


class ListingConverter:
    """The name of a list whose records have pages, as in `/briefing/pilots/`."""

    regex = "|".join(LISTINGS)

    def to_python(self, value: str) -> Listing:
        """The list."""
        return EVERY_LIST[value]

    def to_url(self, value: Listing | str) -> str:
        """The name of the list, given it or its name."""
        return value.name if isinstance(value, Listing) else value


class EveryListConverter(ListingConverter):
    """The name of any list, as in `/notes.csv`."""

    regex = "|".join(EVERY_LIST)
