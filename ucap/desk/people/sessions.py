"""How long one stays signed in."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from browse.desk import on_the_desk
from browse.limits.clients import client_address
from ucap.desk.people import lockout

SINCE, SEEN = "desk_since", "desk_seen"
"""Where a session keeps when it began, and when it was last used (seconds)."""
ENDED = "desk_ended"
"""Where the session after one that was ended keeps why: "idle" or "absolute"."""
WRITTEN_EVERY = 60  # seconds: the time of use is not written with each request

log = logging.getLogger(__name__)


@receiver(user_logged_in, dispatch_uid="desk.begin")
def begin(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Note when a session begins, and forget the failures before it.

    Only those on this account: the address may have failed on others.
    """
    now = time.time()
    request.session[SINCE] = request.session[SEEN] = now
    lockout.lift(user)
    log.info("Person %s signed in from %s.", user.pk, client_address(request))


class SessionLimits:
    """Middleware that ends sessions that are old or have not been used for long.

    It looks at requests to the desk that come with a session, and at no others. Two limits, in
    the settings: SESSION_IDLE and SESSION_ABSOLUTE. A session that does not say when it began
    is ended, too. Nothing that the desk answers is kept by a browser or on the way, refusals and
    files included: after a session nobody finds anything of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, as somebody signed in or not."""
        is_here = on_the_desk(request)
        with_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_here and with_session and request.user.is_authenticated:
            self._limit(request)
        answer = self.get_response(request)
        if is_here:
            add_never_cache_headers(answer)
        return answer

    def _limit(self, request: HttpRequest) -> None:
        """End the session if it is over, otherwise note that it is used."""
        now = time.time()
        why = over(request.session.get(SINCE, 0), request.session.get(SEEN, 0), now)
        if why:
            log.info("The session of person %s is over (%s).", request.user.pk, why)
            logout(request)
            request.session[ENDED] = why
        elif now - request.session[SEEN] > WRITTEN_EVERY:
            request.session[SEEN] = now


def over(since: float, seen: float, now: float) -> str:
    """Why a session is over that began and was last used at these times; "" if it goes on."""
    if now - since > settings.SESSION_ABSOLUTE.total_seconds():
        return "absolute"
    if now - seen > settings.SESSION_IDLE.total_seconds():
        return "idle"
    return ""
