"""Lines of labels of SDGs and Urban Agenda topics, each for itself."""

import re
from collections.abc import Iterable, Iterator

from ucap.reading.fields.runs import Run, joined, span
from ucap.reading.understood import Span

_GOAL = r"\b(?:S[DG][GD]s?|Goal)\s*[.:#-]?\s*\d"
_TOPIC = r"\b(?:EU\s+U[PA]\b|EU\s+Urban\s+Agenda\b|(?<!EU\s)Urban\s+Agenda\b)"
_FIRST = re.compile(rf"(?:{_GOAL}|{_TOPIC})", re.IGNORECASE)
_NEXT = re.compile(rf"(?<![,&/+:(–-])\s(?={_GOAL}|{_TOPIC})", re.IGNORECASE)
_AFTER_NUMBER = re.compile(
    rf"(?<=\d)\s+(?=[A-Z])|(?<!^)(?<![,&/+:(–-])\s(?={_TOPIC})",
)
_ANNOUNCED = re.compile(rf"(?:SDGs?|{_TOPIC}.*|.*\btopics?|.*\bthemes?)\s*:", re.IGNORECASE)


def terms(runs: Iterable[Run]) -> tuple[Span, ...]:
    """Labels as printed, one line of the paper each; lines that were run together are parted.

    Labels that a comma joins stay together: what they mean must be known to part them.
    """
    return tuple(span(line) for line in _glued(runs))


def _glued(runs: Iterable[Run]) -> Iterator[Run]:
    """Lines; one that only announces what follows (“Urban Agenda topics:”) goes with the next."""
    announced: Run | None = None
    for line in (line for run in runs for line in _lines(run)):
        if announced:
            line, announced = joined([announced, line]), None
        if _ANNOUNCED.fullmatch(line.plain):
            announced = line
        else:
            yield line
    if announced:
        yield announced


def _lines(run: Run) -> Iterator[Run]:
    for line in run.lines():
        start = 0
        for found in re.finditer(r"(?<!\s)\s*[;|•→]\s*", line.text):
            yield from _parted(line.cut(start, found.start()))
            start = found.end()
        yield from _parted(line.cut(start))


def _parted(line: Run) -> Iterator[Run]:
    """“SDG 4 Education SDG 9 Industry” before each goal; “Education: SDG 4 Industry: SDG 9” after.

    Which of both it is shows at the beginning of the line.
    """
    if not line:
        return
    pattern = _NEXT if _FIRST.match(line.text) else _AFTER_NUMBER
    start = 0
    for found in pattern.finditer(line.text):
        piece = line.cut(start, found.start())
        if piece:
            yield piece
            start = found.end()
    yield line.cut(start)
