"""How well documents are read: the fields, the records, and what is recognised of them.

    .venv/bin/python -m benchmarks.reading --documents DIR [--invented] [--aside] [--json FILE]

DIR holds the documents that the fixtures were transcribed from. benchmarks/README.md says how to
read what is printed. Ends with 1 when less is right than must be, with 2 without the documents.
The documents put aside are only reported: what is right in them does not decide how it ends.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.reading import tables
from benchmarks.reading.portal import portal
from benchmarks.reading.scoring.score import Score, together

ORIGINALS, INVENTED, ASIDE = "The documents of the fixtures", "Invented documents", "Put aside"


def main() -> int:
    """Measure and print; 0 when all that was measured is good enough, or only to be reported."""
    given = arguments()
    if not given.documents.is_dir():
        print(f"There is no folder {given.documents}.", file=sys.stderr)
        return 2
    with portal():
        from benchmarks.reading.truth.fixtures import Wrong

        try:
            parts = measured(given)
        except Wrong as reason:
            print(reason, file=sys.stderr)
            return 2
    if given.json:
        given.json.write_text(tables.as_json(parts), encoding="utf-8")
    print("\n\n".join(tables.report(title, scores) for title, scores in parts.items()))
    return 0 if given.report or all_good_enough(parts) else 1


def all_good_enough(parts: Mapping[str, Sequence[Score]]) -> bool:
    """Whether the limits are kept in each part that they hold for: all but what is put aside."""
    return all(
        together(title, scores).good_enough() for title, scores in parts.items() if title != ASIDE
    )


def arguments() -> argparse.Namespace:
    """What was asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=Path, required=True)
    options.add_argument("--invented", action="store_true", help="also those of other hands")
    options.add_argument(
        "--aside", action="store_true", help="also those kept for the end, as a report"
    )
    options.add_argument("--json", type=Path, help="write all numbers and misses there")
    options.add_argument("--report", action="store_true", help="end with 0 whatever the numbers")
    return options.parse_args()


def measured(given: argparse.Namespace) -> dict[str, list[Score]]:
    """The scores of each part of the measurement; Wrong without the right documents."""
    # they need Django, which is only set up now
    from benchmarks.reading import measuring
    from benchmarks.reading.truth.fixtures import originals

    parts = {ORIGINALS: list(measuring.of_originals(originals(given.documents)))}
    if given.invented:
        parts[INVENTED] = list(measuring.of_invented(aside=False))
    if given.aside:
        parts[ASIDE] = list(measuring.of_invented(aside=True))
    return parts


if __name__ == "__main__":
    sys.exit(main())
