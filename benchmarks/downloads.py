"""A whole list as CSV against psql's own copy of the same rows, and how much memory it takes.

    .venv/bin/python -m benchmarks.downloads [--pilots 100000]

Fills a Postgres of its own, in two steps; makes and measures everything in this one run.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ucap import postgres
from ucap.postgres import binaries

ROUNDS = 3
LIST = "pilots"
KIBIBYTES = 1024


def main() -> None:
    """Make the world, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pilots", type=int, default=100_000)
    options.add_argument("--send", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "ucap.settings",
        "ALLOWED_HOSTS": "testserver",
        "HTTPS": "0",
        "DEBUG": "0",
    }
    if given.send:
        send()
        return
    os.environ["SECRET_KEY"] = "for a measurement only"  # noqa: S105
    with postgres.throwaway(print) as url:
        os.environ["DATABASE_URL"] = url
        measure(given.pilots)


def measure(pilots: int) -> None:
    """Both contenders at a tenth of the size and at all of it."""
    import django
    from django.core.management import call_command

    django.setup()
    from benchmarks.world import fill

    call_command("migrate", verbosity=0)
    for number in (pilots // 10, pilots - pilots // 10):
        begun = time.monotonic()
        fill(number)
        print(f"Added {number} pilots in {time.monotonic() - begun:.0f} s")
        compare()


def compare() -> None:
    """Rounds of both, in turn: medians and their ratio."""
    sql = statement()
    contenders: dict[str, Callable[[], tuple[float, int, int]]] = {
        "portal": by_portal,
        "psql": lambda: by_psql(sql),
    }
    found: dict[str, list[tuple[float, int, int]]] = {name: [] for name in contenders}
    for _round in range(ROUNDS):
        for name, run in contenders.items():
            found[name].append(run())
    medians = {name: statistics.median(r[0] for r in runs) for name, runs in found.items()}
    for name, runs in found.items():
        _seconds, bytes_, memory = runs[-1]
        most = f"{memory} MiB at most" if memory else ""
        print(f"  {name:8} {medians[name]:8.2f} s   {bytes_:12,} bytes   {most}")
    print(f"  portal ÷ psql, time: {medians['portal'] / medians['psql']:.2f}")


def asked() -> Any:
    """The whole list, as an address without filters asks for it."""
    from django.test import RequestFactory

    from ucap.api.downloads.asked import Asked
    from ucap.api.listings import LISTINGS

    return Asked(RequestFactory().get(f"/{LIST}.csv"), LISTINGS[LIST])


def statement() -> str:
    """The one statement that the download sends, with its parameters."""
    from django.db import connection

    from browse.export.tables import read

    whole = asked()
    sql, params = read(whole.columns, whole.records).query.sql_with_params()
    with connection.cursor() as cursor:
        return cursor.mogrify(sql, params).decode()


def by_psql(sql: str) -> tuple[float, int, int]:
    """Seconds and bytes of psql's copy; its memory is not measured."""
    program = binaries.installed() / f"pginstall{binaries.MAJOR}" / "bin" / "psql"
    command = [str(program), "--quiet", os.environ["DATABASE_URL"]]
    order = " ".join(f"\\copy ({sql}) to stdout csv header".splitlines())
    begun = time.monotonic()
    done = subprocess.run(command, input=order.encode(), stdout=subprocess.PIPE, check=True)
    return time.monotonic() - begun, len(done.stdout), 0


def by_portal() -> tuple[float, int, int]:
    """Seconds, bytes and MiB of a process that sends the list."""
    command = [sys.executable, "-m", "benchmarks.downloads", "--send"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    seconds, bytes_, memory = done.stdout.split()
    return float(seconds), int(bytes_), int(memory)


def send() -> None:
    """Read the list through the application as a server would; print what that took."""
    from django.test import Client

    from ucap.wsgi import application  # noqa: F401 - sets Django up

    client = Client()
    client.get(f"/{LIST}.csv?q=nothing+of+the+kind").getvalue()  # loads what a first request loads
    begun, sent = time.monotonic(), 0
    answer: Any = client.get(f"/{LIST}.csv", headers={"accept-encoding": "identity"})
    for piece in answer.streaming_content:
        sent += len(piece)
    seconds = time.monotonic() - begun
    print(seconds, sent, peak())


def peak() -> int:
    """The most memory that this process has had, in MiB (Linux).

    Not `getrusage`: it also tells what the process had that started this one.
    """
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) // KIBIBYTES


if __name__ == "__main__":
    main()
