"""Pages for what went wrong, in the site's own look and without a query."""

import sys

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from browse.desk import on_the_desk
from browse.limits.middleware import BUSY, refusal_page
from browse.logs.current import request_id
from browse.lost import is_database_lost
from browse.operator import operator


def error_page(template: str, status: int):
    """A view that answers with `template` and `status`; it takes whatever Django hands over."""

    def view(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # not `render`: a request whose host is refused cannot say its own address
        context = operator(request) | {"request_id": request_id()}
        return HttpResponse(render_to_string(template, context), status=status)

    return view


bad_request = error_page("400.html", 400)
permission_denied = error_page("403.html", 403)
page_not_found = error_page("404.html", 404)
failure = error_page("500.html", 500)


def server_error(request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """The page for a failure; a 503 where the database did not answer, or not in time."""
    if is_database_lost(sys.exc_info()[1]):
        return refusal_page(request, 503, BUSY)
    return failure(request)


def forms_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form that comes from no page of ours; outside of the desk none is taken."""
    if on_the_desk(request):
        return permission_denied(request)
    return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS"])
