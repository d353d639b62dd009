"""Numbers requests, and writes a line for each."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.signals import request_finished
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from browse.logs import current, discreet

HEADER = "X-Request-ID"
PROBES = {"/healthz", "/readyz"}
"""Asked every few seconds by whoever watches over the portal: worth a line only when not well."""

access = logging.getLogger("portal.access")
request_finished.connect(current.end, dispatch_uid="browse.logs")


class RequestId:
    """The first of the middleware: gives each request its number, and tells of it. No query.

    The number is the one that the proxy has given it, if there are `PROXIES` and it is
    well-formed; answers carry it as X-Request-ID, and so does all that is logged meanwhile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what is streamed is still being sent when the line is written."""
        begun = time.monotonic()
        number = current.begin(request.headers.get(HEADER, "") if settings.PROXIES else "")
        response = self.get_response(request)
        response.headers[HEADER] = number
        facts = {
            "method": request.method,
            "path": discreet.path(request),
            "parameters": discreet.parameters(request),
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - begun) * 1000),
        }
        well = response.status_code == 200 and request.path in PROBES
        level = logging.DEBUG if well else logging.INFO
        access.log(level, "%(method)s %(path)s %(status)d", facts, extra=facts)
        return response
