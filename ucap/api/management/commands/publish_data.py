"""Make the archive of all that is public, where that has changed."""

import signal
import sys
import time
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from ucap.api.bulk.archive import publish

STOPPED = 128 + signal.SIGTERM


class Command(BaseCommand):
    """`manage.py publish_data`: once, or for as long as it runs (`--watch`)."""

    is_told_to_stop = False
    help = "Make the archive that /data/ offers, if what is public has changed since the last one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--anew", action="store_true", help="make it in any case")
        parser.add_argument(
            "--watch",
            type=int,
            metavar="SECONDS",
            help="look again every so many seconds until stopped",
        )

    def handle(self, **options) -> None:
        """Make it; CommandError if that is not possible."""
        if not settings.PORTAL_URL:
            raise CommandError(
                "PORTAL_URL is not set: give the portal's full address, as in https://portal.example"
            )
        if not options["watch"]:
            self._publish(anew=options["anew"])
            return
        signal.signal(signal.SIGTERM, self._stop)
        while True:
            self._look()
            if self.is_told_to_stop:
                sys.exit(STOPPED)
            time.sleep(options["watch"])

    def _stop(self, *_: object) -> None:
        """Leave nothing half done behind, and end.

        Where the database is stopping as well, giving up what was begun fails, and what that
        raises takes the place of the end.
        """
        self.is_told_to_stop = True
        sys.exit(STOPPED)

    def _look(self) -> None:
        """Make it where needed; what keeps it from being made now may be over next time."""
        try:
            self._publish()
        except (OSError, Error) as error:
            self.stderr.write(f"The open data could not be made: {error}")
        finally:
            connection.close()  # nothing is held while waiting, and a lost one is not kept

    def _publish(self, *, anew: bool = False) -> None:
        archive = publish(anew=anew)
        if archive is None:
            self.stdout.write("Nothing has changed.") if not anew else None
            return
        rows = sum(table.rows for table in archive.tables)
        self.stdout.write(f"Made {archive.path}: {rows} rows, {archive.size} bytes.")
