"""Template tags and filters that every page may use (loaded as builtins)."""

from typing import Any
from urllib.parse import quote

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from browse.index.found import Rows
from browse.rows import FacetValue

register = template.Library()


@register.simple_tag(takes_context=True)
def mistake_address(context: template.Context, record: object) -> str:
    """A mailto: address by which a reader tells the operator of a mistake in `record`.

    The mail names the record and the full address of its page. Empty when the
    operator has set no address to write to.
    """
    to = context["operator"]["email"]
    if not to:
        return ""
    subject = quote(_("A mistake in: %(record)s") % {"record": record})
    page = context["request"].build_absolute_uri(context["request"].path)
    body = quote(
        _("Page: %(page)s\n\nWhat is wrong, and where it can be checked:\n") % {"page": page}
    )
    return f"mailto:{quote(to, safe='@')}?subject={subject}&body={body}"


@register.simple_tag(takes_context=True)
def here(context: template.Context, name: str) -> SafeString | str:
    """The attribute that marks a link to the page `name` (a URL name) as leading where one is.

    `aria-current` is “page” on that very page and “true” on the pages below it; elsewhere, and
    on an error page that knows no address, there is no attribute.
    """
    request = context.get("request")
    address = reverse(name)
    if request is None or not request.path.startswith(address):
        return ""
    return format_html(' aria-current="{}"', "page" if request.path == address else "true")


FACET_VALUE = (
    '<li><a id="{name}-{value}" class="facet-value{chosen}" href="{url}" rel="nofollow">'
    '<span class="facet-label">{label}{lift}</span><span class="facet-count">{count}</span>'
    "</a></li>"
)


@register.simple_tag
def facet_values(name: str, values: list[FacetValue]) -> SafeString:
    """The entries of the facet `name`, a link each. No template: a page has hundreds of them."""
    lift = format_html('<span class="visually-hidden">{}</span>', _("(chosen: lift)"))
    return mark_safe(  # noqa: S308 - every part is escaped
        "".join(
            FACET_VALUE.format(
                name=name,
                value=escape(value.value),
                chosen=" is-chosen" if value.selected else "",
                url=escape(value.url),
                label=escape(value.label),
                lift=lift if value.selected else "",
                count=localize(value.count),
            )
            for value in values
        )
    )


@register.simple_tag(takes_context=True)
def rows(context: template.Context, name: str, row: str) -> SafeString:
    """The rows of the page of a list: the template `row` for each record, which it calls `name`.

    A row says the same of its record on every page, so that it is made once where the list has an
    index to keep it with: the template gets the record and nothing else.
    """
    records = context["page_obj"].object_list
    made = context.template.engine.get_template(row)  # type: ignore[union-attr]

    def render(record: Any) -> SafeString:
        return made.render(context.new({name: record}))

    if not isinstance(records, Rows):
        return mark_safe("".join(map(render, records)))  # noqa: S308 - rendered templates
    return mark_safe("".join(records.rows(render)))  # noqa: S308


@register.inclusion_tag("browse/_compare_toggle.html", takes_context=True)
def compare_toggle(context: template.Context, record: Any) -> dict[str, Any]:
    """The link at the end of a row that puts `record` aside to compare, or takes it back.

    Nothing on pages that are no list of things to compare (they have no `comparing`).
    """
    comparing = context.get("comparing")
    if comparing is None:
        return {}
    return {
        "record": record,
        "chosen": comparing.has(record.slug),
        "url": comparing.toggled(record.slug),
        "path": context["request"].path,
    }


@register.inclusion_tag("browse/_take_along.html", takes_context=True)
def take_along(context: template.Context) -> dict[str, Any]:
    """The line on a record's page that leads to the same in forms to take along.

    The page's own address says which record it is: the name of the list, then its key.
    Nothing in the preview, where there are no such forms.
    """
    request = context["request"]
    if getattr(request, "preview", None):
        return {}
    match = request.resolver_match
    return {"list": match.route.partition("/")[0], "key": next(iter(match.kwargs.values()))}


@register.simple_tag
def address(name: str, asked: QueryDict, **more: str) -> str:
    """The address of the page `name` (a URL name) that asks the same, and `more` besides."""
    query = asked.copy()
    for parameter, value in more.items():
        query[parameter] = value
    return f"{reverse(name)}?{query.urlencode()}" if query else reverse(name)
