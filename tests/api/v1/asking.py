"""The machine interface as a program sees it."""

from typing import Any

from django.test import Client


def answer(url: str, status: int = 200) -> Any:
    """What is answered for `url` below `/api/v1/`, as JSON; an error if the status is another."""
    found = Client().get(f"/api/v1/{url}")
    assert found.status_code == status, (url, found.status_code)
    assert found.headers["Content-Type"].endswith("json")
    return found.json()


def everything(url: str) -> list[dict[str, Any]]:
    """The records of all pages of a list, followed from the first one on."""
    records: list[dict[str, Any]] = []
    address: str | None = f"http://testserver/api/v1/{url}"
    while address:
        page = answer(address.removeprefix("http://testserver/api/v1/"))
        records += page["results"]
        address = page["next"]
    return records
