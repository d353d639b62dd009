#!/usr/bin/env python
"""Run a management command: `./manage.py help` lists them."""

import os
import sys

from ucap import postgres, trial


def main() -> None:
    """Run the command line against DATABASE_URL or, without one, the trial's own Postgres."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ucap.settings")
    try:
        with trial.environment():
            from django.core.management import execute_from_command_line

            from browse.history import commands

            with commands.told(sys.argv):
                execute_from_command_line(sys.argv)
    except postgres.CannotStart as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
