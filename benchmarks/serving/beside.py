"""What is measured beside Django, each in a place of its own below `var/benchmarks/`.

None of it is among the portal's requirements, nor does installing it change anything else on the
machine: virtual environments, and a package of Debian's that is unpacked and not installed (which
would start a web server as a service).
"""

import os
import shutil
import subprocess
import venv
from pathlib import Path

from benchmarks.kept import FOLDER
from benchmarks.serving.load import Failed
from ucap import children
from ucap.running.venv import CHECKOUT, say

DATASETTE = "datasette==0.65.5"
GRANIAN = "granian==2.8.9"


def datasette() -> Path:
    """The Python of an environment with Datasette; Failed if it is not to be had."""
    return _environment("datasette", ["setuptools<81", DATASETTE])


def granian() -> Path:
    """The Python of an environment with what the portal requires and Granian."""
    requirements = str(CHECKOUT / "requirements.txt")
    return _environment("granian", ["--require-hashes", "-r", requirements], [GRANIAN])


def _environment(name: str, *installs: list[str]) -> Path:
    folder = FOLDER / name
    python = folder / "bin" / "python"
    stamp = folder / "installed"
    wanted = repr(installs)
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    say(f"Installing {name} (once)…")
    venv.create(folder, clear=True, with_pip=True)
    for arguments in installs:
        done = children.run(
            *[
                str(python),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--quiet",
                "--disable-pip-version-check",
            ],
            *arguments,
            env=os.environ | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"},
        )
        if done.returncode:
            raise Failed(f"pip could not install {name}; its message above says why.")
    stamp.write_text(wanted)
    return python


def nginx() -> Path:
    """The program of nginx: the machine's own, or Debian's; Failed if there is none."""
    unpacked = FOLDER / "nginx" / "usr" / "sbin" / "nginx"
    found = shutil.which("nginx") or (unpacked if unpacked.exists() else "")
    if found:
        return Path(found)
    if shutil.which("apt-get"):
        say("Fetching nginx from Debian (once)…")
        _unpack("nginx", FOLDER / "nginx")
    if not unpacked.exists():
        raise Failed("No nginx, and it cannot be fetched. Install it, or leave it out.")
    return unpacked


def _unpack(package: str, folder: Path) -> None:
    """Unpack a package of Debian's into a folder, without installing it."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        children.run("apt-get", "-qq", "update", stdout=subprocess.DEVNULL)
    children.run("apt-get", "-qq", "download", package, cwd=folder, stderr=subprocess.DEVNULL)
    for archive in folder.glob("*.deb"):
        children.run("dpkg-deb", "--extract", archive, folder)
