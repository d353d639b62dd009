"""Whoever runs the portal: what templates may say of them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def operator(request: HttpRequest) -> dict[str, Any]:
    """A context processor: who the operator is, and under which terms the data may be used."""
    return {
        "operator": {
            "name": settings.OPERATOR_NAME,
            "email": settings.OPERATOR_EMAIL,
            "official": settings.OPERATOR_IS_OFFICIAL,
            "terms": settings.DATA_TERMS,
            "terms_url": settings.DATA_TERMS_URL,
        }
    }
