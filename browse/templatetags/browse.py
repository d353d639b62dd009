"""Template tags and filters that every page may use (loaded as builtins)."""

from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _

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
