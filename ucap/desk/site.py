"""The admin site of the portal."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    """Django admin as the editing desk; registered models and addresses are Django's own."""

    site_header = _("Editing desk")
    site_title = _("Editing desk")
    index_title = _("What there is to do")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The desk's own addresses before those of Django admin."""
        return [
            path("", include("ucap.desk.people.urls")),
            # before Django's own, which does not let out who has not got in
            path("logout/", self.logout, name="logout"),
            *super().get_urls(),
        ]

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
