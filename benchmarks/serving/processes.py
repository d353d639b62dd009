"""Servers under measurement: started, watched by what Linux tells of them, stopped."""

import contextlib
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.serving.load import Failed
from ucap.running import serve

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 120  # seconds until a server answers at all
QUIET = 0.05
"""The share of one core below which a server counts as at rest."""


class Server:
    """A running server: all processes of one group."""

    def __init__(self, group: int, port: int) -> None:
        self.group = group
        self.port = port

    def members(self) -> list[Path]:
        """The folders in /proc of its processes."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, ValueError):
                if os.getpgid(int(folder.name)) == self.group:
                    found.append(folder)
        return found

    def cpu(self) -> float:
        """The seconds of CPU time that its processes have had."""
        return sum(cpu_of(folder) for folder in self.members())

    def memory(self) -> float:
        """MiB of memory that its largest process holds."""
        sizes = [0]
        for folder in self.members():
            with contextlib.suppress(OSError, KeyError):
                lines = folder.joinpath("status").read_text().splitlines()
                told = dict(line.split(":", 1) for line in lines)
                sizes.append(int(told["VmRSS"].split()[0]))
        return max(sizes) / 1024

    def drain(self, cursor: Any, seconds: float) -> None:
        """Wait until it rests, and Postgres as well, `seconds` at most."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            before = self.cpu()
            time.sleep(0.25)
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE state = 'active' AND backend_type = 'client backend'"
                " AND pid <> pg_backend_pid()"
            )
            if self.cpu() - before <= 0.25 * QUIET and cursor.fetchone() == (0,):
                return


def cpu_of(folder: Path, *, of_the_ended: bool = False) -> float:
    """The seconds of CPU time of a process, given its folder in /proc; 0 for one that has ended.

    With `of_the_ended`, those of its children that have, too.
    """
    try:
        fields = folder.joinpath("stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11 : 15 if of_the_ended else 13])) / TICKS


def cpu_of_postgres(cursor: Any) -> float:
    """The seconds of CPU time that the processes of the server behind `cursor` have had."""
    cursor.execute("SELECT pg_backend_pid()")
    parent = parent_of(Path(f"/proc/{cursor.fetchone()[0]}"))
    total = cpu_of(Path(f"/proc/{parent}"), of_the_ended=True)
    for folder in Path("/proc").glob("[0-9]*"):
        if parent_of(folder) == parent:
            total += cpu_of(folder)
    return total


def parent_of(folder: Path) -> str:
    """The number of a process's parent, given its folder in /proc; "" once it has ended."""
    try:
        return folder.joinpath("stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


@contextlib.contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str], log: Path) -> Iterator:
    """A server as long as the context lasts, from when it takes connections; Failed otherwise."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("w") as output,
        serve.running(
            *command, process_group=0, env=dict(environment), stdout=output, stderr=output
        ) as process,
    ):
        until = time.monotonic() + PATIENCE
        while not answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise Failed(f"{command[:4]} does not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.1)
        yield Server(process.pid, port)


def answers(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def python(*arguments: str) -> list[str]:
    """A command for this Python."""
    return [sys.executable, *arguments]
