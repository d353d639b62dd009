"""Pieces of a Word document that python-docx has no words for: links, marks, fields."""

import re
from collections.abc import Iterable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from ucap.api.briefing.document import Span

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold."""


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML; `element("w:jc", val="end")` is `<w:jc w:val="end"/>`."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNWRITABLE.sub("", text)


def run(text: str, style: str = "") -> Any:
    """A run of text, perhaps in a character style (by its identifier)."""
    made = OxmlElement("w:r")
    if style:
        made.style = style
    made.text = clean(text)
    return made


def field(instruction: str, shown: Iterable[Any] = ()) -> list[Any]:
    """The runs of a field: what Word works out, and what stands there until it does."""
    told = element("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {instruction} "
    return [mark("begin"), _in_run(told), mark("separate"), *shown, mark("end")]


def mark(kind: str) -> Any:
    """The run that begins, parts or ends a field."""
    return _in_run(element("w:fldChar", fldCharType=kind))


def _in_run(child: Any) -> Any:
    made = OxmlElement("w:r")
    made.append(child)
    return made


def bookmarked(content: Any, number: int, name: str) -> list[Any]:
    """The content between the two ends of a bookmark."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    return [start, *content, element("w:bookmarkEnd", id=str(number))]


class Links:
    """The links of one document. `whole` makes a whole address of a path of the portal."""

    def __init__(self, part: Any, whole: Any) -> None:
        self.part = part
        self.whole = whole
        self._known: dict[str, str] = {}
        self._marks: dict[str, str] = {}

    def mark_of(self, anchor: str) -> str:
        """The name of the bookmark for an anchor: Word takes neither hyphens nor long names."""
        return self._marks.setdefault(anchor, f"_Toc{len(self._marks) + 1:06}")

    def pieces(self, spans: Iterable[Span], *, style: str = "Hyperlink") -> list[Any]:
        """The runs and links of a line. Links take the character style `style`, if any."""
        return [self._piece(span, style) for span in spans]

    def _piece(self, span: Span, style: str) -> Any:
        if not span.url:
            return run(span.text, "Quiet" if span.quiet else "")
        made = OxmlElement("w:hyperlink")
        if span.url.startswith("#"):
            made.set(qn("w:anchor"), self.mark_of(span.url[1:]))
        else:
            made.set(qn("r:id"), self._relation(span.url))
        made.append(run(span.text, style))
        return made

    def _relation(self, url: str) -> str:
        """The document's identifier of a link.

        Given here, since `relate_to` looks through all links for each: a minute for some thousands.
        """
        if url not in self._known:
            name = self._known[url] = f"rIdLink{len(self._known) + 1}"
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.part.rels.add_relationship(kind, self.whole(url), name, is_external=True)
        return self._known[url]
