"""Rows with positions, brought to what is wanted with as few changes as possible."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.utils.text import slugify

OUT_OF_THE_WAY = 10_000
"""Added to the positions of rows that move, so that no two share one on the way."""


def put(
    stored: QuerySet, wanted: Sequence[Any], same: Callable[[Any], Any], values: Iterable[str]
) -> None:
    """Make the rows of `stored` those of `wanted`, numbered from 1 in their order.

    Rows and what is wanted correspond where `same` gives the same value; then
    `values` are the fields that may differ. One query, and one for each row
    that changes.
    """
    left: dict[Any, list[Any]] = {}
    for row in stored:
        left.setdefault(same(row), []).append(row)
    kept = [(left[same(row)].pop(0) if left.get(same(row)) else None) for row in wanted]
    gone = [row.pk for rows in left.values() for row in rows]
    stored.filter(pk__in=gone).delete()
    moving = [old.pk for n, old in enumerate(kept, 1) if old and old.position != n]
    stored.filter(pk__in=moving).update(position=F("position") + OUT_OF_THE_WAY)
    for number, (old, new) in enumerate(zip(kept, wanted, strict=True), 1):
        row = old or new
        changed = old is None or old.position != number
        for name in values:
            changed = changed or getattr(row, name) != getattr(new, name)
            setattr(row, name, getattr(new, name))
        row.position = number
        if changed:
            row.save()


def free_slug(text: str, records: QuerySet, *, length: int, otherwise: str) -> str:
    """An address made of `text` that no record of `records` has yet. A query for each one taken."""
    stem = slugify(text)[: length - 5].strip("-") or otherwise
    slug, number = stem, 1
    while records.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
