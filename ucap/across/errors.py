"""Pages for what went wrong, in the site's own look and without a query."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from browse.operator import operator


def error_page(template: str, status: int):
    """A view that answers with `template` and `status`; it takes whatever Django hands over."""

    def view(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # not `render`: a request whose host is refused cannot say its own address
        return HttpResponse(render_to_string(template, operator(request)), status=status)

    return view


bad_request = error_page("400.html", 400)
permission_denied = error_page("403.html", 403)
page_not_found = error_page("404.html", 404)
server_error = error_page("500.html", 500)
