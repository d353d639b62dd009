"""What every page of the desk that is not a plain `ModelAdmin` page is made from."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from browse.text import Spoken


@method_decorator(never_cache, name="dispatch")
class DeskPage(TemplateView):
    """A page of the desk: for whoever may enter it and holds all `permissions`.

    Who is not signed in is sent to sign in and comes back; who lacks a
    permission gets a 403. Templates extend `desk/page.html`.
    """

    title: Spoken
    permissions: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """The page, for those who may see it."""
        if not admin.site.has_permission(request):
            return redirect_to_login(request.get_full_path(), "admin:login")
        if not request.user.has_perms(self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """What Django admin's own pages know, and the title."""
        return super().get_context_data(
            **{**admin.site.each_context(self.request), "title": self.title, **kwargs}
        )
