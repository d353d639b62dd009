"""The five summaries, seeded once for a whole file."""

from tests.stories.conftest import seeded

__all__ = ["seeded"]
