"""Whatever a document is like, each of its words is in a field, a label, the title or left over."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.reading.building import block
from ucap.reading.blocks import Document, Place
from ucap.reading.fields import understand
from ucap.reading.fields.leftovers import spans
from ucap.reading.fields.remarks import Remarks
from ucap.reading.fields.rows import layout
from ucap.reading.fields.understanding import TITLE

WORD = re.compile(r"[^\W_]+")
LABELS = ["City:", "Country", "Period:", "Cooperation Themes:", "SDGs", "Key focus:", "Activities:"]
LABELS += ["Key challenges", "Objectives", "Expected results:", "Please contact:", "Budget:", ""]
TEXTS = [
    "Oslo",
    "May 2018",
    "→ May 2018: Talks. ○ A list → July 2018: Visit",
    "○ a list of",
    "1. A boat. 2. A lab",
    "**Oslo**",
    "Wuxi:",
    "- **Sea**",
    "and more, without end",
    "Smart City: lamps in Oslo Culture and Tourism: paths",
    "SDG 4: Education SDG 9",
    "City: Oslo Country: Norway",
    "office@example.org",
    "2",
    "# Results",
    "The work has led to the following:",
]
PLACES = st.builds(
    Place,
    page=st.sampled_from([None, 1, 2]),
    row=st.sampled_from([None, 1, 2, 3]),
    column=st.sampled_from([None, 1, 2, 3]),
    line=st.sampled_from([None, 1, 5, 9]),
)
WORDS = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], include_characters="\n→"), max_size=40
)
BLOCKS = st.builds(block, st.one_of(st.sampled_from([*LABELS, *TEXTS]), WORDS), PLACES)


LABEL_WORDS = {  # and the number of a point
    word for text in [*LABELS, "Results", "Wuxi:", "2."] for word in WORD.findall(text)
}


@given(st.lists(BLOCKS, max_size=25))
def test_every_word_is_told_or_left_over(blocks):
    document = Document("any.txt", "text", tuple(blocks))
    understood = understand(document)
    told = dict.fromkeys(range(len(blocks)), "")
    for span in spans(understood):
        for number in span.blocks:
            told[number] += f" {span.text}"
    found = layout(document, Remarks()).sections
    label_words = {word for section in found for word in WORD.findall(section.label.text)}
    texts = [one.text for one in blocks]
    for number, text in enumerate(texts):
        squeezed = "".join(told[number].split())  # words that stood together may be parted
        lost = {word for word in WORD.findall(text) if word not in squeezed} - LABEL_WORDS
        is_furniture = text.isdigit() or texts.count(text) > 1 or TITLE.search(text)
        assert lost <= label_words or number in understood.unused or is_furniture


@given(st.lists(BLOCKS, max_size=25))
def test_every_span_is_in_the_blocks_that_it_names(blocks):
    understood = understand(Document("any.txt", "text", tuple(blocks)))
    for span in spans(understood):
        pieces = [blocks[number].text for number in span.blocks]
        if len(pieces) == 1:
            pieces = [pieces[0][span.start : span.end]]
        squeezed = "".join(" ".join(pieces).split())  # words that stood together may be parted
        assert all(word in squeezed for word in WORD.findall(span.text))
