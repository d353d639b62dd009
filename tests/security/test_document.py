"""docs/security.md speaks of tests that there are, and of every chapter of the standard."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
TEXT = (TESTS.parent / "docs" / "security.md").read_text()


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", TEXT)
    assert len(named) > 40
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (TESTS / file).exists() or f"def {test}(" not in (TESTS / file).read_text()
    ]
    assert missing == []


def test_every_threat_names_a_test() -> None:
    threats = TEXT.partition("## Threats")[2].partition("## OWASP")[0]
    rows = [line for line in threats.splitlines() if line.startswith("|")][2:]
    assert len(rows) > 12
    assert [row for row in rows if "::test_" not in row] == []


def test_every_chapter_of_the_standard_is_there() -> None:
    chapters = re.findall(r"^\| V(\d+) ", TEXT, re.MULTILINE)
    assert chapters == [str(number) for number in range(1, 18)]
