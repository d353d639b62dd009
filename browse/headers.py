"""Headers that depend on the address alone."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

INERT = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
"""The policy of what is no page: opened by itself it may load and do nothing."""
PARTS = ("text/css", "text/javascript", "font/")
"""What is no document even when it is opened by itself, and nobody's secret."""


class ResourcePolicy:
    """Middleware that says whose pages may load an answer: the portal's own.

    What is open to programs on other sites (`CORS_URLS_REGEX`) is so for their pages, too. A
    document shares its window with no other site's and, where it comes without a
    Content-Security-Policy, such as a static picture, is inert. The parts of pages, of which each
    visit loads a dozen, are left as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_open = re.compile(settings.CORS_URLS_REGEX).match

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with the headers. No query."""
        answer = self.get_response(request)
        if not answer.headers.get("Content-Type", "").startswith(PARTS):
            policy = "cross-origin" if self.is_open(request.path_info) else "same-origin"
            answer.headers["Cross-Origin-Resource-Policy"] = policy
            answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
            answer.headers.setdefault("Content-Security-Policy", INERT)
        return answer
