"""Every page of the desk's rooms, as requests: an address, and what is sent if it is posted."""

from collections.abc import Iterator, Mapping
from typing import Any

import pghistory
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse

from browse.history.events import Key
from browse.publishing import Status
from cities.models import City, Theme
from tests.across.test_admin import REGISTERED, address
from ucap.desk import rights
from ucap.desk.merge.kinds import KINDS as MERGED
from ucap.desk.review.addresses import KINDS as REVIEWED
from ucap.desk.review.states import Move

Sent = tuple[str, dict[str, Any] | None]
"""An address, and what is posted to it; None for a page that is only looked at."""

PARTS = rights.PARTS.keys()
"""What little goes along with when it is deleted: the page is that of what it is part of."""
LEFT_OUT = {"merge_two", "export"}
"""Actions without a page: one leads on, and a file is made while it is sent, piece by piece."""
CHOICES = {"bulk_set_kind": "", "bulk_set_stage": "funded"}
"""What is chosen on the page of an action; the first kind where it is empty, else a theme."""


def rooms(user: Any, words: Mapping[str, Any]) -> Iterator[tuple[str, Sent]]:
    """Every page of every room, under names that do not depend on what there is.

    To be asked for one by one: what a page is about is as it should be when it is its turn.
    """
    yield from single()
    yield from doubles()
    yield from history()
    yield from review(words)
    yield from suggestions()
    yield from actions(user)


def single() -> Iterator[tuple[str, Sent]]:
    """What there is once; the preview shows the public's own pages, which are counted as such."""
    for name in ("index", "quality", "merge-doubles", "merge-distinct", "preview-home"):
        yield name, (reverse(f"admin:{name}"), None)


def doubles() -> Iterator[tuple[str, Sent]]:
    """Doubles of one record of each kind, and two records side by side."""
    page = reverse("admin:merge-doubles")
    for name, kind in MERGED.items():
        one, other = kind.model._default_manager.order_by("pk")[:2]
        yield f"doubles of one {name}", (f"{page}?kind={name}&of={one.pk}", None)
        compared = reverse("admin:merge-compare", args=[name, one.pk, other.pk])
        yield f"compare two of {name}", (compared, None)


def history() -> Iterator[tuple[str, Sent]]:
    """All changes, what was deleted, and a change of every city with the way back."""
    with pghistory.context() as context:
        City.objects.update(province="Elsewhere")
    for name in ("changes", "deleted"):
        yield f"history-{name}", (reverse(f"admin:history-{name}"), None)
    for name in ("change", "undo"):
        page = reverse(f"admin:history-{name}", args=[Key(context.id)])
        yield f"history-{name}", (page, None)


def review(words: Mapping[str, Any]) -> Iterator[tuple[str, Sent]]:
    """Withdrawing a record of each kind that is linked in every way, and publishing it."""
    for kind, model in REVIEWED.items():
        slug = words["pilot" if kind == "pilotproject" else kind]
        record = model._default_manager.filter(slug=slug)
        for move, status in ((Move.WITHDRAW, Status.PUBLISHED), (Move.PUBLISH, Status.DRAFT)):
            record.update(status=status)
            step = reverse("admin:review-step", args=[kind, record.get().pk, move.value])
            yield f"review: {move.value} {kind}", (step, None)
        record.update(status=Status.PUBLISHED)


def suggestions() -> Iterator[tuple[str, Sent]]:
    """What is proposed while somebody types."""
    for kind in ("city", "organisation", "theme", "activity", "pilot"):
        asked = reverse("admin:entry-names", args=[kind])
        yield f"suggested {kind}", (f"{asked}?q=mal&when=July+2018&near=Koln", None)


def actions(user: Any) -> Iterator[tuple[str, Sent]]:
    """The pages that ask before something is done with all records of a list, and the next ones."""
    for model in REGISTERED:
        request = RequestFactory().get("/")
        request.user = user
        for name in admin.site._registry[model].get_actions(request):
            if name in LEFT_OUT or (name == "delete_selected" and model in PARTS):
                continue
            page, asked = address(model, "changelist"), of_all(model, name)
            yield f"{name} of {model.__name__}", (page, asked)
            if name.startswith(("bulk_add", "bulk_remove", "bulk_set")):
                chosen = {**asked, "bulk_step": "choose", "choice": choice(model, name)}
                yield f"{name} of {model.__name__}, chosen", (page, chosen)


def of_all(model: type[Model], action: str) -> dict[str, Any]:
    """What a list sends for an action with all of its records."""
    one = model._default_manager.order_by("pk").values_list("pk", flat=True)[:1]
    return {"action": action, "select_across": "1", ACTION_CHECKBOX_NAME: list(one) or [0]}


def choice(model: type[Model], action: str) -> Any:
    """Something that the page of an action lets one choose."""
    if action not in CHOICES:
        return Theme.objects.earliest("pk").pk
    field: Any = model._meta.get_field(action.removeprefix("bulk_set_"))
    return CHOICES[action] or field.choices[0][0]
