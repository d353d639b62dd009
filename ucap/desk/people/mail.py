"""Mail to people of the desk, if the portal has a mail server."""

import logging
import threading
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def can_send() -> bool:
    """Whether there is a mail server (EMAIL_URL)."""
    return bool(settings.EMAIL_HOST)


def send(template: str, address: str, context: dict[str, Any]) -> bool:
    """Send a mail; whether the server took it.

    The first line of `template`, a plain text, is the subject, the rest the body.
    """
    subject, _blank, body = render_to_string(template, context).strip().partition("\n")
    try:
        send_mail(subject.strip(), body.strip() + "\n", None, [address])
    except (OSError, SMTPException):
        log.exception("A mail could not be sent.")
        return False
    return True


def send_soon(template: str, address: str, context: dict[str, Any]) -> None:
    """Send a mail without making anybody wait, who could tell from it that there is one."""
    threading.Thread(target=send, args=(template, address, context)).start()
