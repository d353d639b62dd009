#!/usr/bin/env python
"""Run a management command: `./manage.py help` lists them."""

import os
import sys

from ucap import trial


def main() -> None:
    """Run the command line against DATABASE_URL or, without one, the trial's own Postgres."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ucap.settings")
    with trial.environment():
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
