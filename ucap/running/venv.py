"""The virtual environment of the checkout. Standard library only: it runs before pip did."""

import contextlib
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ucap import children
from ucap.postgres import locks
from ucap.running import debian

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("UCAP_VENV") or CHECKOUT / ".venv").absolute()
PYTHON = VENV / "bin" / "python"


def say(line: str) -> None:
    """Tell the person at the terminal what is going on, as long as there is one."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


def enter(*requirements: str) -> None:
    """Continue this program in the virtual environment, with these requirements installed.

    Returns only in the environment's own Python; ends the program with a message if the
    environment cannot be made.
    """
    try:
        _make_ready([CHECKOUT / name for name in requirements])
        if not os.path.samefile(sys.prefix, VENV):
            os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])  # noqa: S606 - the same program
    except OSError as error:
        sys.exit(
            f"The virtual environment {VENV} cannot be made: {error.strerror} ({error.filename}).\n"
            "If it belongs to another user, remove it or set UCAP_VENV to a folder of your own."
        )


def _make_ready(requirements: list[Path]) -> None:
    """Make the environment and install the files named, as far as that is not done already."""
    if all(_is_installed(path) for path in requirements):
        return
    with _one_at_a_time():
        if not _works():
            _make()
        for path in requirements:
            if not _is_installed(path):
                _install(path)


def _is_installed(requirements: Path) -> bool:
    """Whether that very file was installed here, and the environment's Python still exists."""
    stamp = _stamp(requirements)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _mark(requirements)


def _stamp(requirements: Path) -> Path:
    """The file that says what was installed."""
    return VENV / f"installed-{requirements.stem}"


def _mark(requirements: Path) -> str:
    """What tells one version of the requirements from another."""
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def _works() -> bool:
    """Whether there is an environment whose Python and pip run."""
    return PYTHON.exists() and not _run(PYTHON, "-c", "import pip").returncode


def _make() -> None:
    """Make the environment, from scratch."""
    say(f"Making the virtual environment {_short(VENV)}…")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    # Debian and Ubuntu keep what it takes in a package of its own
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    made = _run(*command)
    if made.returncode and debian.install(package):
        made = _run(*command)
    if made.returncode:
        sys.exit(
            f"{made.stdout}\nPython could not make a virtual environment; its message above says "
            f"why.\nOn Debian and Ubuntu, install what is missing: sudo apt-get install {package}"
        )


def _install(requirements: Path) -> None:
    """Install exactly what the file lists, each download checked against its hash."""
    say(f"Installing {requirements.name} (a minute or so)…")
    done = children.run(
        *[str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
        *["--require-hashes", "-r", str(requirements)],
        # a machine's own pip settings stay in force, but these two forbid what is done here
        env=os.environ | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"},
    )
    if done.returncode:
        sys.exit(
            f"pip could not install {requirements.name}; its message above says why.\n"
            "Without a network, point pip to a mirror or a folder of wheels (PIP_INDEX_URL,\n"
            "PIP_FIND_LINKS) and start again: what is installed already is kept."
        )
    _stamp(requirements).write_text(_mark(requirements))


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command, its output kept."""
    return children.run(*command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _short(path: Path) -> str:
    """The path as seen from the checkout, where it is inside."""
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else str(path)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one process at a time change the environment; the lock is on the folder around it."""
    VENV.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(VENV.parent, os.O_RDONLY)
    try:
        if not locks.take_now(folder, locks.ALONE):
            say("Another start is installing, waiting for it…")
            locks.take(folder, locks.ALONE)
        yield
    finally:
        os.close(folder)


if __name__ == "__main__":
    enter("requirements.txt")
