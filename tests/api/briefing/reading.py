"""What stands in a briefing, read back from its page and from its Word file."""

import io
import re
from typing import Any

import docx
from django.test import Client
from docx.opc.constants import RELATIONSHIP_TYPE


def words(html: str) -> str:
    """The words of a page as readers see them: what stands in one line stays together."""
    in_line = re.sub(r"</?(?:a|span)\b[^>]*>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", in_line).split())


class Word:
    """The Word file at `url`, as anybody gets it."""

    def __init__(self, url: str, client: Client | None = None) -> None:
        self.response = (client or Client()).get(url)
        assert self.response.status_code == 200, url
        self.document: Any = docx.Document(io.BytesIO(self.response.content))

    @property
    def text(self) -> str:
        """All its text, paragraphs in lines, tables after the rest."""
        cells = [cell.text for table in self.document.tables for cell in table._cells]
        return "\n".join([*(p.text for p in self.document.paragraphs), *cells])

    def styled(self, name: str) -> list[str]:
        """The text of the paragraphs in a style."""
        return [p.text for p in self.document.paragraphs if p.style.name == name]

    @property
    def addresses(self) -> set[str]:
        """Where its links lead, outside of it."""
        relations = self.document.part.rels.values()
        return {r.target_ref for r in relations if r.reltype == RELATIONSHIP_TYPE.HYPERLINK}

    @property
    def anchors(self) -> list[str]:
        """The bookmarks that links in it lead to, in their order."""
        return list(self.document.element.xpath("//w:hyperlink/@w:anchor"))

    @property
    def bookmarks(self) -> list[str]:
        """Its bookmarks."""
        return list(self.document.element.xpath("//w:bookmarkStart/@w:name"))

    def below(self, heading: str) -> list[str]:
        """The paragraphs from a heading (a part of its text) to the next one of any level."""
        found: list[str] = []
        for paragraph in self.document.paragraphs:
            is_heading = paragraph.style.name.startswith("Heading")
            if found and is_heading:
                break
            if found or (is_heading and heading in paragraph.text):
                found.append(paragraph.text)
        return found
