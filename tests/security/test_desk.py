"""Every page of the desk, in a world of hostile texts, as the operator sees it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from cities.models import City
from tests import databases
from tests.desk.people import addresses
from tests.desk.people.addresses import Address
from tests.desk.people.test_who_may_what import all_addresses
from tests.security.hostile import HOSTILE, SAID, harmful, write_everywhere

OWN = {"django_session", "otp_totp_totpdevice"}
"""What looking may write: that one was there, and the secret that an app is set up with."""


@dataclass
class Walk:
    """What all pages answered."""

    answers: dict[str, Any] = field(default_factory=dict)
    harmful: dict[str, list[str]] = field(default_factory=dict)
    telling: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    """What a form without a token of ours met."""
    changed: set[str] = field(default_factory=set)
    """The tables that were not the same afterwards."""


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walk]:
    """One look at each address, and one form sent there from elsewhere."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield walked()
        transaction.set_rollback(True)


def walked() -> Walk:
    addresses.build()
    write_everywhere()
    User.objects.update(first_name=HOSTILE[:100], last_name=HOSTILE[-100:])
    City.objects.update(province=HOSTILE)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="operator"))
    made, before = Walk(), databases.state()
    # who leaves is asked last
    for address in sorted(all_addresses(), key=lambda address: address.name == "logout"):
        look(client, address, made)
    made.changed = {table for table, *_ in set(before) ^ set(databases.state())} - OWN
    return made


def look(client: Client, address: Address, walk: Walk) -> None:
    answer = walk.answers[address.path] = client.get(address.path)
    walk.refused[address.path] = client.post(address.path, {"post": "yes"}).status_code
    if "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming:
        walk.telling += SAID in unescape(answer.text)
        if found := harmful(answer.text):
            walk.harmful[address.path] = found


def test_no_page_lets_a_text_act(walk: Walk) -> None:
    assert walk.harmful == {}
    assert walk.telling > 50


def test_no_page_is_kept_anywhere(walk: Walk) -> None:
    kept = {
        path: answer.headers.get("Cache-Control")
        for path, answer in walk.answers.items()
        if not {"no-store", "private"} <= set(answer.headers.get("Cache-Control", "").split(", "))
    }
    assert kept == {}


def test_every_answer_has_the_policies(walk: Walk) -> None:
    for path, answer in walk.answers.items():
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Frame-Options"] == "DENY", path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        if path != "/admin/jsi18n/":  # words for scripts, the same for everybody
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", path


def test_no_page_fails(walk: Walk) -> None:
    assert {p: a.status_code for p, a in walk.answers.items() if a.status_code >= 500} == {}
    assert sum(answer.status_code == 200 for answer in walk.answers.values()) > 100


def test_a_form_from_elsewhere_is_refused_everywhere(walk: Walk) -> None:
    assert {path: status for path, status in walk.refused.items() if status != 403} == {}


def test_looking_and_forms_from_elsewhere_change_nothing(walk: Walk) -> None:
    assert walk.changed == set()


def test_a_form_that_is_too_large_is_refused(db: None) -> None:
    client = Client(raise_request_exception=False)
    large = {"username": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    many = {f"field-{number}": "" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    for sent in (large, many):
        encoded = "&".join(f"{name}={value}" for name, value in sent.items())
        answer = client.post(
            "/admin/login/", encoded, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 400
