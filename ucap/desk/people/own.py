"""The pages of one's own account: password, second factor, recovery codes, roles."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from ucap.desk.models import RecoveryCode, recovery
from ucap.desk.pages import DeskPage
from ucap.desk.people import factor, forms, lockout, roles, signing
from ucap.desk.people.door import DoorPage, door


class Me(DeskPage):
    """One's own account. Six queries at most."""

    title = _("Your account")
    template_name = "desk/people/me.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Roles and second factor of who is signed in."""
        user: Any = self.request.user
        groups = [(group.name, roles.described(group.name)) for group in user.groups.all()]
        return super().get_context_data(
            roles=groups,
            device=factor.device_of(user),
            needed=factor.is_needed(user),
            codes_left=RecoveryCode.objects.filter(user=user).count(),
            codes_made=recovery.NUMBER,
            **kwargs,
        )


class OwnForm(FormView, DeskPage):
    """A form about one's own account, which knows the request."""

    success_url = reverse_lazy("admin:people-me")

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the request: passwords are checked like at the door."""
        return {**super().get_form_kwargs(), "request": self.request}


class ChangePassword(OwnForm):
    """Another password. It ends every other session of the person."""

    title = _("Change your password")
    template_name = "desk/people/password.html"
    form_class = forms.ChangePasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Back to one's account, in a session with another key."""
        update_session_auth_hash(self.request, form.save())
        messages.success(
            self.request, _("Your password is changed. Everywhere else you are signed out.")
        )
        return super().form_valid(form)


class RemakeCodes(OwnForm):
    """New recovery codes in place of the old ones.

    They are in the answer to the form, without a redirect, since they are stored nowhere.
    """

    title = _("New recovery codes")
    template_name = "desk/people/remake.html"
    form_class = forms.OwnPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, for those who have a second factor."""
        if admin.site.has_permission(request) and factor.device_of(request.user) is None:
            return redirect("admin:people-second-factor")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """The codes."""
        return codes_page(
            self.request, RecoveryCode.objects.remake(self.request.user), str(self.success_url)
        )


class SetUpFactor(RedirectURLMixin, DoorPage):
    """Setting up the app that makes codes, for the first time or in place of another one.

    For those who are inside, and those who are not let in before they have done it.
    """

    title = _("Set up your second factor")
    template_name = "desk/people/second_factor.html"
    form_class = forms.EnrolForm
    next_page = "admin:people-me"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, for those who have proved who they are as far as they can."""
        if not (admin.site.has_permission(request) or factor.must_enrol(request)):
            return redirect_to_login(request.get_full_path(), "admin:login")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def device(self) -> TOTPDevice:
        """The device that waits for its first code."""
        user: Any = self.request.user
        return factor.begin(user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the request: the password is checked like at the door."""
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret, for the eye of an app and for who types it in."""
        return super().get_context_data(
            picture=factor.picture(self.device),
            secret=factor.secret(self.device),
            replaces=factor.device_of(self.request.user) is not None,
            forced=not admin.site.has_permission(self.request),
            next=self.get_redirect_url(),
            **kwargs,
        )

    def form_valid(self, form: Form) -> HttpResponse:
        """The recovery codes, if the code is right; a wrong one counts as a failure."""
        user: Any = self.request.user
        seconds = signing.pause(self.device)
        if seconds:
            form.add_error("code", signing.told_to_wait(seconds))
            return self.form_invalid(form)
        if verify_token(user, self.device.persistent_id, form.cleaned_data["code"]) is None:
            lockout.failed(self.request, user)
            form.add_error("code", signing.EnterCode.wrong)
            return self.form_invalid(form)
        self.device.refresh_from_db()
        codes = factor.confirm(self.request, self.device)
        self.request.session.cycle_key()
        return codes_page(self.request, codes, self.get_success_url())


def codes_page(request: HttpRequest, codes: list[str], onward: str) -> HttpResponse:
    """The page that shows recovery codes, the only time that anybody sees them."""
    context = door(request) | {"title": _("Your recovery codes"), "codes": codes, "next": onward}
    return render(request, "desk/people/codes.html", context)
