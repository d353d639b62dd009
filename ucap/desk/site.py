"""The admin site of the portal."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import include, path
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    """Django admin as the editing desk; registered models and addresses are Django's own.

    Its front page begins with what there is to do; its lists of models stand by
    rooms in the portal's words.
    """

    site_header = _("Editing desk")
    site_title = _("Editing desk")
    index_title = _("What there is to do")
    index_template = "desk/front/index.html"
    enable_nav_sidebar = False  # the rooms that editors work in stand in the head

    def get_urls(self) -> list[Any]:
        """The rooms' addresses, before Django's own, which end in one that catches all."""
        return [
            path("entry/", include("ucap.desk.entry.urls")),
            path("", include("ucap.desk.people.urls")),
            # before Django's own, which does not let out who has not got in
            path("logout/", self.logout, name="logout"),
            path("", include("ucap.desk.history.urls")),
            path("", include("ucap.desk.merge.urls")),
            path("quality/", include("ucap.desk.quality.urls")),
            path("", include("ucap.desk.review.urls")),
            path("readings/", include("ucap.reading.pages.urls")),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The models that the user may see, by rooms; those of one app as Django has them."""
        from ucap.desk.front.rooms import by_rooms

        listed = super().get_app_list(request, app_label)
        return listed if app_label else by_rooms(listed)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The front page, with what there is to do."""
        from ucap.desk.front.work import work

        return super().index(request, {**work(request), **(extra_context or {})})

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the request comes from somebody who may enter: the one gate of the desk.

        Active, with a role, and with as many factors as they need.
        """
        from ucap.desk.people import factor  # models are loaded when this is asked

        return super().has_permission(request) and factor.is_satisfied(request)

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The first step of signing in."""
        from ucap.desk.people.signing import SignIn

        return SignIn.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Changing one's password."""
        from ucap.desk.people.own import ChangePassword

        return ChangePassword.as_view()(request)

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Django's page after changing the password; here that is one's account."""
        return redirect("admin:people-me")
