"""How a briefing looks in Word: paper, typefaces, styles, the foot of each page."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ucap.api.briefing.document import Briefing
from ucap.api.briefing.word_pieces import clean, element, field, run

ACCENT, QUIET = RGBColor(0x0F, 0x52, 0x57), RGBColor(0x56, 0x62, 0x67)
SERIF, SANS = "Georgia", "Calibri"
WIDTH = Cm(16.6)
"""Of the text on A4 paper."""

PARAGRAPHS: dict[str, dict[str, Any]] = {
    "Title": {"font": SERIF, "size": 26, "bold": True, "colour": ACCENT, "after": 2},
    "Subtitle": {"font": SERIF, "size": 13, "colour": QUIET, "after": 10},
    "Heading 1": {"font": SERIF, "size": 17, "bold": True, "colour": ACCENT, "before": 22},
    "Heading 2": {"font": SERIF, "size": 12.5, "bold": True, "before": 13, "after": 2},
    "Heading 3": {"font": SERIF, "size": 11.5, "bold": True, "before": 11, "after": 2},
    "toc 1": {"size": 10.5, "after": 2},
    "toc 2": {"size": 10, "after": 1, "left": 0.6},
    "TOC Heading": {"font": SERIF, "size": 13, "bold": True, "before": 14, "next": True},
    "Fact": {"size": 10, "after": 2, "left": 0.5, "first": -0.5},
    "Cell": {"size": 10, "after": 2},
    "Footer": {"size": 8.5, "colour": QUIET, "after": 0},
}
"""Points, and centimetres for what is indented."""


def dress(document: Any, briefing: Briefing) -> None:
    """Set up an empty document for a briefing."""
    _paper(document.sections[0])
    _normal(document.styles)
    for name, look in PARAGRAPHS.items():
        _style(document.styles, name, look)
    _characters(document.styles)
    _foot(document.sections[0], briefing)
    _properties(document.core_properties, briefing)


def _paper(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _normal(styles: Any) -> None:
    _style(styles, "Normal", {"font": SANS, "size": 10.5, "after": 5})
    language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:val"), to_locale(settings.LANGUAGE_CODE).replace("_", "-"))


def _style(styles: Any, name: str, look: dict[str, Any]) -> None:
    if name in styles:
        made = styles[name]
    else:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, True)
        made.base_style = styles["Normal"]
    if "font" in look:
        _typeface(made, look["font"])
    made.font.size = Pt(look["size"])
    made.font.bold = look.get("bold", False)
    made.font.color.rgb = look.get("colour", RGBColor(0x1D, 0x25, 0x28))
    shape = made.paragraph_format
    shape.space_before, shape.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 4))
    shape.left_indent, shape.first_line_indent = Cm(look.get("left", 0)), Cm(look.get("first", 0))
    if name.startswith(("Heading", "TOC")):
        shape.keep_with_next = True
    made.font.italic = False
    for unwanted in list(made.element.iter(qn("w:pBdr"), qn("w:spacing"), qn("w:tabs"))):
        if unwanted.tag != qn("w:spacing") or unwanted.getparent().tag == qn("w:rPr"):
            unwanted.getparent().remove(unwanted)


def _typeface(style: Any, name: str) -> None:
    """A typeface for a style; names from the document's theme would win over it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[attribute]
    style.font.name = name


def _characters(styles: Any) -> None:
    for name, colour in (("Hyperlink", ACCENT), ("Quiet", QUIET), ("Label", QUIET)):
        made = styles.add_style(name, WD_STYLE_TYPE.CHARACTER, name == "Hyperlink")
        made.font.color.rgb = colour
        made.font.underline = name == "Hyperlink" or None
        made.font.bold = name == "Label" or None


def _foot(section: Any, briefing: Briefing) -> None:
    """The title and the date to the left, the page number to the right."""
    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    text = f"{briefing.title}, {date_format(briefing.day, 'j F Y')}\t"
    page, pages = field("PAGE", [run("1")]), field("NUMPAGES", [run("1")])
    for piece in (run(text), *page, run(" / "), *pages):
        paragraph._p.append(piece)


def _properties(properties: Any, briefing: Briefing) -> None:
    """What the file says of itself; each of it may be 255 characters long."""
    day = datetime.combine(briefing.day, time())
    properties.title = clean(briefing.title)[:255]
    properties.subject = clean(briefing.subtitle)[:255]
    operator = clean(settings.OPERATOR_NAME or _("U-CAP portal"))[:255]
    properties.author = properties.last_modified_by = operator
    properties.created = properties.modified = day
    properties.comments = properties.keywords = ""
    properties.language = settings.LANGUAGE_CODE


def ruled(table: Any) -> None:
    """Thin lines under the rows of a table, and none beside them."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="BFC5C6"))
    # Word insists on the order of these properties
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblLook")


def spread(table: Any, widths: list[int]) -> None:
    """Give the columns of a table their widths, in the two places where programs look."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def repeated(row: Any) -> None:
    """Let a row of a table stand again at the top of each page that the table goes on to."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def whole(row: Any) -> None:
    """Keep a row of a table on one page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
