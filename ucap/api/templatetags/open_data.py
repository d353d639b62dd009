"""Template tags for what pages offer to take along."""

from typing import Any

from django import template
from django.http import QueryDict

from ucap.api.offers import ATOM, Offer, forms, listing_at, long_forms

register = template.Library()


@register.inclusion_tag("browse/_files.html", takes_context=True)
def files(context: template.Context) -> dict[str, Any]:
    """The files and feeds of the list that is shown; nothing in the preview of drafts."""
    listing, asked = _shown(context)
    if listing is None:
        return {}
    return {
        "forms": list(forms(listing, asked)),
        "long_forms": list(long_forms(listing, asked)),
        "page": context.get("page_obj"),
    }


@register.simple_tag(takes_context=True)
def feed(context: template.Context) -> Offer | None:
    """The feed of the list that is shown, if it has one."""
    listing, asked = _shown(context)
    found = forms(listing, asked) if listing else ()
    return next((form for form in found if form.kind == ATOM), None)


def _shown(context: template.Context) -> tuple[Any, QueryDict]:
    """The list on the page, and what is asked of it."""
    request = context["request"]
    if getattr(request, "preview", None):
        return None, QueryDict()
    filterset = context.get("filterset")
    asked = filterset.asked if filterset is not None else QueryDict()
    return listing_at(request.resolver_match.url_name), asked
