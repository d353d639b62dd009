"""The browser of the tests: found on the machine, or brought there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ucap import children
from ucap.running import debian
from ucap.running.venv import say

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]


def find() -> str | None:
    """A Chromium or Chrome that runs: the one named by CHROMIUM, an installed one, Playwright's."""
    named = os.environ.get("CHROMIUM")
    for candidate in [named] if named else [*map(shutil.which, NAMES), _of_playwright()]:
        if candidate and _runs(candidate):
            return candidate
    return None


def install() -> bool:
    """See to it that `find` finds one; says whether it does. Needs the test requirements."""
    if find():
        return True
    if os.environ.get("CHROMIUM"):
        say(f"CHROMIUM={os.environ['CHROMIUM']} does not run. Correct it, or unset it.")
        return False
    say("Installing Chromium (a minute or so)…")
    if (debian.install("chromium") and find()) or _download():
        return True
    say(
        "No browser for the tests: there is no Chromium or Chrome here that runs, and neither\n"
        "Debian's package nor Playwright's download could be had. Install one (as root:\n"
        "apt-get install chromium), or name one: CHROMIUM=/path/to/chrome bin/test"
    )
    return False


def _download() -> bool:
    """Download Playwright's own browser; says whether a browser runs afterwards."""
    children.run(sys.executable, "-m", "playwright", "install", "chromium")
    return bool(find())


def _of_playwright() -> str | None:
    """Where Playwright keeps its own browser, if it has one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _runs(path: str) -> bool:
    """Whether the program at `path` runs (Ubuntu's package may be a signpost to a snap)."""
    try:
        return not children.run(path, "--version", capture_output=True, timeout=60).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False
