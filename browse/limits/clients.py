"""Whom a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

IPV6_NETWORK = 64
"""Bits: whoever has one IPv6 address has a whole network of them, which count as one."""


def client_address(request: HttpRequest) -> str | None:
    """The address that a request comes from, or None if there is none (a Unix socket).

    Each of the `PROXIES` in front of the portal adds to X-Forwarded-For whom it got the request
    from, at the right; what stands further left is what the client claims, which nobody believes.
    """
    told = request.META.get("REMOTE_ADDR")
    if settings.PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.PROXIES:
            told = network(forwarded[-settings.PROXIES]) or told
    return network(told or "")


def network(text: str) -> str | None:
    """The address that `text` tells, for IPv6 that of its network; None if it tells none."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), IPV6_NETWORK), strict=False).network_address)
