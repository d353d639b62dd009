"""bin/test: what is checked every day, `--all` that is checked, `--faults`, or some of the tests.

`--audit` asks only whether what is installed is known to be weak.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from ucap import children
from ucap.running import audit, browser, r, venv
from ucap.running.venv import say

LIMIT = 80 * 60  # seconds: a run that hangs comes to an end
CODE = ["benchmarks", "browse", "cities", "pilots", "ucap", "tests", "manage.py"]

# The one tool that cannot be run as a module.
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Apart from pytest: what the person who waits is told, and the arguments for Python.
STEPS = {
    "Linting (ruff check)": ["-m", "ruff", "check", "."],
    "Formatting (ruff format)": ["-m", "ruff", "format", "--check", "."],
    "Templates (djlint --lint)": ["-m", "djlint", "--lint", "--quiet", "templates"],
    "Types (mypy)": ["-m", "mypy", *CODE],
    "Imports (import-linter)": ["-c", _LINT_IMPORTS],
    "Migrations (makemigrations --check)": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "Deployment (check --deploy)": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


# The whole suite: one process more than there are cores, since each waits for a browser or a
# server now and then. Which tests stay together is said in tests/conftest.py.
ALL = "--all"
AUDIT = "--audit"
AT_ONCE = ["-n", "3"]
EVERYTHING = [*AT_ONCE, "-m", "not fault"]
EVERY_DAY = [*AT_ONCE, "-m", "not slow and not fault"]
# What is broken on purpose has the machine to itself, one fault after the other.
FAULTS = "--faults"
BROKEN = ["-m", "fault", "tests/faults"]


@dataclass(frozen=True)
class Result:
    """How a step went."""

    name: str
    passed: bool
    seconds: float
    output: str = ""


def main(arguments: list[str]) -> None:
    """Run the checks, `--all` of them, `--faults` or the audit alone, or pytest with `arguments`.

    Ends with 1 if anything failed.
    """
    if arguments == [AUDIT]:
        venv.enter("requirements.txt", "requirements-dev.txt")
        sys.exit(not _audited(strict=True).passed)
    named = {ALL: EVERYTHING, FAULTS: BROKEN}
    tests = named.get(" ".join(arguments)) or arguments or EVERY_DAY
    alone = tests is arguments or tests is BROKEN
    venv.enter("requirements.txt", "requirements-dev.txt")
    begun = time.monotonic()
    results = [_brought("Browser", browser.install)]
    if tests is EVERYTHING:
        results += [_brought("R", r.install), _audited(strict=False)]
    if not alone:
        results += _static_checks()
    results.append(_pytest(tests, begun + LIMIT))
    failed = [result.name for result in results if not result.passed]
    if failed:
        sys.exit("\nFailed: " + ", ".join(failed))
    if not alone:
        say(f"All checks passed, in {time.monotonic() - begun:.0f} s.")


def _brought(name: str, install: Callable[[], bool]) -> Result:
    """See to what pip cannot bring; without it the tests that need it fail by themselves."""
    begun = time.monotonic()
    return Result(name, install(), time.monotonic() - begun)


def _audited(*, strict: bool) -> Result:
    """Ask about weaknesses of what is installed, and say loudly if nobody answered.

    Whether the world can be reached says nothing about the portal: only with `strict` it fails.
    """
    begun = time.monotonic()
    outcome = audit.audit()
    passed = not outcome.found and (outcome.answered or not strict)
    word = "ok    " if outcome.answered and passed else "FAILED" if not passed else "ABSENT"
    seconds = time.monotonic() - begun
    say(f"{word} Known weaknesses (pip-audit --strict), {seconds:.1f} s")
    for line in outcome.found:
        say(line)
    if not outcome.answered:
        say(f"NOT AUDITED: no service of advisories could be asked.\n{outcome.said}")
    return Result("Known weaknesses (pip-audit)", passed, seconds)


def _static_checks() -> list[Result]:
    """Run all steps but pytest, two at a time; each is reported when its turn has come."""
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(_step, name, command) for name, command in STEPS.items()]
        return [_reported(step) for step in running]


def _step(name: str, command: list[str]) -> Result:
    """Run one step to its end, in an environment like production's."""
    begun = time.monotonic()
    done = children.run(
        sys.executable,
        *command,
        env=os.environ | _like_production(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LIMIT,
    )
    return Result(name, not done.returncode, time.monotonic() - begun, done.stdout)


def _like_production() -> dict[str, str]:
    """Settings that pass for a production's; none of these steps uses the database."""
    return {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "portal.example",
        "DEBUG": "0",
        "HTTPS": "1",
    }


def _reported(step: Future[Result]) -> Result:
    """The result of a step, once it is there and has been printed."""
    result = step.result()
    say(f"{'ok    ' if result.passed else 'FAILED'} {result.name}, {result.seconds:.1f} s")
    if not result.passed:
        say(result.output)
    return result


def _pytest(arguments: list[str], until: float) -> Result:
    """Run the tests, their output shown as it comes."""
    begun = time.monotonic()
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for pytest, which then reports
    try:
        done = children.run(
            *[sys.executable, "-m", "pytest", *arguments],
            timeout=until - begun,
        )
        passed = not done.returncode
    except subprocess.TimeoutExpired:
        say(f"The tests were stopped: everything together may take {LIMIT // 60} minutes.")
        passed = False
    return Result("Tests (pytest)", passed, time.monotonic() - begun)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
