"""An index, made once for one state of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from browse.facets import Census
from browse.index.arrays import keys
from browse.index.columns import column
from browse.index.whole import Index

if TYPE_CHECKING:  # it asks indexes itself
    from browse.filtersets import BrowseFilterSet


def build(filterset: BrowseFilterSet, content: int) -> Index:
    """The index of the list that `filterset`, which asks nothing, is for.

    To be made in a snapshot whose content has the number `content`. A query for the records, up to
    two for each facet, and one for the order that lists begin with.
    """
    records = filterset.queryset
    pks = np.sort(keys(records.order_by()))
    columns = {
        name: column(Census(records, item.reaches({})).anywhere(), item.vocabulary, pks)
        for name, item in filterset.terms.items()
    }
    index = Index(content, pks, columns)
    index.order(filterset.order, filterset.qs)
    return index
