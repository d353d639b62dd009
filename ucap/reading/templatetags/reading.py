"""What other pages of the desk show of readings."""

from typing import Any

from django import template

from ucap.reading.models import Reading
from ucap.reading.pages.rights import PERMISSIONS

register = template.Library()


@register.simple_tag(takes_context=True)
def open_readings(context: dict[str, Any]) -> int | None:
    """How many readings wait for a decision; None for those who may not read documents.

    One query.
    """
    user = context["request"].user
    return Reading.objects.open().count() if user.has_perms(PERMISSIONS) else None
