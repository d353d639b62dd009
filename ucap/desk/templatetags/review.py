"""Template tags of the review."""

from typing import Any

from django import template

from browse.publishing import Status
from browse.text import Spoken
from ucap.desk.models import Step
from ucap.desk.review import addresses
from ucap.desk.review.preview import is_shown
from ucap.desk.review.states import MOVES, offered

register = template.Library()

STEPS = 6
"""How many of a summary's last steps its page shows."""


@register.inclusion_tag("desk/review/_state.html", takes_context=True)
def review_state(context: template.Context, record: Any) -> dict[str, Any]:
    """Where `record` stands, what may be done with it, its last steps, and its public pages.

    For any page of the desk about a record with a public page; nothing for others. At most
    two queries.
    """
    if record is None or not hasattr(record, "get_absolute_url"):
        return {}
    reviewed = type(record) in MOVES
    user = context["request"].user
    hidden = hasattr(type(record).objects, "shown")
    public = record.status == Status.PUBLISHED if reviewed else not hidden or is_shown(record)
    is_summary = type(record)._meta.label_lower == "summaries.summary"
    return {
        "record": record,
        "status": record.status if reviewed else "",
        "is_public": public,
        "public_url": record.get_absolute_url() if public else "",
        "preview_url": addresses.preview(record.get_absolute_url()),
        "steps": [(addresses.step(record, rule), rule) for rule in offered(record, user)],
        "past": Step.objects.latest_first(record)[:STEPS] if is_summary else [],
    }


@register.inclusion_tag("desk/review/_status.html")
def status_chip(status: str) -> dict[str, Spoken]:
    """A status as a quiet chip: its word, and a mark that differs in shape as well."""
    return {"status": status, "label": Status(status).label}


@register.filter
def edit_address(record: Any) -> str:
    """The page on which `record` is changed."""
    return addresses.edit(record)


@register.filter
def preview_address(record: Any) -> str:
    """Where the page of `record` is previewed."""
    return addresses.preview(record.get_absolute_url())


@register.filter
def plural_name(model: Any) -> Spoken:
    """What several records of `model` are called."""
    return model._meta.verbose_name_plural
