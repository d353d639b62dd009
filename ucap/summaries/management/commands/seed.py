"""`manage.py seed`: load the fixtures, leaving alone whatever an editor has changed."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from ucap.summaries.models import Summary
from ucap.summaries.seeding import FixtureError, Report, seed


class Command(BaseCommand):
    """Load the fixtures. Safe to repeat: what editors changed since stays as they left it."""

    help = __doc__

    def add_arguments(self, parser) -> None:
        """`--if-empty` is for starting scripts."""
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing when the database holds a summary already",
        )

    def handle(self, *args, **options) -> None:
        """Seed and say what was done."""
        if options["if_empty"] and Summary.objects.exists():
            self.stdout.write("The database holds summaries already: nothing loaded.")
            return
        try:
            report = seed()
        except FixtureError as error:
            raise CommandError(f"{error}\nNothing was loaded.") from error
        self.tell(report)

    def tell(self, report: Report) -> None:
        """Write the report."""
        self._tally("Created", report.created)
        self._tally("Brought up to the fixtures", report.updated)
        self._tally("Unchanged", report.unchanged)
        self._names("Already there, taken over as they are", report.adopted)
        self._names("Edited since, left as they are", report.edited)
        self._names("Deleted or merged since, left so", report.deleted)
        self._names("Left out, for what they belong to is gone", report.orphaned)

    def _tally(self, what: str, counts: Counter) -> None:
        if counts:
            kinds = ", ".join(f"{number} {noun}" for noun, number in counts.items())
            self.stdout.write(f"{what}: {counts.total()} ({kinds})")

    def _names(self, what: str, names: list[str]) -> None:
        if names:
            self.stdout.write(f"{what}: {len(names)}")
            for name in names:
                self.stdout.write(f"  {name}")
