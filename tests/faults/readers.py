"""Readers: many at once, and what each of them was answered."""

import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import requests

from tests.faults.hand import PATIENCE
from tests.ops.portal import Checkout, wait_for

AWAY = {503}
"""How a page that cannot be made is answered while the database is busy or away."""
KEPT = ("/", "/pilots/", "/cities/kunming/")
"""Pages that readers have asked for before something happens."""


def new_pages() -> list[str]:
    """Pages, answers and a file that nobody has ever asked for."""
    word = f"new{time.monotonic_ns()}"
    paths = ("/pilots/", "/search/", "/api/v1/cities/", "/organisations/", "/pilots.csv")
    return [f"{path}?q={word}" for path in paths]


def status(address: str) -> int:
    """What a reader is answered who comes for the first time; 0 for no answer."""
    try:
        return requests.get(address, timeout=PATIENCE, allow_redirects=False).status_code
    except requests.RequestException:
        return 0


def statuses(address: str, paths: Iterable[str], *, at_once: int = 8) -> Counter[int]:
    """How often each status was answered, by readers of whom some come at once."""
    with ThreadPoolExecutor(at_once) as pool:
        return Counter(pool.map(lambda path: status(address + path), paths))


def warm(address: str) -> None:
    """Ask for the pages `KEPT` until every web process has made them."""
    for _ in range(3):
        assert statuses(address, KEPT * 12) == {200: 12 * len(KEPT)}


def web_processes(checkout: Checkout) -> list[int]:
    """The numbers of gunicorn's processes, the one that starts the others first."""
    return sorted(number for number, line in checkout.processes().items() if "gunicorn" in line)


def is_whole(address: str) -> bool:
    """Whether pages are made again and the portal says that it is ready."""
    paths = ["/readyz", "/search/?q=kunming", "/organisations/", "/api/v1/cities/"] * 4
    return statuses(address, paths) == {200: len(paths)}


def wait_until_whole(address: str, seconds: float = 60) -> None:
    """Wait for the portal to be whole again, by itself."""
    wait_for(lambda: is_whole(address), "the portal should be whole again", seconds)
