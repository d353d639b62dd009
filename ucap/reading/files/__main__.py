"""`python -m ucap.reading.files SECONDS MEBIBYTES PATH NAME`: reads a file within limits.

Prints one line of JSON for each page that is read, and at last one with the document or with why
there is none. It is started by `apart`, knows no secret of the portal and loads no Django.
"""

import contextlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from ucap.reading.blocks import Unreadable
from ucap.reading.files import read
from ucap.reading.files.data import as_data


def main(seconds: str, mebibytes: str, path: str, name: str) -> None:
    """Read a file, and print what is in it."""
    _limit(int(seconds), int(mebibytes))
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)  # what libraries print is no answer

        def tell(**what: Any) -> None:
            print(json.dumps(what), file=out, flush=True)

        try:
            document = read(Path(path), name, lambda page, pages: tell(page=page, pages=pages))
            tell(document=as_data(document))
        except Unreadable as error:
            tell(unreadable=str(error), because=repr(error.__cause__ or ""))


def _limit(seconds: int, mebibytes: int) -> None:
    """Some systems do not know all limits; time is watched from outside as well."""
    memory = mebibytes * 1024 * 1024
    limits = {
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for limit, values in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, values)
    signal.alarm(seconds + 1)  # the process that waits for this one may be gone


if __name__ == "__main__":
    main(*sys.argv[1:])
