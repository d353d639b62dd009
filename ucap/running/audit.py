"""Asking a service of advisories about everything that is installed (pip-audit)."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from ucap import children

LOCKED = ("requirements.txt", "requirements-dev.txt")
SERVICES = (("--vulnerability-service", "pypi"), ("--vulnerability-service", "osv"))
"""Where pip-audit asks: the first that answers for every package counts."""
LIMIT = 10 * 60  # seconds


@dataclass(frozen=True)
class Audit:
    """What an audit came to."""

    answered: bool
    """Whether a service knew of every package."""
    found: tuple[str, ...] = ()
    """Each advisory that holds for a version that is installed."""
    said: str = ""
    """What pip-audit said where no service answered."""


def audit(files: Sequence[str] = LOCKED, services: Sequence[Sequence[str]] = SERVICES) -> Audit:
    """Ask the services about what the files lock, one after the other until one has answered.

    Takes a minute where one answers. Nothing is installed and no package index is asked.
    """
    said = []
    for service in services:
        outcome = _asked(files, service)
        if outcome.answered:
            return outcome
        said.append(outcome.said)
    return Audit(answered=False, said="\n".join(said))


def _asked(files: Sequence[str], service: Sequence[str]) -> Audit:
    """The outcome of one run; strict: a package that the service does not know ends it."""
    command = [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes"]
    locked = [part for file in files for part in ("--requirement", file)]
    told = ["--format", "json", "--desc", "off", "--progress-spinner", "off"]
    try:
        done = children.run(
            *[*command, *locked, *told, *service],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return Audit(answered=False, said=f"{service[1]}: no answer in {LIMIT // 60} minutes")
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        lines = done.stderr.strip().splitlines()
        return Audit(answered=False, said=f"{service[1]}: {lines[-1] if lines else 'no word'}")
    return Audit(answered=bool(packages), found=tuple(_advisories(packages)))


def _advisories(packages: list[dict]) -> list[str]:
    """One line for each advisory."""
    return [
        f"{package['name']} {package['version']}: {advisory['id']}, "
        f"put right in {', '.join(advisory['fix_versions']) or 'no version yet'}"
        for package in packages
        for advisory in package["vulns"]
    ]
