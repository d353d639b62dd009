"""The forms at the door and of people's own pages."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ucap.desk.models import recovery
from ucap.desk.people import invitations, roles

NOT_YOURS = _("That is not your password.")


class SignInForm(AuthenticationForm):
    """Name and password. What is wrong with them is not said."""

    error_messages = {
        "invalid_login": _(
            "There is no account on the desk with this name and this password. Capitals count in "
            "the password."
        ),
        "inactive": _("There is no account on the desk with this name and this password."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail address or username")
        self.fields["username"].widget.attrs |= {"inputmode": "email"}


class PlainCode(forms.CharField):
    """A code as people type it: with blanks, which do not count."""

    def to_python(self, value: Any) -> str:
        """The code without blanks."""
        return "".join((super().to_python(value) or "").split())


def code_field() -> PlainCode:
    """The field for the six digits that an app shows."""
    return PlainCode(
        label=_("Code from your app"),
        max_length=20,
        validators=[RegexValidator(r"^[0-9]{6}$", _("Type the six digits that your app shows."))],
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class CodeForm(forms.Form):
    """The second step of signing in."""

    code = code_field()


class RecoveryForm(forms.Form):
    """The second step of signing in, without the phone."""

    code = PlainCode(
        label=_("Recovery code"),
        max_length=4 * recovery.LENGTH,
        help_text=_("One of those that you were shown when you set up the app. It works once."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class OwnPasswordForm(forms.Form):
    """The password of who is signed in, again: a screen left open is not enough.

    A wrong one counts as a failure to sign in.
    """

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """The password, if it is theirs."""
        password = self.cleaned_data["password"]
        if not is_theirs(self.request, password):
            raise ValidationError(NOT_YOURS, code="password_incorrect")
        return password


class EnrolForm(OwnPasswordForm):
    """The first code of a new app."""

    code = code_field()


class NewPasswordForm(SetPasswordForm):
    """A password, twice. The rules stand above the form; what breaks one is told where it broke."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = ""
        self.fields["new_password2"].label = _("New password, again")
        self.fields["new_password2"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """Django's checks, with the rules' complaints at the first of the two."""
        self.validate_passwords("new_password1", "new_password2")
        self.validate_password_for_user(self.user, "new_password1")
        return self.cleaned_data


class ChangePasswordForm(NewPasswordForm, PasswordChangeForm):
    """The old password and a new one."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        user: Any = request.user
        super().__init__(user, *args, **kwargs)
        self.request = request
        self.fields["old_password"].label = _("Your password until now")

    def clean_old_password(self) -> str:
        """The old password, if it is theirs; a wrong one counts as a failure to sign in."""
        password = self.cleaned_data["old_password"]
        if not is_theirs(self.request, password):
            raise ValidationError(NOT_YOURS, code="password_incorrect")
        return password


def is_theirs(request: HttpRequest, password: str) -> bool:
    """Whether `password` is that of who is signed in."""
    user: Any = request.user
    return authenticate(request, username=user.get_username(), password=password) == user


class ForgotForm(forms.Form):
    """Where to send a link."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RolesField(forms.ModelMultipleChoiceField):
    """Roles to choose from, each with what it is for."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        known = [role.name for role in roles.ROLES]
        super().__init__(Group.objects.filter(name__in=known).order_by("pk"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """The role and what it is for."""
        return f"{obj.name}: {roles.described(obj.name)}"


class InviteForm(forms.Form):
    """Who is to come, and what they may do."""

    name = forms.CharField(label=_("Name"), max_length=150, help_text=_("As colleagues know them."))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=150,
        help_text=_("They sign in with it."),
    )
    roles = RolesField(
        label=_("Roles"),
        error_messages={"required": _("Choose at least one role: without one nobody gets in.")},
    )

    def clean_email(self) -> str:
        """The address, if nobody has an account with it."""
        email = self.cleaned_data["email"]
        if invitations.has_account(email):
            raise ValidationError(
                _("Somebody has an account with this address. Find them in the list of people."),
                code="taken",
            )
        return email


class PersonForm(forms.ModelForm):
    """A person as administrators see them."""

    groups = RolesField(
        label=_("Roles"),
        required=False,
        help_text=_("Without a role nobody gets in. Two roles may do what either may do."),
    )

    class Meta:
        model = User
        fields = ["first_name", "email", "groups", "is_active"]
        labels = {"first_name": _("Name"), "email": _("E-mail address"), "is_active": _("Active")}
        help_texts = {
            "email": _("They sign in with it."),
            "is_active": _(
                "Take the tick away when somebody leaves: they are signed out everywhere, their "
                "links and their password no longer work, and what they did keeps their name. "
                "Who comes back needs a new link."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].required = not self.instance.is_superuser

    def clean_email(self) -> str:
        """The address, if it is nobody else's."""
        email = invitations.plain(self.cleaned_data["email"])
        others = User.objects.exclude(pk=self.instance.pk)
        if email and others.filter(username__iexact=email).exists():
            raise ValidationError(_("Somebody else has this address."), code="taken")
        return email


class ReasonForm(forms.Form):
    """Why something is done to a person."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It is kept in the log: how you know that it is them who ask."),
    )
