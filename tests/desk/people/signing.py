"""Signing in as people do it, and the codes of an app."""

import base64
import time
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "four words and a dog"


def app(user: User) -> TOTPDevice:
    """An app that is set up for `user`."""
    return TOTPDevice.objects.create(user=user, name="app", confirmed=True)


def code(secret: bytes, *, steps: int = 0) -> str:
    """What an app with `secret` shows now, or so many steps of thirty seconds later."""
    totp = TOTP(secret, drift=steps)
    totp.time = time.time()
    return f"{totp.token():06}"


def typed(secret: str) -> bytes:
    """The secret that somebody reads on the page and types into an app."""
    return base64.b32decode(secret.replace(" ", ""))


def sign_in(client: Client, name: str, password: str = PASSWORD, **headers: Any) -> Any:
    """Send the first form at the door."""
    return client.post(reverse("admin:login"), {"username": name, "password": password}, **headers)


def is_in(client: Client) -> bool:
    """Whether the desk lets the client in."""
    return client.get(reverse("admin:people-me")).status_code == 200
