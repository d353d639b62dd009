"""What crawlers are asked to leave alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

SUFFIXES = ("csv", "xlsx", "docx", "ics")
"""How the downloads end: the same records again, as files."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: everything but what repeats the records in endless ways. No query.

    Of two lines that fit an address the longer one counts: the pages of a list without a filter
    are open, every choice of filters is not.
    """
    lines = [
        "User-agent: *",
        "Allow: /",
        "Disallow: /*?",
        "Allow: /*?page=",
        "Disallow: /*?page=*&",
        "Allow: /sitemap*.xml",
        *(f"Disallow: {reverse(name)}" for name in ("admin:index", "search")),
        "Disallow: /api/",
        *(f"Disallow: /*.{suffix}$" for suffix in SUFFIXES),
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('api:sitemaps'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
