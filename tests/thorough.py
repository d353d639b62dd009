"""How thoroughly a run looks: every day at some random examples, with `--all` at more."""

import os

EVERY_DAY = "TESTS_EVERY_DAY"
"""In the environment of a run without slow tests; tests/conftest.py sees to it."""


def examples(number: int) -> int:
    """How many examples of `number` this run takes."""
    return max(number // 3, 2) if os.environ.get(EVERY_DAY) else number
