"""Where the desk's pages about a record are."""

from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from ucap.desk.review.states import MOVES, Rule

KINDS: dict[str, type[Model]] = {str(model._meta.model_name): model for model in MOVES}
"""The models whose records make steps, by how addresses call them."""


def edit(record: Any) -> str:
    """The page on which `record` is changed."""
    options = record._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])


def step(record: Any, rule: Rule) -> str:
    """The page that asks before `record` makes a step."""
    return reverse("admin:review-step", args=[record._meta.model_name, record.pk, rule.move.value])


def preview(public: str = "/") -> str:
    """Where the public page at the path `public` is previewed."""
    start = reverse("home")
    path = public.removeprefix(start)
    return reverse("admin:preview", args=[path]) if path else reverse("admin:preview-home")


def change(change_set: Any) -> str:
    """The history page of a change set, where it can be undone; "" where there is none."""
    try:
        return reverse("admin:history-change", args=[change_set])
    except NoReverseMatch:
        return ""
