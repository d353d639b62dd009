"""Themes of many records at once."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from cities.models import Theme
from pilots.models import Activity, ActivityTheme, PilotProject, PilotTheme, ThemeBasis
from ucap.summaries.models import Summary, SummaryTheme

LINKS: dict[type[Model], tuple[Any, str]] = {
    Summary: (SummaryTheme, "summary"),
    Activity: (ActivityTheme, "activity"),
    PilotProject: (PilotTheme, "pilot"),
}
"""For each model with themes, the links to them, and their field for the record."""


def having(model: type[Model], keys: Collection[int], theme: Theme) -> set[int]:
    """The primary keys of those of `keys` that have the theme. One query."""
    link, name = LINKS[model]
    found = link.objects.filter(**{f"{name}__in": keys}, theme=theme)
    return set(found.values_list(f"{name}_id", flat=True))


def add(model: type[Model], keys: Collection[int], theme: Theme) -> None:
    """Link records that do not have the theme with it. Two queries at most.

    In a summary it stands after the other themes, under its own name; in other
    records as an editor's choice.
    """
    link, name = LINKS[model]
    if model is not Summary:
        links = [link(**{f"{name}_id": key}, theme=theme, basis=ThemeBasis.EDITOR) for key in keys]
    else:
        there = link.objects.filter(summary__in=keys).order_by("position")
        last = dict(there.values_list("summary_id", "position"))  # the highest one stays
        links = [
            link(
                summary_id=key,
                theme=theme,
                position=last.get(key, 0) + 1,
                label_printed=theme.name,
            )
            for key in keys
        ]
    link.objects.bulk_create(links)


def remove(model: type[Model], keys: Collection[int], theme: Theme) -> None:
    """Take the theme from records. A few queries, however many records."""
    link, name = LINKS[model]
    link.objects.filter(**{f"{name}__in": keys}, theme=theme).delete()
