"""R, in which one of the examples of the machine interface is written."""

import shutil
import subprocess

from ucap import children
from ucap.running import debian
from ucap.running.venv import say

PACKAGE = "r-cran-jsonlite"
"""Debian's package of what the example asks for; it brings R itself along."""


def install() -> bool:
    """See to it that the example can be run; says whether it can."""
    if _runs():
        return True
    say("Installing R (half a minute or so)…")
    if debian.install(PACKAGE) and _runs():
        return True
    say(f"No R with jsonlite for the tests of the examples. As root: apt-get install {PACKAGE}")
    return False


def _runs() -> bool:
    """Whether R runs and finds the package."""
    if not shutil.which("Rscript"):
        return False
    try:
        asked = ["Rscript", "-e", "library(jsonlite)"]
        return not children.run(*asked, capture_output=True, timeout=60).returncode
    except subprocess.TimeoutExpired:
        return False
