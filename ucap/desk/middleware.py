"""Middleware that knows who asks: for the desk only. Public pages are the same for everybody.

Each class is the one of the same name that Django or a library has, and lets requests for other
pages pass. So no public page can come to depend on a session, and none pays for looking.
"""

from typing import Any

import django_otp.middleware
import pghistory.middleware
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse

from browse.desk import on_the_desk
from browse.lost import is_database_lost


class OnTheDesk:
    """The first base of a middleware class that is at work below the desk's address only."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        """Answer the request."""
        if on_the_desk(request):
            return super().__call__(request)
        return self.get_response(request)


class SessionMiddleware(OnTheDesk, sessions.SessionMiddleware):
    """`request.session`."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session. A database that is lost meanwhile is no fault of the browser's.

        Django takes whatever goes wrong with saving for a session that has ended, and answers 400.
        """
        try:
            return super().process_response(request, response)
        except SessionInterrupted as ended:
            lost = ended.__context__ and ended.__context__.__context__
            if lost and is_database_lost(lost):
                raise lost from lost.__cause__  # by which it is known for what it is
            raise


class AuthenticationMiddleware(OnTheDesk, auth.AuthenticationMiddleware):
    """`request.user`."""


class OTPMiddleware(OnTheDesk, django_otp.middleware.OTPMiddleware):
    """`request.user.is_verified()`."""


class HistoryMiddleware(OnTheDesk, pghistory.middleware.HistoryMiddleware):
    """Who has changed what."""


class MessageMiddleware(OnTheDesk, messages.MessageMiddleware):
    """What a page tells once."""
