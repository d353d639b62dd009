"""`manage.py keep_documents FILE-OR-FOLDER…`: keep the files that summaries name by checksum."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ucap.summaries.documents.keeping import keep
from ucap.summaries.documents.kinds import NotADocument
from ucap.summaries.documents.store import checksum
from ucap.summaries.models import Summary


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among `paths` and in the folders among them, hidden ones aside."""
    for path in paths:
        if path.is_dir():
            inside = (found.relative_to(path) for found in sorted(path.rglob("*")))
            seen = (p for p in inside if not any(part.startswith(".") for part in p.parts))
            yield from (path / p for p in seen if (path / p).is_file())
        else:
            yield path


class Command(BaseCommand):
    """Keep the files whose checksum a summary names, and say which do and which do not.

    The name that stands on the summary stays. Safe to repeat. Exits with 1
    when a file that a summary names cannot be kept.
    """

    help = "Keep the original documents whose checksum a summary names."

    def add_arguments(self, parser) -> None:
        """Where the documents are."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE-OR-FOLDER")

    def handle(self, *args, **options) -> None:
        """Look at each file and report; every summary is entered by itself."""
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no {', no '.join(missing)}.", returncode=2)
        named = defaultdict(list)
        for summary in Summary.objects.exclude(document_sha256=""):
            named[summary.document_sha256].append(summary)
        outcomes = [self.take(path, named) for path in files(options["paths"])]
        kept, refused = outcomes.count(True), outcomes.count(False)
        without = sum(not s.document_is_kept for same in named.values() for s in same)
        self.stdout.write(f"{kept} of {len(outcomes)} files kept.")
        self.stdout.write(f"Summaries whose file is still missing: {without}.")
        if refused:
            raise CommandError(f"{refused} could not be kept, see above.")

    def take(self, path: Path, named: dict[str, list[Summary]]) -> bool | None:
        """Keep one file: whether that worked, or None when no summary names it."""
        try:
            with path.open("rb") as file:
                summaries = named.get(checksum(file), [])
                if not summaries:
                    self.stdout.write(f"{path}: named by no summary")
                    return None
                with pghistory.context(command="keep_documents"), transaction.atomic():
                    for summary in summaries:
                        keep(summary, summary.document_name or path.name, file)
                        summary.save()
        except NotADocument as error:
            self.stdout.write(self.style.ERROR(f"{path}: {error.reason}"))
            return False
        except OSError as error:
            self.stdout.write(self.style.ERROR(f"{path}: {error.strerror}"))
            return False
        self.stdout.write(f"{path}: kept for {', '.join(s.short_title for s in summaries)}")
        return True
