"""Load by wrk, and what it has counted."""

import gzip
import http.client
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from ucap import children
from ucap.running import debian
from ucap.running.venv import say

CONNECTIONS = 8
SCRIPT = Path(__file__).with_name("report.lua")
PATIENCE = 120  # seconds that an answer may take
ENOUGH = 20 * CONNECTIONS
"""Answers by which their number in a span of time is exact: fewer, and those that were under way
when it ended weigh too much."""
HEADERS = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Counted:
    """What one round of one cell was: answers a second, the median of their times, and the CPU
    time of the server's own processes and of Postgres' for each.
    """

    rate: float
    median_ms: float
    cpu_ms: float
    postgres_ms: float


@dataclass(frozen=True)
class Answer:
    """One answer, for a look at it before anything is measured."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text, unpacked if it came packed."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode(errors="replace")


class Failed(Exception):
    """A contender did not do what is measured; says which and how."""


def find() -> str:
    """Where wrk is, installed from Debian if need be; ends the program if it is not to be had."""
    if not shutil.which("wrk"):
        say("Installing wrk…")
        debian.install("wrk")
    found = shutil.which("wrk")
    if not found:
        sys.exit("No wrk, and nothing can be measured without. As root: apt-get install wrk")
    return found


def ask(port: int, path: str, headers: dict[str, str]) -> Answer:
    """One request, and how long its answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    begun = time.monotonic()
    try:
        connection.request("GET", path, headers=HEADERS | headers)
        got = connection.getresponse()
        body = got.read()
    finally:
        connection.close()
    names = {name.lower(): value for name, value in got.getheaders()}
    return Answer(got.status, names, body, time.monotonic() - begun)


def run(
    port: int,
    path: str,
    headers: dict[str, str],
    seconds: float,
    *,
    addresses: Path | None = None,
    first: int = 0,
) -> tuple[int, float, float]:
    """(answers, answers a second, median milliseconds) of a span under eight connections.

    Nothing but zeros if nothing was answered in that time. With `addresses`, another one of that
    file with each request, from line `first` on. Failed if any answer is an error.
    """
    given = [f"{name}: {value}" for name, value in (HEADERS | headers).items()]
    done = children.run(
        *["wrk", "--threads", "1", "--connections", str(CONNECTIONS)],
        *["--duration", f"{max(round(seconds), 1)}s", "--timeout", f"{PATIENCE}s"],
        *["--script", str(SCRIPT), *(part for header in given for part in ("--header", header))],
        f"http://127.0.0.1:{port}{path}",
        *(["--", str(addresses), str(first)] if addresses else []),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    found = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("counted ")]
    if done.returncode or not found:
        raise Failed(f"wrk: {done.stdout}")
    number, micros, mean, median, errors = (float(text) for text in found[0])
    if errors:
        raise Failed(f"{errors:.0f} errors among {number:.0f} answers to {path}")
    if not number:
        return 0, 0, 0
    rate = number / micros * 1e6 if number >= ENOUGH else CONNECTIONS / mean * 1e6
    return int(number), rate, median / 1000
