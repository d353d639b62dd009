"""Template tags for what a page says to programs, and how it is cited. None runs a query."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ucap.api.linked import pages, texts
from ucap.api.linked.canonical import canonical
from ucap.api.linked.citing import Cited
from ucap.api.linked.script import script

register = template.Library()


@register.simple_block_tag
def one_line(content: str) -> str:
    """The text of what is inside, in one line and without any markup: for an attribute."""
    return texts.line(content)


@register.simple_block_tag
def in_short(content: str) -> str:
    """The text of what is inside, in one line and cut at a word where it is long."""
    return texts.shortened(texts.line(content))


@register.simple_tag(takes_context=True)
def canonical_address(context: template.Context) -> str:
    """The page's one address, whole; "" where it has none: bad input, drafts, errors."""
    request = public_request(context)
    path = canonical(request.path, held(context)) if request else ""
    return request.build_absolute_uri(path) if request and path else ""


@register.simple_tag(takes_context=True)
def linked_record(context: template.Context) -> SafeString | str:
    """What the page of a record tells of it, as linked data."""
    request = public_request(context)
    if request is None:
        return ""
    return data_block(pages.of_record(held(context), request.build_absolute_uri))


@register.simple_tag(takes_context=True)
def linked_list(context: template.Context) -> SafeString | str:
    """Where the page of a list stands in the site, as linked data."""
    request = public_request(context)
    if request is None:
        return ""
    heading = context["view"].heading
    return data_block(pages.of_list(heading, request.path, request.build_absolute_uri))


@register.inclusion_tag("browse/_cite.html", takes_context=True)
def cite(context: template.Context) -> dict[str, Any]:
    """The box that says how to cite the page of a record; nothing where drafts are shown."""
    request = public_request(context)
    if request is None:
        return {}
    record = context["record"]
    listing = pages.listing_of(record)
    cited = Cited(
        title=str(record),
        list_=listing.name,
        slug=str(getattr(record, listing.key)),
        address=request.build_absolute_uri(record.get_absolute_url()),
        changed=context["last_changed"],
        operator=context["operator"]["name"],
    )
    return {"cited": cited}


def held(context: template.Context) -> dict[str, Any]:
    """Everything that the page's context holds, by its name."""
    return {str(name): value for name, value in context.flatten().items()}


def public_request(context: template.Context) -> HttpRequest | None:
    """The request for a public page; None for the preview of drafts and for error pages."""
    request = context.get("request")
    return None if request is None or getattr(request, "preview", None) else request


def data_block(graph: list[pages.Node]) -> SafeString:
    """The script element; what is in it is data, which no policy takes for a program."""
    text = mark_safe(script(graph))  # noqa: S308 - escaped there
    return format_html('<script type="application/ld+json">{}</script>', text)
