"""Links to what the history pages name, and the field that asks why."""

from django import template
from django.contrib import admin
from django.forms import BoundField
from django.urls import reverse

from browse.history.naming import Reference
from ucap.desk.history.reasons import NAME, ReasonForm

register = template.Library()


@register.filter
def desk_address(reference: Reference | None) -> str:
    """Where the desk shows a row: its form or, if it is gone, its history; "" for no page."""
    if reference is None or reference.model not in admin.site._registry:
        return ""
    options = reference.model._meta
    page = "change" if reference.there else "history"
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[reference.pk])


@register.simple_tag
def reason_field() -> BoundField:
    """An empty field for the reason of a change, for pages whose view knows nothing of it."""
    return ReasonForm()[NAME]
