"""Reads documents by the steps of `ucap.reading`, and scores what comes out.

To be imported when Django is set up.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reading.paper import documents
from benchmarks.reading.renderers import write
from benchmarks.reading.scoring.fields import fields
from benchmarks.reading.scoring.reading import Reading
from benchmarks.reading.scoring.records import records
from benchmarks.reading.scoring.score import Score
from benchmarks.reading.truth import invented
from benchmarks.reading.truth.fixtures import Original, Wrong
from benchmarks.reading.truth.rows import Rows
from benchmarks.reading.truth.values import Truth
from ucap.reading.blocks import Unreadable
from ucap.reading.fields import understand
from ucap.reading.files import read
from ucap.reading.records import propose
from ucap.reading.records.draft import Draft
from ucap.reading.records.knowing import known
from ucap.reading.records.known import Known
from ucap.reading.understood import Understood
from ucap.running.venv import say
from ucap.summaries.models import Summary


def of_originals(originals: Iterable[Original]) -> Iterator[Score]:
    """The score of each document, read into a portal that holds the others.

    Wrong when it holds something of that document all the same.
    """
    for one in originals:
        portal = known(without=Summary.objects.get(slug=one.slug))
        told = only_here(one.truth, portal)
        if told:
            raise Wrong(f"Without “{one.slug}”, the portal still knows {', '.join(told)}.")
        yield _score(one.truth, one.path, portal)


def only_here(truth: Truth, portal: Known) -> list[str]:
    """The slugs of records that the portal knows, though only this document tells of them."""
    known_ones = {one.slug for one in (*portal.activities, *portal.pilots)}
    return [
        record.slug
        for entry in (*truth.activities, *truth.results)
        for record in entry.records
        if not record.told_elsewhere and record.slug in known_ones
    ]


def of_invented(*, aside: bool) -> Iterator[Score]:
    """The score of each invented document, read into a portal of all the others' fixtures."""
    portal, rows = known(without=None), Rows.of_fixtures()
    with TemporaryDirectory() as folder:
        for document in documents():
            if document.aside == aside:
                truth = invented.truth(document.name, document.truth, rows)
                yield _score(truth, write(document, Path(folder)), portal)


def _score(truth: Truth, path: Path, portal: Known) -> Score:
    """The score of a file; one that cannot be read has nothing right."""
    try:
        understood = understand(read(path, path.name))
        reading = Reading(understood, propose(understood, portal), portal)
    except Unreadable as reason:
        say(f"{truth.name} cannot be read: {reason}")
        reading = Reading(Understood(), Draft(), portal)
    return Score(truth.name, fields(truth, reading), records(truth, reading))
