"""Paragraphs of a PDF, in fonts that come with reportlab or with every reader of PDF."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph

from benchmarks.reading.paper import Block, marked

FONT = "Vera"
CHINESE = "STSong-Light"
"""Also for arrows and circles, which Vera has not."""
FACES = {"Vera": (0, 0), "VeraBd": (1, 0), "VeraIt": (0, 1), "VeraBI": (1, 1)}
MISSING = re.compile(r"[^\x00-\u024f\u2010-\u203a\u20ac]+")
"""What Vera has no letters for."""


class Paragraphs:
    """Makes the paragraphs of one hand: its `bullet`, `sub_bullet` and `size` of letters."""

    def __init__(self, hand: dict[str, Any]) -> None:
        _register()
        self.bullet, self.below, size = hand["bullet"], hand["sub_bullet"], hand["size"]
        self.size = size
        self.styles = {
            "text": self._style("text"),
            "heading": self._style("heading", fontName="VeraBd", spaceBefore=4),
            "bullet": self._style("bullet", leftIndent=14),
            "number": self._style("number", leftIndent=18),
            "sub": self._style("sub", leftIndent=28, bulletIndent=14),
        }

    def title(self, text: str) -> Flowable:
        """The title of the document."""
        size = self.size + 5
        style = self._style("title", fontName="VeraBd", fontSize=size, leading=size + 4)
        style.spaceAfter = 10
        return Paragraph(_markup(text), style)

    def label(self, text: str) -> Flowable:
        """The label of a row or the heading of a section."""
        return Paragraph(f"<b>{_markup(text)}</b>", self.styles["text"])

    def of(self, blocks: Iterable[Block]) -> list[Flowable]:
        """A paragraph for each block, with its bullet or number hanging before it."""
        return [
            Paragraph(_markup(block.text), self._marked(block.kind, mark), bulletText=mark or None)
            for block, mark in marked(blocks, self.bullet, self.below)
        ]

    def _marked(self, kind: str, mark: str) -> ParagraphStyle:
        font = CHINESE if MISSING.search(mark) else FONT
        return ParagraphStyle(f"{kind} {font}", self.styles[kind], bulletFontName=font)

    def _style(self, name: str, **more: Any) -> ParagraphStyle:
        basis = {"fontName": FONT, "fontSize": self.size, "leading": self.size * 1.25}
        return ParagraphStyle(name, **{**basis, "bulletFontSize": self.size, **more}, spaceAfter=2)


def _markup(text: str) -> str:
    """A text as reportlab wants it, with another font where the first one has no letters."""
    text = text.replace("&", "&amp;").replace("<sup>", "<super>").replace("</sup>", "</super>")
    return MISSING.sub(lambda found: f'<font name="{CHINESE}">{found[0]}</font>', text)


@cache
def _register() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    for face, (bold, italic) in FACES.items():
        pdfmetrics.registerFont(TTFont(face, f"{face}.ttf"))
        addMapping(FONT, bold, italic, face)
        addMapping(CHINESE, bold, italic, CHINESE)
