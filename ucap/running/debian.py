"""Debian's packages, for the two things that pip cannot bring."""

import os
import shutil
import subprocess

from ucap import children


def install(package: str) -> bool:
    """Install a package, if this is root on a Debian or Ubuntu; says whether that worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    _apt_get("update")
    return not _apt_get("install", "-y", "--no-install-recommends", package).returncode


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run apt-get without questions; only its errors are shown."""
    return children.run(
        "apt-get",
        "-qq",
        *arguments,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
