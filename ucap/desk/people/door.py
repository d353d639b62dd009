"""What the pages at the door of the desk have in common: they are for people not yet inside."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from browse.text import Spoken


def door(request: HttpRequest) -> dict[str, Any]:
    """What the templates at the door need; nothing of what stands inside."""
    return admin.site.each_context(request) | {
        "has_permission": False,
        "is_nav_sidebar_enabled": False,
        "available_apps": [],
        "can_mail": bool(settings.EMAIL_HOST),
    }


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class DoorPage(FormView):
    """A form at the door. Templates extend `desk/people/door.html`."""

    title: Spoken

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What Django admin's own pages know, and the title."""
        return super().get_context_data(**{**door(self.request), "title": self.title, **kwargs})
