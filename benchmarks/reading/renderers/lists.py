"""Bullets of a Word document."""

from typing import Any

from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

STYLES = {"bullet": "List Bullet", "sub": "List Bullet 2", "number": "List Number"}
LEVELS = {"bullet": 0, "sub": 1}
NESTED = 77
"""The key of a list of our own: the template has fewer."""
LIST = """
<w:abstractNum {names} w:abstractNumId="{key}">
  <w:multiLevelType w:val="multilevel"/>
  {levels}
</w:abstractNum>
"""
LEVEL = """
<w:lvl w:ilvl="{level}">
  <w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{glyph}"/>
  <w:pPr><w:ind w:left="{left}" w:hanging="284"/></w:pPr>
</w:lvl>
"""
USED = '<w:num {names} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'


class Lists:
    """Makes bullets of paragraphs: by styles of the template, or as levels of one nested list."""

    def __init__(self, word: Word, way: str) -> None:
        self.nested = way == "nested"
        if self.nested:
            _add_list(word)

    def put(self, paragraph: Paragraph, kind: str) -> None:
        """Make a bullet of a paragraph, if a block of that kind is one."""
        if self.nested and kind in LEVELS:
            paragraph.style = "List Paragraph"
            properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = LEVELS[kind]
            properties.get_or_add_numId().val = NESTED
        elif kind in STYLES:
            paragraph.style = STYLES[kind]


def _add_list(word: Word) -> None:
    levels = "".join(
        LEVEL.format(level=level, glyph=glyph, left=284 * (level + 1))
        for level, glyph in enumerate("•○")
    )
    numbering: Any = word.part.numbering_part.element
    made = parse_xml(LIST.format(names=nsdecls("w"), key=NESTED, levels=levels))
    # all lists stand before all uses of them
    numbering.insert(len(numbering.xpath("w:abstractNum")), made)
    numbering.append(parse_xml(USED.format(names=nsdecls("w"), key=NESTED)))
