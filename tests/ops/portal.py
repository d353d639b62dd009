"""Real portals for the tests of bin/serve: a copy of this checkout, and what runs in it."""

import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from ucap.children import dies_with_parent
from ucap.postgres import place

HERE = Path(__file__).resolve().parents[2]
NOT_COPIED = [".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis", "node_modules"]
# what the tests themselves run with, and a new start must find out for itself
OURS = {"DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "DEBUG", "HTTPS", "PORT"}


def wait_for(condition: Callable[[], object], what: str, seconds: float = 240) -> None:
    """Wait until `condition` holds; fails with `what` if it does not in time."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
        time.sleep(0.05)


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Checkout:
    """A copy of this checkout that has never been started.

    It uses the virtual environment of the running tests (UCAP_VENV), or the one in `venv`.
    """

    folder: Path
    user: str = ""
    venv: Path = Path(sys.prefix)
    running: list["Serving"] = field(default_factory=list)

    def __post_init__(self) -> None:
        shutil.copytree(HERE, self.folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
        if self.user:
            self.give_to(self.user)

    def give_to(self, user: str) -> None:
        """Make the checkout and all that is in it belong to that user."""
        subprocess.run(["chown", "-R", user, self.folder], check=True)

    @property
    def home(self) -> Path:
        """The folder of its Postgres."""
        return (
            self.folder / "var" / "postgres" if self.user else place.of_checkout(self.folder).home
        )

    def command(self, *command: str, **variables: str) -> dict[str, Any]:
        """The arguments for `subprocess` to run a command in the checkout, as its user."""
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        arguments: dict[str, Any] = {
            "args": [self.folder / command[0], *command[1:]],
            "env": kept | {"UCAP_VENV": str(self.venv)} | variables,
            "cwd": "/",
            "stdin": subprocess.DEVNULL,
        }
        if self.user and os.geteuid() == 0:
            account = pwd.getpwnam(self.user)
            arguments |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        return arguments

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the checkout to its end, its output kept together."""
        return subprocess.run(
            **self.command(*command, **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the management commands."""
        python = str(self.venv / "bin" / "python")
        return self.run(
            "bin/python", str(self.folder / "manage.py"), *arguments, UCAP_PYTHON=python
        )

    def serve(self, *arguments: str, **variables: str) -> "Serving":
        """Start bin/serve on a free port; returns at once."""
        port = free_port()
        output = self.folder.parent / f"output-{port}"
        with output.open("w") as written:
            process = subprocess.Popen(
                **self.command("bin/serve", *arguments, **{"PORT": str(port)} | variables),
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=as_from_a_terminal(),
            )
        serving = Serving(self, process, port, output)
        self.running.append(serving)
        return serving

    def serving(self) -> "Serving":
        """One that runs and is ready, started if there is none."""
        for serving in self.running:
            if serving.process.poll() is None:
                return serving.ready()
        return self.serve().ready()

    def query(self, statement: str, *values: Any) -> list[tuple]:
        """Run a statement in its database, committed, and give the rows."""
        folder = (self.home / "socket").read_text()
        connection = psycopg2.connect(host=folder, port=5432, user="ucap", dbname="ucap")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def processes(self) -> dict[int, str]:
        """Everything that runs for this checkout: the processes' numbers and command lines."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and int(entry.name) != os.getpid():
                line, folder = _about(entry)
                if any(str(mine) in f"{line} {folder}" for mine in [self.folder, self.home]):
                    found[int(entry.name)] = line
        return found

    def is_quiet(self) -> bool:
        """Whether nothing runs for it any more."""
        return not self.processes()

    def end(self) -> None:
        """Stop whatever still runs, and remove everything."""
        for serving in self.running:
            if serving.process.poll() is None:
                serving.process.kill()
                serving.process.wait()
        wait_for(self.is_quiet, f"{self.processes()} should end")
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.folder)


def as_from_a_terminal() -> Callable[[], None]:
    """For `preexec_fn`: signals as a terminal leaves them; a killed test run leaves nothing.

    Under nohup the tests ignore SIGHUP, and so would a portal that inherits that, on purpose.
    """
    dies_too = dies_with_parent(signal.SIGTERM)

    def prepare() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        if dies_too:
            dies_too()

    return prepare


def _about(process: Path) -> tuple[str, str]:
    """The command line and the folder of a process below /proc; nothing if it has ended."""
    try:
        line = (
            process.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        )
        return line, str(process.joinpath("cwd").readlink())
    except OSError:
        return "", ""


@dataclass
class Serving:
    """One running bin/serve."""

    checkout: Checkout
    process: subprocess.Popen
    port: int
    written: Path

    @property
    def output(self) -> str:
        """What it has printed so far."""
        return self.written.read_text()

    def ready(self, seconds: float = 240) -> "Serving":
        """Wait until it says that it is ready."""
        until = time.monotonic() + seconds
        while "Ready after" not in self.output:
            assert self.process.poll() is None, f"ended instead of starting:\n{self.output}"
            assert time.monotonic() < until, f"not ready after {seconds} s:\n{self.output}"
            time.sleep(0.05)
        return self

    def get(self, path: str = "/admin/login/") -> http.client.HTTPResponse:
        """Ask for a page; raises what urllib does if there is no good answer."""
        return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20)

    def answers(self, path: str = "/admin/login/") -> bool:
        """Whether it gives a page."""
        try:
            return self.get(path).status == 200
        except OSError:
            return False

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Send the script a signal and wait until it has ended."""
        self.process.send_signal(number)
        self.process.wait(30)
