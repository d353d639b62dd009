"""Signing in: a password, then a code; and the way back for who has forgotten the password."""

import time
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import load_backend, login
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView, RedirectURLMixin
from django.core.cache import cache
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp import login as verify_session
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from ucap.desk.models import RecoveryCode
from ucap.desk.people import factor, forms, invitations, lockout, mail, sessions
from ucap.desk.people.door import DoorPage, door

PENDING = "desk_pending"
"""Where the session keeps who has given a password and owes a code."""
PENDING_FOR = 5 * 60  # seconds
FORGOTTEN_EVERY = 5 * 60  # seconds between two mails to one person


class SignIn(RedirectURLMixin, DoorPage):
    """The first step: name and password."""

    title = _("Sign in to the desk")
    template_name = "desk/people/sign_in.html"
    form_class = forms.SignInForm
    next_page = "admin:index"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; or on, for those who are signed in."""
        if admin.site.has_permission(request):
            return redirect("admin:index")
        if factor.must_enrol(request):
            return redirect(onward(request, "admin:people-second-factor"))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the request, which django-axes looks at."""
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With why one is here again."""
        ended = self.request.session.get(sessions.ENDED)
        return super().get_context_data(
            next=self.get_redirect_url(),
            ended=ended,
            idle_hours=int(settings.SESSION_IDLE.total_seconds() // 3600),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """In, or on to the code for those who have a second factor."""
        user = form.get_user()
        if factor.device_of(user) is None:
            login(self.request, user)
            return super().form_valid(form)
        self.request.session.flush()
        self.request.session[PENDING] = {
            "user": user.pk,
            "backend": user.backend,
            "hash": user.get_session_auth_hash(),
            "at": time.time(),
        }
        return redirect(onward(self.request, "admin:people-code"))


def onward(request: HttpRequest, name: str) -> str:
    """The address of the page `name`, with where the request wants to go in the end."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    return reverse(name) + (f"?{urlencode({'next': wanted})}" if wanted else "")


def pending(request: HttpRequest) -> User | None:
    """Who has given a password in this session, not long ago, and owes a code; or None."""
    held = request.session.get(PENDING)
    if not held or time.time() - held["at"] > PENDING_FOR:
        return None
    user = load_backend(held["backend"]).get_user(held["user"])
    if user is None or not constant_time_compare(held["hash"], user.get_session_auth_hash()):
        return None
    return user


class SecondStep(RedirectURLMixin, DoorPage):
    """The second step: a proof that only the person can give."""

    next_page = "admin:index"
    wrong: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, for those who have taken the first step."""
        user = pending(request)
        device = factor.device_of(user) if user else None
        if user is None or device is None:
            request.session.pop(PENDING, None)
            return redirect(onward(request, "admin:login"))
        if lockout.is_locked(request, user):
            return lockout.locked_out(request, None, {"username": user.get_username()})
        self.person, self.device = user, device
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With where to go in the end."""
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def proves(self, code: str) -> bool:
        """Whether `code` shows that it is the person; it does so once."""
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        """In; or the form again, and a failure that counts."""
        if not self.proves(form.cleaned_data["code"]):
            lockout.failed(self.request, self.person)
            form.add_error("code", self.wrong)
            return self.form_invalid(form)
        backend = self.request.session.pop(PENDING)["backend"]
        login(self.request, self.person, backend=backend)
        verify_session(self.request, self.device)
        return super().form_valid(form)


class EnterCode(SecondStep):
    """A code from the app."""

    title = _("Code from your app")
    template_name = "desk/people/code.html"
    form_class = forms.CodeForm
    wrong = _("That is not the code that your app shows now, or it has been used already.")

    def form_valid(self, form: Form) -> HttpResponse:
        """As for any proof, but for the pause that django-otp makes after a wrong code."""
        seconds = pause(self.device)
        if seconds:
            form.add_error("code", told_to_wait(seconds))
            return self.form_invalid(form)
        return super().form_valid(form)

    def proves(self, code: str) -> bool:
        """Whether the app shows this code now, and it has not been used."""
        return verify_token(self.person, self.device.persistent_id, code) is not None


class EnterRecoveryCode(SecondStep):
    """A recovery code."""

    title = _("Recovery code")
    template_name = "desk/people/recovery.html"
    form_class = forms.RecoveryForm
    wrong = _("That is none of your recovery codes, or it has been used already.")

    def proves(self, code: str) -> bool:
        """Whether it is one that has not been used."""
        return RecoveryCode.objects.use_up(self.person, code)

    def form_valid(self, form: Form) -> HttpResponse:
        """In, with the number of codes that are left."""
        answer = super().form_valid(form)
        if self.request.user == self.person:
            left = RecoveryCode.objects.filter(user=self.person).count()
            messages.warning(
                self.request,
                ngettext(
                    "You have %(left)d recovery code left. If your phone is gone for good, set up "
                    "the app on another one (your account, at the top).",
                    "You have %(left)d recovery codes left. If your phone is gone for good, set "
                    "up the app on another one (your account, at the top).",
                    left,
                )
                % {"left": left},
            )
        return answer


def pause(device: TOTPDevice) -> int:
    """For how many seconds `device` takes no code, since some were wrong; 0 if it takes one."""
    allowed, why = device.verify_is_allowed()
    if allowed:
        return 0
    return max(1, -int(-(why["locked_until"] - timezone.now()).total_seconds() // 1))


def told_to_wait(seconds: int) -> str:
    """What somebody is told who has to wait after a wrong code."""
    return ngettext(
        "The last code was wrong. Wait %(seconds)d second, then type the code that you see.",
        "The last code was wrong. Wait %(seconds)d seconds, then type the code that you see.",
        seconds,
    ) % {"seconds": seconds}


class Welcome(PasswordResetConfirmView):
    """Setting a password, with a link from an invitation or after forgetting the old one.

    Django keeps the token in the session and the address bar clean of it.
    """

    template_name = "desk/people/welcome.html"
    form_class = forms.NewPasswordForm
    success_url = reverse_lazy("admin:login")
    title = _("Set your password")

    def get_user(self, uidb64: str) -> User | None:
        """Whom the link is for, if they may come in."""
        user = super().get_user(uidb64)
        return user if user and user.is_active and user.is_staff else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the pages at the door need, and whose password it is."""
        return super().get_context_data(
            **{**door(self.request), "person": getattr(self, "user", None), **kwargs}
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """On to signing in. Who failed too often with the old password need not wait."""
        lockout.lift(form.user)
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return super().form_valid(form)


class Forgotten(DoorPage):
    """A link by mail for who has forgotten the password.

    The answer is the same, and as quick, whether there is such a person or not. Without a mail
    server there is no such page: an administrator makes the link.
    """

    title = _("Forgotten your password?")
    template_name = "desk/people/forgotten.html"
    form_class = forms.ForgotForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, if mail can be sent."""
        if not mail.can_send():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """The same answer for everybody."""
        address = invitations.plain(form.cleaned_data["email"])
        person = User.objects.filter(
            username__iexact=address, email__iexact=address, is_active=True, is_staff=True
        ).first()
        if person and cache.add(f"desk-forgotten-{person.pk}", True, FORGOTTEN_EVERY):
            link = self.request.build_absolute_uri(invitations.path(person))
            mail.send_soon("desk/people/mail/forgotten.txt", person.email, {"link": link})
        context = self.get_context_data(sent=True, address=address)
        return render(self.request, self.template_name, context)
