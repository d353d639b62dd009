"""Where the public site ends: below one address, pages know who asks."""

from django.conf import settings
from django.http import HttpRequest


def on_the_desk(request: HttpRequest) -> bool:
    """Whether a request is for the desk, the one place to which browsers send the session."""
    return request.path.startswith(settings.SESSION_COOKIE_PATH)
