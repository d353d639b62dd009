"""What people do with their own account: password, second factor, recovery codes."""

from io import StringIO
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.desk.people.signing import PASSWORD, app, code, is_in, sign_in, typed
from ucap.desk.models import RecoveryCode

pytestmark = pytest.mark.django_db

FACTOR = "/admin/people/second-factor/"
CODES = "/admin/people/recovery-codes/"
CHANGE = "/admin/password_change/"
NEW = "quite another four words"


@pytest.fixture
def ana(person) -> User:
    """An editor."""
    return person("Editors")


@pytest.fixture
def client(ana: User, inside) -> Client:
    """The editor, signed in."""
    return inside(ana)


def enrol(client: Client, *, password: str = PASSWORD, steps: int = 0) -> Any:
    """Set up the app from what the page shows."""
    secret = typed(client.get(FACTOR).context["secret"])
    return client.post(FACTOR, {"password": password, "code": code(secret, steps=steps)})


def change(client: Client, old: str = PASSWORD, new: str = NEW) -> Any:
    """Send the form that changes the password."""
    return client.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


# Password


def test_a_changed_password_ends_every_other_session(ana: User, client: Client, inside) -> None:
    elsewhere = inside(ana)
    before = client.session.session_key
    assert change(client).headers["Location"] == reverse("admin:people-me")
    assert is_in(client)
    assert not is_in(elsewhere)
    assert client.session.session_key != before
    assert sign_in(Client(), ana.username, NEW).status_code == 302


def test_a_password_is_not_changed_without_the_old_one(ana: User, client: Client) -> None:
    page = change(client, old="a wrong password")
    assert page.context["form"].errors["old_password"]
    assert AccessAttempt.objects.get().failures_since_start == 1
    assert [change(client, old="wrong").status_code for _ in range(4)][-1] == 429


def test_a_new_password_keeps_the_rules(client: Client) -> None:
    assert change(client, new="short").context["form"].errors["new_password1"]


# Second factor


def test_setting_up_the_app_ends_with_recovery_codes(ana: User, client: Client) -> None:
    page = enrol(client)
    codes = page.context["codes"]
    assert len(codes) == 10
    assert page.headers["Cache-Control"].count("no-store")
    assert is_in(client)
    assert RecoveryCode.objects.use_up(ana, codes[0])


def test_the_picture_and_the_text_tell_the_same_secret(ana: User, client: Client) -> None:
    page = client.get(FACTOR)
    device = TOTPDevice.objects.get(user=ana)
    assert typed(page.context["secret"]) == device.bin_key
    assert page.context["picture"].startswith("data:image/svg+xml")
    assert page.context["picture"] in page.content.decode().replace("&#x27;", "'")


def test_the_secret_stays_the_same_until_a_code_has_shown_that_it_works(client: Client) -> None:
    first, second = (client.get(FACTOR).context["secret"] for _ in range(2))
    assert first == second
    wrong = client.post(FACTOR, {"password": PASSWORD, "code": "000000"})
    assert wrong.context["secret"] == first
    assert wrong.context["form"].errors["code"]


def test_an_app_is_not_set_up_without_the_password(ana: User, client: Client) -> None:
    page = enrol(client, password="a wrong password")
    assert page.context["form"].errors["password"]
    assert not TOTPDevice.objects.filter(user=ana, confirmed=True).exists()


def test_an_app_that_is_not_set_up_yet_opens_nothing(ana: User, client: Client) -> None:
    client.get(FACTOR)
    other = Client()
    sign_in(other, ana.username)
    assert is_in(other)


def test_a_new_app_takes_the_place_of_the_old_one(ana: User, client: Client) -> None:
    early = enrol(client).context["codes"]
    old = TOTPDevice.objects.get(user=ana)
    other = Client()
    sign_in(other, ana.username)
    other.post("/admin/login/code/", {"code": code(old.bin_key, steps=1)})
    assert is_in(other)
    assert len(enrol(client).context["codes"]) == 10
    assert is_in(client)
    assert not is_in(other)
    assert TOTPDevice.objects.get(user=ana).bin_key != old.bin_key
    assert not RecoveryCode.objects.use_up(ana, early[0])


def test_who_must_set_it_up_gets_to_where_they_wanted(ana: User, settings) -> None:
    settings.SECOND_FACTOR = True
    client = Client()
    wanted = reverse("admin:cities_city_changelist")
    client.post(
        reverse("admin:login"), {"username": ana.username, "password": PASSWORD, "next": wanted}
    )
    landed = client.get(wanted, follow=True).redirect_chain[-1][0]
    secret = typed(client.get(landed).context["secret"])
    page = client.post(landed, {"password": PASSWORD, "code": code(secret), "next": wanted})
    assert page.context["next"] == wanted
    assert client.get(wanted).status_code == 200


# Recovery codes


def test_recovery_codes_are_remade_with_the_password(ana: User, client: Client) -> None:
    old = enrol(client).context["codes"]
    assert client.post(CODES, {"password": "wrong"}).context["form"].errors["password"]
    new = client.post(CODES, {"password": PASSWORD}).context["codes"]
    assert set(new).isdisjoint(old)
    assert not RecoveryCode.objects.use_up(ana, old[0])


def test_without_an_app_there_are_no_recovery_codes_to_make(client: Client) -> None:
    assert client.get(CODES).headers["Location"] == FACTOR


def test_recovery_codes_are_stored_in_no_session(ana: User, client: Client) -> None:
    from django.contrib.sessions.models import Session

    codes = enrol(client).context["codes"]
    kept = "".join(str(session.get_decoded()) for session in Session.objects.all())
    assert kept
    assert not any(code in kept for code in codes)


# One's account


def test_the_account_says_roles_and_second_factor(client: Client) -> None:
    page = client.get(reverse("admin:people-me")).content.decode()
    assert "Editors" in page
    assert "Do everything with records" in page
    assert "Set up a second factor" in page
    enrol(client)
    assert "10 of 10 codes are left" in " ".join(
        client.get(reverse("admin:people-me")).content.decode().split()
    )


# Lost


def test_an_administrator_resets_a_second_factor_with_a_reason(ana: User, person, inside) -> None:
    device = app(ana)
    RecoveryCode.objects.remake(ana)
    client = Client()
    sign_in(client, ana.username)
    client.post("/admin/login/code/", {"code": code(device.bin_key)})
    assert is_in(client)
    administrator = inside(person("Administrators", name="admin@example.org"))
    path = reverse("admin:people-reset", args=[ana.pk])
    assert administrator.post(path, {"reason": " "}).context["form"].errors["reason"]
    administrator.post(path, {"reason": "phone in the river"})
    assert not TOTPDevice.objects.filter(user=ana).exists()
    assert not RecoveryCode.objects.filter(user=ana).exists()
    assert "phone in the river" in LogEntry.objects.get().get_change_message()
    assert LogEntry.objects.get().object_id == str(ana.pk)


def test_the_operator_resets_a_second_factor_by_command(ana: User) -> None:
    app(ana)
    call_command("reset_second_factor", "ANA@example.org", reason="lost", stderr=StringIO())
    assert not TOTPDevice.objects.exists()
    for name in ("ana@example.org", "nobody@example.org"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", name, reason="lost")
