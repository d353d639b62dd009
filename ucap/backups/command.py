"""What bin/backup and bin/restore have in common."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from ucap import postgres, trial
from ucap.running import venv

CHECKOUT = venv.CHECKOUT


def folder(variable: str, *default: str) -> Path:
    """The folder that an environment variable names, or one below the checkout."""
    return Path(os.environ.get(variable) or CHECKOUT.joinpath(*default)).absolute()


def run(work: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> None:
    """Do the work on the database of DATABASE_URL or, without one, the trial's own.

    Whatever is made is for this user's eyes only. Ends the program with a message if it fails.
    """
    from ucap.backups.messages import Failed

    os.umask(0o077)
    # what has been begun is cleared up, as after Ctrl-C
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with trial.environment():
            work(options)
    except (Failed, postgres.CannotStart) as reason:
        sys.exit(f"\n{reason}")
    except KeyboardInterrupt:
        sys.exit(130)
