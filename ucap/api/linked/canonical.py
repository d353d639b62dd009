"""The one address of a page among all that show the same."""

from collections.abc import Mapping
from typing import Any

from browse.comparing import PARAMETER
from browse.filters import PageSetting, SettingFilter
from browse.filtersets import BrowseFilterSet
from browse.querystring import QueryString


def canonical(path: str, held: Mapping[str, Any]) -> str:
    """The page's one address, as a path with its query; "" where it has none.

    `held` is the page's context. A page with filters has the address of what it asks, one without
    them says its own (`own_address`), or is its path. Bad input has no address, and what was not
    asked for by any parameter of the page is no part of one. No query beyond what the page reads.
    """
    filterset = held.get("filterset")
    if filterset is not None:
        address = None if filterset.failed else path + asked(filterset).url
    else:
        address = held.get("own_address", path)
    return _paged(address, held.get("page_obj")) if address else ""


def asked(filterset: BrowseFilterSet) -> QueryString:
    """What the filters ask, without what would be so anyway.

    That is the order and the settings that apply by default, a setting without the filter that it
    belongs to, and what a reader has put aside to compare, which is no part of the list.
    """
    values = dict(filterset.query.values)
    if not filterset.OFFERS_ORDERS or filterset.order == filterset.DEFAULT_ORDER:
        values["sort"] = []
    for name, item in filterset.filters.items():
        idle = isinstance(item, SettingFilter) and not item.narrows(filterset.cleaned)
        default = isinstance(item, PageSetting) and values[name] == [item.default]
        if idle or default or name == PARAMETER:
            values[name] = []
    return QueryString(values)


def _paged(address: str, page: Any) -> str:
    """The address of a page of the list; the first one is the list's own."""
    if page is None or page.number == 1:
        return address
    return f"{address}{'&' if '?' in address else '?'}page={page.number}"
