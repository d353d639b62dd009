"""What a line of the log may say of a request: not who asks, nor what was typed or searched for."""

import logging
import re
from urllib.parse import quote

from django.http import HttpRequest

LONGEST = 500
"""Characters of a path that are worth a line."""
MOST = 20
"""Names of parameters that are worth a line."""
_OPENS_DOORS = {"token", "uidb64"}
"""Parts of an address that make whoever knows them somebody."""
_PARAMETER = re.compile(r"(?:^|&)([a-z_]{1,20})=[^&]")


def path(request: HttpRequest) -> str:
    """The path, escaped as it was sent; where it holds what opens a door, its pattern instead."""
    match = request.resolver_match
    if match and _OPENS_DOORS & set(match.kwargs):
        return f"/{match.route}"
    return quote(request.path, safe="/:@!$&'()*+,;=~")[:LONGEST]


def parameters(request: HttpRequest) -> list[str]:
    """The names of the parameters that have a value; the values may be somebody's words."""
    names = _PARAMETER.findall(request.META.get("QUERY_STRING", ""))
    return list(dict.fromkeys(names))[:MOST]


class Discreet(logging.Filter):
    """Takes out of others' records what `path` leaves out; lets all of them pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Django names a request's path among the arguments, gunicorn the whole address."""
        if isinstance(record.args, tuple):
            request = getattr(record, "request", None)
            record.args = tuple(_spoken(argument, request) for argument in record.args)
        return True


def _spoken(argument: object, request: object) -> object:
    if not isinstance(argument, str) or not argument.startswith("/"):
        return argument
    if isinstance(request, HttpRequest) and argument == request.path:
        return path(request)
    return argument.partition("?")[0]
