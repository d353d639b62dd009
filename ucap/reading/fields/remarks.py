"""What reading notes by the way: where it is not sure, and which words it has used up as labels."""

from ucap.reading.fields.runs import Run
from ucap.reading.understood import Doubt


class Remarks:
    """Collects doubts, and runs that are no part of a field but are understood all the same."""

    def __init__(self) -> None:
        self.doubts: list[Doubt] = []
        self.used: list[Run] = []

    def doubt(self, field: str, why: str) -> None:
        """Reading is not sure of `field`; the same doubt is noted once."""
        doubt = Doubt(field, why)
        if doubt not in self.doubts:
            self.doubts.append(doubt)

    def use(self, *runs: Run) -> None:
        """These words are understood: a label, a title, a page number."""
        self.used += [run for run in runs if run]
