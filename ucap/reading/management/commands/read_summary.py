"""`manage.py read_summary`: read documents into readings, or say what is understood of them."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ucap.reading import steps, working
from ucap.reading.blocks import Unreadable
from ucap.reading.files import Progress
from ucap.reading.models import Reading, State
from ucap.reading.stored import load, plain
from ucap.reading.taking import take
from ucap.summaries.documents.keeping import look
from ucap.summaries.documents.kinds import NotADocument


class Command(BaseCommand):
    """Read summary documents.

    Without --json each becomes a reading on the desk, where an editor decides on it; with it,
    nothing is saved. Exits with 1 when a file cannot be read (all others are read nevertheless),
    with 2 when it was called wrongly.
    """

    help = "Read summary documents into drafts to decide on, or print what is understood of them."

    def add_arguments(self, parser) -> None:
        """Which files, and what to do with them."""
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--json", action="store_true", help="print what is understood, and save nothing"
        )
        parser.add_argument(
            "--waiting", action="store_true", help="read what has been uploaded and waits"
        )

    def handle(self, *args, **options) -> None:
        """Read the files, or what waits."""
        files: list[Path] = options["files"]
        if bool(files) == options["waiting"] or (options["waiting"] and options["json"]):
            raise CommandError("name files to read, or say --waiting", returncode=2)
        if options["waiting"]:
            working.work()
            return
        good = self.print_json(files) if options["json"] else self.read_all(files)
        if not good:
            sys.exit(1)

    # Readings

    def read_all(self, files: list[Path]) -> bool:
        """Make a reading of each file; whether all could be read."""
        read = [self.read_one(file, place) for file, place in self.counted(files)]
        return all(read)

    def read_one(self, file: Path, place: str) -> bool:
        """Make a reading of a file and say where it is decided on; whether it can be read."""
        try:
            with file.open("rb") as opened:
                reading, is_new = take(file.name, opened)
        except (OSError, NotADocument) as refused:
            return self.refused(file, why(refused))
        if is_new:
            reading.move(State.READING)
            working.read(reading, self.progress(place))
        self.ended()
        if reading.state == State.REFUSED:
            return self.refused(file, reading.message)
        self.tell(file, reading)
        return True

    def tell(self, file: Path, reading: Reading) -> None:
        """What is sure, what is doubtful, and where to decide."""
        self.stdout.write(str(file))
        if reading.understood is not None:
            doubts = load(reading.understood).understood.doubts
            for doubt in doubts:
                self.stdout.write(f"  ? {doubt.field}: {doubt.why}")
            if not doubts:
                self.stdout.write(f"  {_('Nothing is doubtful.')}")
        self.stdout.write(f"  → {settings.PORTAL_URL}{reading.get_absolute_url()}")

    # JSON

    def print_json(self, files: list[Path]) -> bool:
        """Print what is understood of each file; whether all could be read."""
        found = [self.understood(file, place) for file, place in self.counted(files)]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        return not any("error" in one for one in found)

    def understood(self, file: Path, place: str) -> dict[str, Any]:
        """What is understood of a file, or why it cannot be read."""
        try:
            with file.open("rb") as opened:
                name = look(file.name, opened).name
            read = steps.read_whole(file, name, self.progress(place))
        except (OSError, NotADocument, Unreadable) as refused:
            self.refused(file, why(refused))
            return {"file": str(file), "error": why(refused)}
        finally:
            self.ended()
        return {"file": str(file), **plain(read)}

    # What is told on standard error

    def counted(self, files: list[Path]) -> Iterator[tuple[Path, str]]:
        """Each file with its place among all, which is told."""
        for number, file in enumerate(files, 1):
            place = f"{number}/{len(files)} {file.name}"
            self.live(place)
            yield file, place

    def progress(self, place: str) -> Progress:
        """Tells how far a file is."""
        return lambda page, pages: self.live(f"{place}: {page}/{pages}" if pages else place)

    def live(self, text: str) -> None:
        """A line that is written over by the next one; nothing where nobody looks."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{text[:78]}", ending="")

    def ended(self) -> None:
        """Take the line away."""
        self.live("")

    def refused(self, file: Path, reason: str) -> bool:
        """Say why a file cannot be read; False."""
        self.ended()
        self.stderr.write(f"{file}: {reason}")
        return False


def why(refused: Exception) -> str:
    """A refusal in words."""
    if isinstance(refused, OSError):
        return refused.strerror or str(refused)
    return str(refused)
