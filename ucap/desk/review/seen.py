"""What somebody was shown before they pressed the button, carried through the form."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import Max, Model

from ucap.desk.review.rehearsal import Effect

SALT = "ucap.desk.review.seen"


class Item(NamedTuple):
    """A record that was shown: its table, key and name, and which version of it."""

    table: str
    key: int
    name: str
    version: int


Seen = tuple[Item, ...]


class Difference(NamedTuple):
    """What is otherwise than it was shown: names of records."""

    more: list[str]
    fewer: list[str]
    edited: list[str]


def of(effect: Effect) -> Seen:
    """What a page that lists `effect` shows. One query for each model in it."""
    return of_records(effect.records)


def of_records(records: Iterable[Any]) -> Seen:
    """What a page that lists `records` shows. One query for each model among them."""
    by_model: dict[type[Model], list[Any]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record)
    items = [
        Item(model._meta.db_table, record.pk, str(record), versions.get(record.pk, 0))
        for model, group in by_model.items()
        for versions in [_versions(model, [record.pk for record in group])]
        for record in group
    ]
    return tuple(sorted(items))


def _versions(model: Any, keys: list[int]) -> dict[int, int]:
    """The number of the last event of each record in its history."""
    events = model.pgh_event_model.objects.filter(pgh_obj_id__in=keys).order_by()
    return dict(events.values_list("pgh_obj_id").annotate(Max("pgh_id")))


def sealed(seen: Seen, about: str) -> str:
    """`seen` as a hidden field holds it: readable, but nobody else can write it.

    `about` says which page it is for; it opens for that page only.
    """
    return signing.dumps([list(item) for item in seen], salt=f"{SALT}:{about}", compress=True)


def opened(text: str, about: str) -> Seen | None:
    """What `sealed` made `text` of; None when it did not."""
    try:
        return tuple(Item(*item) for item in signing.loads(text, salt=f"{SALT}:{about}"))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def difference(shown: Seen, now: Seen) -> Difference:
    """What `now` has more or fewer of, or in another version, than was shown."""
    before = {(item.table, item.key): item for item in shown}
    after = {(item.table, item.key): item for item in now}
    return Difference(
        more=[item.name for place, item in after.items() if place not in before],
        fewer=[item.name for place, item in before.items() if place not in after],
        edited=[
            item.name for place, item in after.items() if place in before and before[place] != item
        ],
    )
