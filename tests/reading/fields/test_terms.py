"""Labels of SDGs and Urban Agenda topics come a line each."""

import pytest

from tests.reading.building import cell, document, table
from ucap.reading.fields import understand


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (("SDG 4: Quality Education\nSDG 9",), ["SDG 4: Quality Education", "SDG 9"]),
        (("SDG 7: Energy; SDG 13: Climate",), ["SDG 7: Energy", "SDG 13: Climate"]),
        (
            ("SDG11, EU UP Culture SGD 4, Quality Education SGD 9, Industry, Innovation",),
            ["SDG11, EU UP Culture", "SGD 4, Quality Education", "SGD 9, Industry, Innovation"],
        ),
        (
            ("Quality Education: SDG 4 Clean Water: SDG 6 EU Urban Agenda Topics: Culture",),
            [
                "Quality Education: SDG 4",
                "Clean Water: SDG 6",
                "EU Urban Agenda Topics: Culture",
            ],
        ),
        (
            ("SDG 9: Industry & Infrastructure EU Urban Agenda Theme: Culture SDG 3: Health",),
            ["SDG 9: Industry & Infrastructure", "EU Urban Agenda Theme: Culture", "SDG 3: Health"],
        ),
        (("SDG 9&11, EU UP Urban Mobility",), ["SDG 9&11, EU UP Urban Mobility"]),
        (("- SDG 6", "- EU UA Housing"), ["SDG 6", "EU UA Housing"]),
        (("Urban Agenda topics:", "Housing"), ["Urban Agenda topics: Housing"]),
    ],
)
def test_a_line_for_each_label(texts, lines):
    found = understand(document(table(["Related SDGs", cell(*texts)])))
    assert [term.text for term in found.terms] == lines


def test_goals_and_topics_may_have_a_row_each():
    found = understand(document(table(["SDGs", "SDG 6"], ["Urban Agenda topics", "Housing"])))
    assert [term.text for term in found.terms] == ["SDG 6", "Housing"]
    assert "terms" not in {doubt.field for doubt in found.doubts}
