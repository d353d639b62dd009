"""Records under the themes that they have: a pure function over records that are loaded."""

from collections.abc import Iterable
from typing import Any

from cities.models import Theme


def by_theme(records: Iterable[Any]) -> list[tuple[Theme | None, list[Any]]]:
    """(theme, its records), themes by name, those without any theme last under None.

    Takes records whose `theme_links` are loaded with their themes; one with
    two themes stands under both.
    """
    groups: dict[Theme | None, list[Any]] = {}
    for record in records:
        themes = [link.theme for link in record.theme_links.all()]
        for theme in themes or [None]:
            groups.setdefault(theme, []).append(record)
    return sorted(
        groups.items(), key=lambda item: (item[0] is None, getattr(item[0], "sort_name", ""))
    )
