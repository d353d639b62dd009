"""Whoever runs the portal: what templates may say of them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def operator(request: HttpRequest) -> dict[str, Any]:
    """A context processor: the operator's name, address and whether they publish officially."""
    return {
        "operator": {
            "name": settings.OPERATOR_NAME,
            "email": settings.OPERATOR_EMAIL,
            "official": settings.OPERATOR_IS_OFFICIAL,
        }
    }
