"""The themes of a summary, and what it says theme by theme of focus and challenges."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ucap.reading.fields.joining import paragraphs
from ucap.reading.fields.naming import LONGEST, likeness, namings
from ucap.reading.fields.remarks import Remarks
from ucap.reading.fields.runs import Run, prose, span
from ucap.reading.understood import Span, Theme

ALIKE = 0.6
"""From which likeness on a label above a text is that of a theme."""


_REMARK = re.compile(r"(?P<label>[^():;]+?)\s*\((?=[^\W\dA-ZÀ-Þ])(?P<text>[^()]*\s[^()]*)\)")
"""Words that describe a theme, in brackets behind its label; one word only belongs to the label."""


@dataclass
class _Named:
    """A theme that is being read."""

    label: Run
    texts: list[Run] = field(default_factory=list)

    def theme(self) -> Theme:
        return Theme(span(self.label), prose(self.texts))


def themes(
    runs: Sequence[Run], places: Collection[str], hints: Collection[str], remarks: Remarks
) -> tuple[Theme, ...]:
    """Themes in their order, labels without a closing colon, what stands under each.

    `places` are the words of the names of cities and countries that the document has told of,
    `hints` labels that it prints elsewhere: they part labels that stand in one line without a sign.
    """
    found: list[_Named] = []
    lines = [line for run in paragraphs(runs) for line in _lines(run)]
    has_bold = any(line.is_bold for line in lines)
    for line in lines:
        named = _named(line, places)
        listed = _listed(line, hints)
        if len(named) > 1 or (len(listed) > 1 and ";" not in line.text):
            remarks.doubt("themes", "Several ran on in one line, which was parted.")
        if len(listed) > 1 and len(named) < 2:
            found += [_Named(_bare(label)) for label in listed]
        elif named and not (has_bold and found and not line.stressed()):
            found += named
        elif found and _describes(line, found[-1], has_bold=has_bold):
            found[-1].texts.append(line)
        else:
            found.append(_Named(_bare(line)))
    return tuple(one.theme() for one in found)


def _lines(run: Run) -> list[Run]:
    return run.lines() if not run.is_point else [run]


def _named(line: Run, places: Collection[str]) -> list[_Named]:
    """The themes that a line names with their texts; [] where it is not of that form."""
    bold = line.stressed()
    if bold and not line.is_bold:
        rest = line.rest(bold + len(line.text[bold:]) - len(line.text[bold:].lstrip(" :–—-")))
        return [_Named(_bare(line.cut(0, bold)), [rest] if rest else [])]
    remark = _REMARK.fullmatch(line.text)
    if remark and len(remark["label"].split()) <= LONGEST:
        return [_Named(_bare(line.cut(*remark.span("label"))), [line.rest(*remark.span("text"))])]
    if line.is_bold:
        return [_Named(_bare(line))]
    labels = namings(line.text, places)
    ends = [*(label.start for label in labels[1:]), len(line.text)]
    found = []
    for label, end in zip(labels, ends):  # noqa: B905 - without labels there is an end too many
        text = line.rest(label.after, end)
        found.append(_Named(_bare(line.cut(label.start, label.end)), [text] if text else []))
    return found


def _describes(line: Run, above: _Named, *, has_bold: bool) -> bool:
    """Whether a line without a label of its own says something of the theme above it."""
    if has_bold or line.level > 1 or line.text[:1].islower():
        return True
    if line.is_point and not above.label.is_point:
        return True
    if above.texts and not line.is_point:
        return len(line.plain.split()) > LONGEST or line.text.endswith(".")
    return len(line.plain.split()) > LONGEST


def _listed(line: Run, hints: Collection[str]) -> list[Run]:
    """The labels of a line that has nothing but labels: semicolons or known labels part them."""
    if ":" in line.text or line.text.endswith("."):
        return []
    cuts = {0, len(line.text)}
    for sign in re.finditer(";", line.text):
        cuts |= {sign.start(), sign.end()}
    for hint in hints:
        for known in re.finditer(rf"\b{re.escape(hint)}(?!\w)", line.text):
            cuts |= {known.start(), known.end()}
    ends = sorted(cuts)
    pieces = [line.cut(*pair) for pair in pairwise(ends)]
    labels = [piece for piece in pieces if re.search(r"\w", piece.text)]
    return labels if all(label.text[0].isupper() for label in labels) else []


def labels_told(runs: Sequence[Run]) -> frozenset[str]:
    """What may be labels of themes above the paragraphs of a prose field."""
    found = (_label(run) for run in paragraphs(runs))
    return frozenset(_bare(label).text for label in found if label)


def _bare(run: Run) -> Run:
    """A label without its closing colon."""
    return run.cut(0, len(run.text.rstrip(" :")))


@dataclass(frozen=True)
class Told:
    """What a prose field says of the whole, and of each theme by its number from 0."""

    whole: Span
    by_theme: dict[int, Span]


def told(runs: Sequence[Run], known: Sequence[Theme], remarks: Remarks) -> Told:
    """A prose field parted by the labels of themes in it; all of it is of the whole without any."""
    whole: list[Run] = []
    parts: dict[int, list[Run]] = {}
    number: int | None = None
    texts = (text for run in paragraphs(runs) for text in _before_labels(run, known))
    for run in texts:
        found = _of_theme(run, known, parts)
        if found:
            number, label = found
            remarks.use(label)
            run = run.rest(_after(run, len(label.text)))
        target = whole if number is None else parts.setdefault(number, [])
        if run:
            target.append(run)
    return Told(prose(whole), {n: prose(texts) for n, texts in parts.items() if texts})


def _before_labels(run: Run, known: Sequence[Theme]) -> Iterator[Run]:
    """A text parted where a sentence ends and the label of a theme with a colon follows."""
    names = "|".join(re.escape(theme.label.text) for theme in known)
    cuts = re.finditer(rf"(?<=[.;!?])\s+(?=(?:{names})\s*:)", run.text) if names else ()
    ends = [*(found.start() for found in cuts), len(run.text)]
    for start, end in zip([0, *ends[:-1]], ends, strict=True):
        yield run.cut(start, end)


def _of_theme(run: Run, known: Sequence[Theme], taken: Iterable[int]) -> tuple[int, Run] | None:
    """(number of the theme whose label a text begins with, that label)."""
    label = _label(run) or _exact(run, known)
    if not label:
        return None
    scores = [(likeness(label.plain, theme.label.text), n) for n, theme in enumerate(known)]
    free = [pair for pair in scores if pair[1] not in taken]
    best = max(free, default=(0, 0), key=lambda pair: (pair[0], -pair[1]))
    return (best[1], label) if best[0] >= ALIKE else None


def _exact(run: Run, known: Sequence[Theme]) -> Run | None:
    """The label of a theme that a text begins with, without any sign, as a new sentence follows."""
    for theme in known:
        name = theme.label.text
        if run.text.startswith(name) and re.match(r"\s+[^\W\d_a-zß-ÿ]", run.text[len(name) :]):
            return run.cut(0, len(name))
    return None


def _label(run: Run) -> Run | None:
    """The bold words that a text begins with, or those before its first colon."""
    if run.level > 1 or (run.is_point and not run.stressed()):
        return None
    first = next(iter(namings(run.text, ())), None)
    label = run.cut(0, run.stressed() or (first.after if first else 0))
    return label if label and len(label.plain.split()) <= LONGEST else None


def _after(run: Run, end: int) -> int:
    """Where the text begins after its label, without the signs between."""
    rest = run.text[end:]
    return end + len(rest) - len(rest.lstrip(" :–—-\n"))


def with_told(found: Sequence[Theme], focus: Told, challenges: Told) -> tuple[Theme, ...]:
    """The themes with what is told of each."""
    none = Span("")
    return tuple(
        replace(
            theme,
            focus=focus.by_theme.get(n, none),
            challenges=challenges.by_theme.get(n, none),
        )
        for n, theme in enumerate(found)
    )
