"""Two steps lead to the desk. What is wrong with a try is not said, and too many tries wait."""

import time
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from browse.limits.clients import client_address
from tests.desk.people.signing import PASSWORD, app, code, is_in, sign_in
from ucap.desk.models import RecoveryCode
from ucap.desk.people import factor, lockout, sessions, signing

pytestmark = pytest.mark.django_db

CODE = "/admin/login/code/"
RECOVERY = "/admin/login/recovery/"


@pytest.fixture
def ana(person) -> User:
    """An editor."""
    return person("Editors")


def test_a_password_is_enough_for_who_has_no_second_factor_and_needs_none(ana: User) -> None:
    client = Client()
    answer = sign_in(client, ana.username)
    assert answer.headers["Location"] == reverse("admin:index")
    assert is_in(client)


def test_a_name_is_found_in_capitals_and_with_blanks_around_it(ana: User) -> None:
    client = Client()
    sign_in(client, " ANA@Example.org ")
    assert is_in(client)


def test_one_goes_on_to_where_one_wanted_to_go_but_not_to_another_site(ana: User) -> None:
    wanted = reverse("admin:cities_city_changelist")
    login = reverse("admin:login")
    data = {"username": ana.username, "password": PASSWORD}
    assert Client().post(login, {**data, "next": wanted}).headers["Location"] == wanted
    for away in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        answer = Client().post(login, {**data, "next": away})
        assert answer.headers["Location"] == reverse("admin:index")


def test_whoever_has_a_second_factor_is_asked_for_it_though_none_need_one(ana: User) -> None:
    device = app(ana)
    client = Client()
    answer = sign_in(client, ana.username)
    assert answer.headers["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": code(device.bin_key)}).status_code == 302
    assert is_in(client)


def test_a_code_may_be_typed_with_a_blank_in_the_middle(ana: User) -> None:
    device = app(ana)
    client = Client()
    sign_in(client, ana.username)
    shown = code(device.bin_key)
    client.post(CODE, {"code": f" {shown[:3]} {shown[3:]} "})
    assert is_in(client)


def test_a_code_works_once(ana: User) -> None:
    device = app(ana)
    shown = code(device.bin_key)
    for client, works in ((Client(), True), (Client(), False)):
        sign_in(client, ana.username)
        client.post(CODE, {"code": shown})
        assert is_in(client) is works


def test_there_is_no_code_without_a_password_first(ana: User) -> None:
    device = app(ana)
    client = Client()
    answer = client.post(CODE, {"code": code(device.bin_key)})
    assert answer.headers["Location"].startswith(reverse("admin:login"))
    assert not is_in(client)


def test_the_second_step_must_follow_the_first_before_long(ana: User, monkeypatch) -> None:
    device = app(ana)
    client = Client()
    sign_in(client, ana.username)
    later = time.time() + signing.PENDING_FOR + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    answer = client.post(CODE, {"code": code(device.bin_key)})
    assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_the_first_step_is_worth_nothing_once_the_password_has_changed(ana: User) -> None:
    device = app(ana)
    client = Client()
    sign_in(client, ana.username)
    ana.set_password("another four words")
    ana.save()
    client.post(CODE, {"code": code(device.bin_key)})
    assert not is_in(client)


def test_the_code_of_somebody_else_does_not_work(ana: User, person) -> None:
    app(ana)
    other = app(person("Editors", name="bo@example.org"))
    client = Client()
    sign_in(client, ana.username)
    answer = client.post(CODE, {"code": code(other.bin_key)})
    assert "not the code" in answer.content.decode()
    assert not is_in(client)


def test_after_a_wrong_code_the_next_one_has_to_wait_a_moment(ana: User) -> None:
    device = app(ana)
    client = Client()
    sign_in(client, ana.username)
    client.post(CODE, {"code": "000000"})
    answer = client.post(CODE, {"code": code(device.bin_key)})
    assert "Wait 1 second" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "\0"]
)
def test_what_is_no_code_is_told_and_does_not_count(ana: User, typed: str) -> None:
    app(ana)
    client = Client()
    sign_in(client, ana.username)
    assert client.post(CODE, {"code": typed}).context["form"].errors["code"]
    assert not AccessAttempt.objects.exists()


def test_a_recovery_code_works_once_however_it_is_typed(ana: User) -> None:
    app(ana)
    codes = RecoveryCode.objects.remake(ana)
    for client, works in ((Client(), True), (Client(), False)):
        sign_in(client, ana.username)
        client.post(RECOVERY, {"code": codes[0].replace("-", " ").upper()})
        assert is_in(client) is works
    assert RecoveryCode.objects.filter(user=ana).count() == 9


def test_the_number_of_recovery_codes_that_are_left_is_told(ana: User) -> None:
    app(ana)
    codes = RecoveryCode.objects.remake(ana)
    client = Client()
    sign_in(client, ana.username)
    page = client.post(RECOVERY, {"code": codes[3]}, follow=True)
    assert "You have 9 recovery codes left" in page.content.decode()


def test_recovery_codes_are_stored_as_digests_of_enough_chance(ana: User) -> None:
    codes = RecoveryCode.objects.remake(ana)
    assert len(set(codes)) == 10
    assert all(len(code.replace("-", "")) * 5 >= 112 for code in codes)
    stored = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert all(len(digest) == 64 for digest in stored)
    assert not any(code in digest for code in codes for digest in stored)


def test_remade_recovery_codes_end_the_earlier_ones_and_only_ones_own(ana: User, person) -> None:
    bo = person("Editors", name="bo@example.org")
    of_bo = RecoveryCode.objects.remake(bo)
    early = RecoveryCode.objects.remake(ana)
    late = RecoveryCode.objects.remake(ana)
    assert not RecoveryCode.objects.use_up(ana, early[0])
    assert not RecoveryCode.objects.use_up(ana, of_bo[0])
    assert RecoveryCode.objects.use_up(ana, late[0])
    assert RecoveryCode.objects.use_up(bo, of_bo[0])


# What is not told


def shown_errors(answer: Any) -> list[str]:
    """What the sign-in page complains of."""
    return list(answer.context["form"].non_field_errors())


def test_nobody_learns_which_accounts_there_are(ana: User, person) -> None:
    gone = person("Editors", name="gone@example.org")
    gone.is_active = False
    gone.save()
    person(name="roleless@example.org")
    told = [
        shown_errors(sign_in(Client(), ana.username, "a wrong password")),
        shown_errors(sign_in(Client(), "nobody@example.org")),
        shown_errors(sign_in(Client(), gone.username)),
        shown_errors(sign_in(Client(), "roleless@example.org")),
    ]
    assert told[0]
    assert all(errors == told[0] for errors in told)


def test_a_password_is_hashed_whether_there_is_an_account_or_not(ana: User, monkeypatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    real = MD5PasswordHasher.encode

    def counted(*args: Any) -> str:
        hashed.append(args)
        return real(*args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    numbers = []
    for name in (ana.username, "nobody@example.org"):
        hashed.clear()
        sign_in(Client(), name, "a wrong password")
        numbers.append(len(hashed))
    assert numbers == [1, 1]


# Who fails too often


def fail(client: Client, name: str, times: int, **headers: Any) -> Any:
    """Sign in with a wrong password, so many times; the last answer."""
    return [sign_in(client, name, "a wrong password", **headers) for _ in range(times)][-1]


def test_after_five_failures_even_the_right_password_waits(ana: User) -> None:
    client = Client()
    assert fail(client, ana.username, 4).status_code == 200
    locked = fail(client, ana.username, 1)
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"
    assert "in 15 minutes" in " ".join(locked.content.decode().split())
    assert sign_in(client, ana.username).status_code == 429
    assert not is_in(client)


def test_an_account_that_does_not_exist_is_locked_like_any_other() -> None:
    assert fail(Client(), "nobody@example.org", 5).status_code == 429


def test_an_account_is_locked_from_everywhere(ana: User) -> None:
    for n in range(5):
        fail(Client(), ana.username.upper(), 1, REMOTE_ADDR=f"192.0.2.{n}")
    assert sign_in(Client(), ana.username, REMOTE_ADDR="198.51.100.1").status_code == 429


def test_an_address_is_locked_for_every_account(ana: User) -> None:
    for n in range(5):
        fail(Client(), f"somebody{n}@example.org", 1, REMOTE_ADDR="192.0.2.1")
    assert sign_in(Client(), ana.username, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert sign_in(Client(), ana.username, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_after_fifteen_minutes_one_may_try_again(ana: User) -> None:
    fail(Client(), ana.username, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(Client(), ana.username).headers["Retry-After"] == "60"
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(Client(), ana.username).status_code == 302


def test_trying_while_locked_does_not_make_it_longer(ana: User) -> None:
    fail(Client(), ana.username, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert fail(Client(), ana.username, 3).headers["Retry-After"] == "60"


def test_signing_in_forgets_the_failures_on_the_account_and_on_no_other(ana: User) -> None:
    fail(Client(), "bo@example.org", 4)
    sign_in(Client(), ana.username)
    assert fail(Client(), "bo@example.org", 1).status_code == 429


def test_wrong_codes_count_like_wrong_passwords(ana: User, settings) -> None:
    settings.OTP_TOTP_THROTTLE_FACTOR = 0  # no pause between the codes
    device = app(ana)
    client = Client()
    sign_in(client, ana.username)
    answers = [client.post(CODE, {"code": "000000"}).status_code for _ in range(2)]
    answers += [client.post(RECOVERY, {"code": "not one"}).status_code for _ in range(3)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(CODE, {"code": code(device.bin_key)}).status_code == 429
    assert sign_in(Client(), ana.username).status_code == 429


def test_the_right_password_does_not_forget_wrong_codes(ana: User, settings) -> None:
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    app(ana)
    for _ in range(5):
        client = Client()
        sign_in(client, ana.username)
        last = client.post(CODE, {"code": "000000"})
    assert last.status_code == 429


def test_nothing_that_was_typed_as_a_secret_is_kept(ana: User) -> None:
    sign_in(Client(), ana.username, "a very special password")
    app(ana)
    client = Client()
    sign_in(client, ana.username)
    client.post(RECOVERY, {"code": "a-very-special-code"})
    kept = "".join(str(row) for row in AccessAttempt.objects.values())
    assert kept
    assert "special" not in kept


def test_a_lock_out_is_lifted_for_one_person(ana: User) -> None:
    fail(Client(), ana.username, 5)
    fail(Client(), "bo@example.org", 5, REMOTE_ADDR="192.0.2.7")
    assert lockout.lift(ana)
    assert sign_in(Client(), ana.username).status_code == 302
    assert sign_in(Client(), "bo@example.org", REMOTE_ADDR="192.0.2.8").status_code == 429


# Where a request comes from


def address(settings, proxies: int, forwarded: str | None = None, peer: str = "10.0.0.1") -> Any:
    """The address that a request counts for."""
    settings.PROXIES = proxies
    headers: dict[str, Any] = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))


def test_without_a_proxy_nobody_believes_the_header(settings) -> None:
    assert address(settings, 0, "192.0.2.9") == "10.0.0.1"


def test_behind_proxies_the_address_is_what_the_outermost_of_them_saw(settings) -> None:
    assert address(settings, 1, "192.0.2.9") == "192.0.2.9"
    assert address(settings, 1, "203.0.113.66, 192.0.2.9") == "192.0.2.9"
    assert address(settings, 2, "203.0.113.66, 192.0.2.9, 10.0.0.2") == "192.0.2.9"


def test_who_claims_to_come_from_elsewhere_is_still_counted(settings) -> None:
    claimed = {address(settings, 1, f"203.0.113.{n}, 192.0.2.9") for n in range(9)}
    assert claimed == {"192.0.2.9"}


@pytest.mark.parametrize("forwarded", [None, "", "unknown", "192.0.2.9, <script>", "\0", "1" * 999])
def test_a_header_that_tells_no_address_is_left_out(settings, forwarded: str | None) -> None:
    assert address(settings, 1, forwarded) == "10.0.0.1"


def test_a_request_that_passed_fewer_proxies_counts_for_its_own_address(settings) -> None:
    assert address(settings, 2, "203.0.113.66", peer="192.0.2.9") == "192.0.2.9"


def test_the_addresses_of_one_ipv6_network_count_as_one(settings) -> None:
    assert address(settings, 0, peer="2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::"
    assert address(settings, 0, peer="::ffff:192.0.2.1") == "192.0.2.1"
    assert address(settings, 0, peer="") is None


# The second factor, where it is needed


@pytest.mark.parametrize(
    ("role", "needed"),
    [
        ("Viewers", False),
        ("Contributors", False),
        ("Editors", True),
        ("Administrators", True),
    ],
)
def test_who_can_do_harm_needs_a_second_factor(person, settings, role: str, needed: bool) -> None:
    settings.SECOND_FACTOR = True
    user = person(role)
    assert factor.is_needed(user) is needed
    client = Client()
    sign_in(client, user.username)
    assert is_in(client) is not needed
    if needed:
        landed = client.get(reverse("admin:index"), follow=True)
        assert landed.redirect_chain[-1][0].startswith(reverse("admin:people-second-factor"))


def test_the_operator_needs_one_too(settings, db) -> None:
    settings.SECOND_FACTOR = True
    assert factor.is_needed(User.objects.create_superuser("root"))


def test_who_must_enrol_can_leave(person, settings) -> None:
    settings.SECOND_FACTOR = True
    user = person("Editors")
    client = Client()
    sign_in(client, user.username)
    client.post(reverse("admin:logout"))
    assert client.get(reverse("admin:people-second-factor")).status_code == 302


def test_a_session_from_before_the_second_factor_ends_with_it(ana: User, inside) -> None:
    client = inside(ana)
    assert is_in(client)
    app(ana)
    assert not is_in(client)


# Sessions


def test_the_key_of_a_session_changes_with_each_step(ana: User) -> None:
    device = app(ana)
    client = Client()
    client.get(CODE)
    keys = [client.session.session_key]
    sign_in(client, ana.username)
    keys.append(client.session.session_key)
    client.post(CODE, {"code": code(device.bin_key)})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("since", "seen", "goes_on"),
    [
        (timedelta(hours=1), timedelta(minutes=1), True),
        (timedelta(hours=11, minutes=59), timedelta(hours=3, minutes=59), True),
        (timedelta(hours=5), timedelta(hours=4, minutes=1), False),
        (timedelta(hours=12, minutes=1), timedelta(minutes=1), False),
    ],
)
def test_a_session_ends_when_it_is_idle_or_old(
    ana: User, inside, since: timedelta, seen: timedelta, goes_on: bool
) -> None:
    client = inside(ana)
    session = client.session
    session[sessions.SINCE] = time.time() - since.total_seconds()
    session[sessions.SEEN] = time.time() - seen.total_seconds()
    session.save()
    assert is_in(client) is goes_on


def test_who_was_signed_out_for_being_idle_is_told_so(ana: User, inside) -> None:
    client = inside(ana)
    session = client.session
    session[sessions.SEEN] = time.time() - timedelta(hours=5).total_seconds()
    session.save()
    page = client.get(reverse("admin:index"), follow=True).content.decode()
    assert "nothing happened for 4 hours" in " ".join(page.split())


def test_a_session_that_is_used_lasts(ana: User, inside) -> None:
    client = inside(ana)
    session = client.session
    session[sessions.SEEN] = time.time() - timedelta(hours=3).total_seconds()
    session.save()
    is_in(client)
    assert time.time() - client.session[sessions.SEEN] < 60


def test_a_session_ends_with_the_last_role_and_with_the_account(ana: User, inside) -> None:
    from ucap.desk.people import invitations

    client = inside(ana)
    invitations.give(ana, [])
    assert not is_in(client)


def test_cookies_are_for_the_desk_alone(ana: User) -> None:
    client = Client()
    client.get(reverse("admin:login"))
    sign_in(client, ana.username)
    assert {morsel["path"] for morsel in client.cookies.values()} == {"/admin/"}
    session = client.cookies["desk"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_a_public_page_sets_no_cookie() -> None:
    for public in ("/", "/pilots/", "/search/?q=rome", "/no-such-page/"):
        assert not Client().get(public).cookies


def test_under_https_cookies_are_secure_and_say_so_in_their_names() -> None:
    import os
    import subprocess
    import sys

    asked = (
        "from ucap import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECOND_FACTOR)"
    )
    run = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"HTTPS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["__Secure-desk", "__Secure-csrftoken", "True", "True", "True"]
