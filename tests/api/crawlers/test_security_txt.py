"""Who finds a weakness finds out whom to tell, and until when that holds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from ucap.api.crawlers.security import check_until
from ucap.settings import contacts, day

ADDRESS = "/.well-known/security.txt"


@pytest.fixture
def named(settings: Any) -> Any:
    """An operator who has named somebody."""
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    settings.SECURITY_UNTIL = date(2031, 3, 4)
    settings.SECURITY_POLICY_URL = "https://example.org/policy"
    return settings


def fields() -> list[list[str]]:
    """The fields of the file, in its order."""
    return [line.split(": ", 1) for line in Client().get(ADDRESS).text.splitlines()]


def test_it_names_whom_to_tell_until_when_and_itself(named: Any) -> None:
    named.PORTAL_URL = "https://portal.example"
    assert Client().get(ADDRESS).headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields() == [
        ["Contact", "mailto:security@example.org"],
        ["Contact", "https://example.org/report"],
        ["Expires", "2031-03-04T00:00:00Z"],
        ["Preferred-Languages", "en"],
        ["Canonical", "https://portal.example/.well-known/security.txt"],
        ["Policy", "https://example.org/policy"],
    ]
    assert datetime.fromisoformat(fields()[2][1]).tzinfo == UTC


def test_it_says_nothing_of_a_policy_that_there_is_not(named: Any) -> None:
    named.SECURITY_POLICY_URL = named.PORTAL_URL = ""
    assert "Policy" not in dict(fields())
    assert dict(fields())["Canonical"] == f"http://testserver{ADDRESS}"


def test_without_anybody_named_there_is_no_such_file(settings: Any) -> None:
    settings.SECURITY_CONTACT = []
    assert Client().get(ADDRESS).status_code == 404


@pytest.mark.parametrize(("days", "fits"), [(-1, 0), (10, 0), (40, 1), (300, 1), (400, 0)])
def test_the_check_before_a_deployment_tells_of_a_day_that_does_not_fit(
    settings: Any, days: int, fits: bool
) -> None:
    settings.SECURITY_UNTIL = timezone.localdate() + timedelta(days=days)
    assert (check_until() == []) is bool(fits)


def test_without_a_day_there_is_nothing_to_check(settings: Any) -> None:
    settings.SECURITY_UNTIL = None
    assert check_until() == []


def test_contacts_are_mail_addresses_and_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMEBODY", "a@example.org, mailto:b@example.org,https://example.org/c")
    assert contacts("SOMEBODY") == [
        *("mailto:a@example.org", "mailto:b@example.org", "https://example.org/c"),
    ]


@pytest.mark.parametrize(
    "wrong", ["nobody", "http://example.org", "javascript:alert(1)", "https://", "a@b\nExpires: x"]
)
def test_what_is_no_contact_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("SOMEBODY", wrong)
    with pytest.raises(ImproperlyConfigured, match="SOMEBODY"):
        contacts("SOMEBODY")


def test_a_day_is_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAY", "2027-06-30")
    assert day("DAY") == date(2027, 6, 30)
    monkeypatch.setenv("DAY", "next year")
    with pytest.raises(ImproperlyConfigured, match="DAY"):
        day("DAY")
    monkeypatch.delenv("DAY")
    assert day("DAY") is None
