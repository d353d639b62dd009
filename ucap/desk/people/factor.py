"""The second factor: who needs one, who has one, and how it comes and goes."""

import base64
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django_otp import login as verify_session
from django_otp.plugins.otp_totp.models import TOTPDevice

from ucap.desk.models import RecoveryCode
from ucap.desk.people.roles import is_trusted


def device_of(user: Any) -> TOTPDevice | None:
    """What makes `user`'s codes, once a code has shown that it does. One query."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("-pk").first()


def is_needed(user: Any) -> bool:
    """Whether `user` must have a second factor to work on the desk."""
    return settings.SECOND_FACTOR and is_trusted(user)


def is_satisfied(request: HttpRequest) -> bool:
    """Whether the session has all the factors that its user needs.

    Whoever has a second factor is asked for it, needed or not. One query in a session without,
    once in a request.
    """
    user: Any = request.user
    if getattr(user, "otp_device", None) is not None:
        return True
    if not hasattr(user, "_has_device"):
        user._has_device = device_of(user) is not None
    return not user._has_device and not is_needed(user)


def must_enrol(request: HttpRequest) -> bool:
    """Whether only a second factor is missing, and there is none yet to be asked for."""
    user: Any = request.user
    return user.is_active and user.is_staff and is_needed(user) and device_of(user) is None


@transaction.atomic
def begin(user: User) -> TOTPDevice:
    """A device that waits for its first code: the one shown before, or a new one.

    The same until it is confirmed, so that a page that is loaded again shows the same secret.
    """
    User.objects.select_for_update().get(pk=user.pk)
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


@transaction.atomic
def confirm(request: HttpRequest, device: TOTPDevice) -> list[str]:
    """Take `device`, whose code was right, in place of others; recovery codes to show.

    The session counts as verified from here on; sessions that others verified do not.
    """
    user: Any = request.user
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    verify_session(request, device)
    return RecoveryCode.objects.remake(user)


@transaction.atomic
def remove(user: User) -> bool:
    """Take `user`'s second factor and recovery codes away; whether there was anything.

    Sessions that it verified are no longer.
    """
    RecoveryCode.objects.filter(user=user).delete()
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


def picture(device: TOTPDevice) -> str:
    """The QR code that an app reads, as a data: address of an SVG; dark on white in any scheme."""
    code = segno.make(device.config_url, error="m", micro=False)
    return code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def secret(device: TOTPDevice) -> str:
    """The secret for who types it in: base 32, in groups of four."""
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))
