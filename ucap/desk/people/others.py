"""What administrators do for people: invite them, and help those who cannot sign in."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from browse.text import Spoken
from ucap.desk.pages import DeskPage
from ucap.desk.people import factor, forms, invitations, lockout, mail
from ucap.desk.people.log import log


def days_good() -> int:
    """For how many days a link is good."""
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


def link_page(request: HttpRequest, person: User) -> HttpResponse:
    """The page that shows a new link for `person`, after mailing it if that can be done.

    It answers the form itself, without a redirect: the link is stored nowhere.
    """
    link = request.build_absolute_uri(invitations.path(person))
    context = {"person": person, "link": link, "by": request.user, "days": days_good()}
    sent = mail.can_send() and mail.send(
        "desk/people/mail/invitation.txt", person.email or "", context
    )
    page = {
        **admin.site.each_context(request),
        **context,
        "title": _("A link for %(name)s") % {"name": person.get_full_name() or person},
        "sent": sent,
        "can_mail": mail.can_send(),
    }
    return render(request, "desk/people/link.html", page)


class Invite(FormView, DeskPage):
    """Inviting somebody to the desk."""

    title = _("Invite somebody")
    permissions = ("auth.add_user",)
    template_name = "desk/people/invite.html"
    form_class = forms.InviteForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what will become of the link."""
        return super().get_context_data(can_mail=mail.can_send(), days=days_good(), **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """The link."""
        data = form.cleaned_data
        person = invitations.invite(data["email"], data["roles"], data["name"])
        named = ", ".join(role.name for role in data["roles"])
        log(self.request, person, gettext("Invited as %(roles)s.") % {"roles": named}, ADDITION)
        return link_page(self.request, person)


class PersonPage(FormView, DeskPage):
    """Something done to a person, after a page that says what it means.

    Nobody but the operator does it to the operator.
    """

    permissions = ("auth.change_user",)
    template_name = "desk/people/person.html"
    form_class = forms.ReasonForm
    lead: Spoken
    button: Spoken

    @cached_property
    def person(self) -> User:
        """The person; a 404 if there is none, PermissionDenied if it is not for the user."""
        person = get_object_or_404(User, pk=self.kwargs["pk"])
        if not admin.site.get_model_admin(User).has_change_permission(self.request, person):
            raise PermissionDenied
        return person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The person, and what will happen to them."""
        return super().get_context_data(
            person=self.person, lead=self.lead, button=self.button, **kwargs
        )

    def form_valid(self, form: Form) -> HttpResponse:
        """Back to the person, with what has happened."""
        messages.success(self.request, self.act(self.person, form.cleaned_data["reason"]))
        return redirect("admin:auth_user_change", self.person.pk)

    def act(self, person: User, reason: str) -> str:
        """Do it, enter it in the log, and say it."""
        raise NotImplementedError


class NewLink(PersonPage):
    """A new link for somebody whose link is out of date, or who has forgotten the password."""

    title = _("Make a new link")
    lead = _(
        "They can set a new password with it. Until they do they cannot sign in: the password that "
        "they have, if any, and earlier links no longer work, and they are signed out everywhere."
    )
    button = _("Make the link")

    def form_valid(self, form: Form) -> HttpResponse:
        """The link."""
        if not self.person.is_active:
            form.add_error(None, _("They are not active. Make them active first."))
            return self.form_invalid(form)
        invitations.renew(self.person)
        reason = form.cleaned_data["reason"]
        log(self.request, self.person, gettext("New link made: %(why)s") % {"why": reason})
        return link_page(self.request, self.person)


class ResetFactor(PersonPage):
    """Taking away the second factor of somebody who has lost it."""

    title = _("Reset the second factor")
    lead = _(
        "Their app and their recovery codes no longer work, and they are signed out. If their "
        "role needs a second factor, they set up a new one when they sign in with their password."
    )
    button = _("Reset the second factor")

    def act(self, person: User, reason: str) -> str:
        """Take it away."""
        factor.remove(person)
        log(self.request, person, gettext("Second factor reset: %(why)s") % {"why": reason})
        return gettext("The second factor is reset.")


class LiftLockOut(PersonPage):
    """Letting somebody try again who has failed too often."""

    title = _("Lift the lock-out")
    button = _("Lift the lock-out")

    @property
    def lead(self) -> str:  # type: ignore[override]
        """With how long it would last."""
        minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
        return ngettext(
            "They can try to sign in at once. Otherwise they can %(minutes)d minute after the "
            "last wrong try.",
            "They can try to sign in at once. Otherwise they can %(minutes)d minutes after the "
            "last wrong try.",
            minutes,
        ) % {"minutes": minutes}

    def act(self, person: User, reason: str) -> str:
        """Forget their failures."""
        was = lockout.lift(person)
        log(self.request, person, gettext("Lock-out lifted: %(why)s") % {"why": reason})
        return gettext("They can try again.") if was else gettext("They were not locked out.")
