"""Write the ten documents as real files, and check what is said about them.

    .venv/bin/python -m benchmarks.reading.documents DIR

The folder is made if need be. A truth that does not agree with its document is told, and the
command then fails.
"""

import sys
from pathlib import Path

from benchmarks.reading.check import check
from benchmarks.reading.paper import documents
from benchmarks.reading.renderers import write


def main(arguments: list[str]) -> int:
    """Do both; 0 where all agrees, 1 where something does not, 2 without a folder."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    for document in documents():
        print(write(document, folder), "(aside)" if document.aside else "")
        for problem in check(document):
            print(f"  {problem}", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
