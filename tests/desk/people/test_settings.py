"""Settings of the door that come from the environment: understood, or refused in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from ucap.settings import mail_server, number


def test_no_mail_server_is_no_mail(monkeypatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert not mail_server("EMAIL_URL").hostname


def test_a_mail_server_is_understood(monkeypatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://me%40x.org:p%2Fw@mail.example.org:2525")
    url = mail_server("EMAIL_URL")
    assert (url.scheme, url.hostname, url.port) == ("smtp+tls", "mail.example.org", 2525)


@pytest.mark.parametrize(
    "wrong",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://:secret@",
        "smtp://u:secret@h:99999",
        "smtp://[x",
    ],
)
def test_what_is_no_mail_server_is_refused_without_repeating_it(monkeypatch, wrong: str) -> None:
    monkeypatch.setenv("EMAIL_URL", wrong)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL") as refused:
        mail_server("EMAIL_URL")
    assert wrong not in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("wrong", ["-1", "two", "1.5", "²"])
def test_a_number_is_a_number(monkeypatch, wrong: str) -> None:
    monkeypatch.setenv("PROXIES", wrong)
    with pytest.raises(ImproperlyConfigured, match="PROXIES"):
        number("PROXIES", default=0)
