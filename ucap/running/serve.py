"""bin/serve: everything between a fresh checkout and a portal that answers.

It runs twice: first in whatever Python the machine has, which makes the virtual
environment; then, as the same process, in the environment. There it stays as the parent
of the web server, and takes it and Postgres along when it ends.
"""

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from ucap import children, postgres, trial
from ucap.running import venv
from ucap.running.venv import say

WORKERS = "2"
"""How many processes of the web server there are, unless WEB_CONCURRENCY says otherwise."""
GRACE = 5
"""Seconds that requests have to be answered when the web server is told to stop."""
USAGE = """\
Usage: [PORT=8000] bin/serve [--reload]

  --reload   for development: debug pages, restarts when a file changes

With DATABASE_URL set it uses that database instead of its own Postgres."""


def main(arguments: list[str]) -> None:
    """Serve until told to stop; ends with a message if that is not possible."""
    begun = time.monotonic()
    reload = _wants_reload(arguments)
    port = _port()
    _stop_on_signals()
    venv.enter("requirements.txt")
    os.environ["DEBUG"] = "1" if reload else "0"
    os.environ.setdefault("HTTPS", "0")  # this address speaks plain HTTP, whatever the database
    try:
        with trial.environment(say):
            _prepare(reload=reload)
            with (
                _development(port) if reload else _production(port) as server,
                _open_data(port),
            ):
                _announce(port, server, begun)
                server.wait()
                sys.exit(f"The web server ended by itself (code {server.returncode}).")
    except postgres.CannotStart as reason:
        sys.exit(f"\n{reason}")


def _wants_reload(arguments: list[str]) -> bool:
    """What the arguments ask for; prints the usage and ends the program for any others."""
    if arguments in ([], ["--reload"]):
        return bool(arguments)
    print(USAGE)
    sys.exit(0 if {"-h", "--help"} & set(arguments) else 2)


def _port() -> int:
    """The port from PORT; ends the program if it is not a number or not to be had."""
    given = os.environ.get("PORT") or "8000"
    if not (given.isascii() and given.isdecimal() and 0 < int(given) < 65536):
        sys.exit(f"PORT={given} is not a port: use a number from 1 to 65535.")
    port = int(given)
    try:
        _wait_for_port(port)
    except PermissionError:
        sys.exit(f"Port {port} is for root only. Choose one above 1023: PORT=8000 bin/serve")
    except OSError as error:
        sys.exit(
            f"Port {port} cannot be used: {error.strerror}.\n"
            f"Stop what uses it, or choose another: PORT={port % 65535 + 1} bin/serve"
        )
    return port


def _wait_for_port(port: int) -> None:
    """Return when the port is to be had; OSError if it is not.

    The web server of a script that was killed answers its last requests before it lets go of it.
    """
    until = time.monotonic() + GRACE + 2
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                    raise
        time.sleep(0.1)


def _stop_on_signals() -> None:
    """Make Ctrl-C, kill and a closed terminal end the program in order, once."""
    signals = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]

    def stop(number: int, _frame: object) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not cut the stopping short
        say("\nStopping…")
        sys.exit(0 if number == signal.SIGINT else 128 + number)

    for each in signals:
        # `nohup bin/serve &` means to survive the terminal
        if each != signal.SIGHUP or signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, stop)


def _prepare(*, reload: bool) -> None:
    """Bring database and static files up to date, in a process that loads Django."""
    static = [] if reload else ["--static"]
    done = children.run(sys.executable, "-m", "ucap.running.prepare", *static, process_group=0)
    if done.returncode:
        sys.exit("The portal could not be prepared; the message above says why.")


def _production(port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """The web server as production runs it, on this machine's own address."""
    os.environ.setdefault("WEB_CONCURRENCY", WORKERS)
    return running(
        *web_server("ucap.wsgi", port),
        # out of reach of Ctrl-C, which is for this program: gunicorn is told to stop once only
        process_group=0,
    )


def web_server(application: str, port: int) -> list[str]:
    """The command that serves an `application` (its module); WEB_CONCURRENCY says how often."""
    return [
        *[sys.executable, "-m", "gunicorn", application],
        *[
            "--bind",
            f"127.0.0.1:{port}",
            "--worker-class",
            "ucap.serving.WholeRequests",
            "--threads",
            "4",
        ],
        *["--graceful-timeout", str(GRACE), "--log-level", "warning"],
        *["--limit-request-line", "8190"],  # gunicorn's utmost: addresses of long searches
        "--no-control-socket",  # its place is the same for every gunicorn of a user
    ]


def _development(port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Django's own server: unlike gunicorn's --reload it notices changed templates too.

    It stays in the terminal's process group, for breakpoint() to work.
    """
    return running(sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}")


def _open_data(port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """What makes the archive of all that is public, whenever that has changed."""
    os.environ.setdefault("PORTAL_URL", f"http://127.0.0.1:{port}")
    return running(
        *[sys.executable, "manage.py", "publish_data", "--watch", "20"],
        process_group=0,
        stdout=subprocess.DEVNULL,
    )


@contextlib.contextmanager
def running(*command: str, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server as long as the context lasts."""
    dies_too = children.dies_with_parent(signal.SIGTERM)
    server = subprocess.Popen(command, preexec_fn=dies_too, **options)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _announce(port: int, server: subprocess.Popen[bytes], begun: float) -> None:
    """Wait for the first answer, then print the address and how to make an administrator."""
    address = f"http://127.0.0.1:{port}/"
    while not _answers(address):
        if server.poll() is not None:
            return
        time.sleep(0.1)
    seconds = time.monotonic() - begun
    say(
        f"Ready after {seconds:.0f} s: {address}   (Ctrl-C stops everything)\n"
        f"To make an administrator, in another terminal: {venv.PYTHON} manage.py createsuperuser"
    )


def _answers(address: str) -> bool:
    """Whether the web server gives an answer, of whatever kind."""
    try:
        with urllib.request.urlopen(address, timeout=30):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


if __name__ == "__main__":
    main(sys.argv[1:])
