"""Tables, labelled lines and flattened tables give the same fields."""

import pytest

from tests.reading.building import below, cell, document, lines, table
from ucap.reading.fields import understand

SIDES: list[tuple[str, str, str]] = [
    ("**City:**", "Oslo", "Suzhou, Wuxi"),
    ("Province, State, Department...:", "Viken", "Jiangsu"),
    ("Country:", "Norway", "China"),
    ("Population:", "700 000", "N/A"),
    ("Size (km²)", "454 km²", "N/A"),
    ("Period of cooperation", "July 2018 – May 2019", ""),
]


def columns(understood) -> list[tuple[str, ...]]:
    """What each side prints."""
    return [
        (s.cities.text, s.province.text, s.country.text, s.population.text, s.size.text)
        for s in understood.sides
    ]


BOTH = [
    ("Oslo", "Viken", "Norway", "700 000", "454 km²"),
    ("Suzhou, Wuxi", "Jiangsu", "China", "N/A", "N/A"),
]


def test_a_table_gives_both_sides_and_the_period():
    understood = understand(document(below("# U-CAP Summary"), table(*SIDES)))
    assert columns(understood) == BOTH
    assert understood.period.text == "July 2018 – May 2019"
    assert understood.unused == ()


def test_the_order_of_rows_does_not_matter():
    assert columns(understand(document(table(*reversed(SIDES))))) == BOTH


def test_both_sides_in_one_cell_are_parted_by_their_lines():
    rows: list[list[str | tuple[str, ...]]] = [
        [label, cell(*filter(None, (left, right)))] for label, left, right in SIDES
    ]
    assert columns(understand(document(table(*rows)))) == BOTH


def test_a_table_that_was_flattened_into_lines_is_read_by_its_labels():
    texts = [f"{label.strip('*:')}: {left} {right}".strip() for label, left, right in SIDES]
    understood = understand(document(lines(*texts)))
    assert columns(understood) == BOTH
    assert {doubt.field for doubt in understood.doubts} >= {"cities", "country"}


def test_labels_may_stand_alone_above_their_texts():
    texts = [text for row in SIDES for text in row if text]
    assert columns(understand(document(lines(*texts)))) == BOTH


def test_a_whole_table_in_one_line_is_parted_at_its_labels():
    text = "City: Oslo Country: Norway Period of cooperation: May 2018 Key focus: Clean harbours."
    understood = understand(document(lines(text)))
    assert understood.sides[0].cities.text == "Oslo"
    assert understood.sides[0].country.text == "Norway"
    assert understood.period.text == "May 2018"
    assert understood.focus.text == "Clean harbours."


@pytest.mark.parametrize(
    ("line", "left", "right"),
    [
        ("City: Oslo Suzhou, Wuxi", "Oslo", "Suzhou, Wuxi"),
        ("City: Oslo (NO) Suzhou (CN), Wuxi (CN)", "Oslo (NO)", "Suzhou (CN), Wuxi (CN)"),
        ("City: 苏州 Suzhou Oslo, Bergen", "苏州 Suzhou", "Oslo, Bergen"),
        ("City: Suzhou 苏州 Oslo, Bergen", "Suzhou 苏州", "Oslo, Bergen"),
        ("City:OsloSuzhou, Wuxi", "Oslo", "Suzhou, Wuxi"),
        ("CountryNorwayChina", "Norway", "China"),
        ("Size (km²)88 km²3146km²", "88 km²", "3146km²"),
        ("Population:6,67mioN/A", "6,67mio", "N/A"),
        ("Population: 700 000 9,8 Mio (Wuxi), 8,4 Mio", "700 000", "9,8 Mio (Wuxi), 8,4 Mio"),
        ("Country: China France, Spain", "China", "France, Spain"),
        ("Country: France, Spain China", "France, Spain", "China"),
        ("Population: 6,67mio N/A", "6,67mio", "N/A"),
        ("Population: N/A 236 000", "N/A", "236 000"),
        ("Size: 88 km² 3146km²", "88 km²", "3146km²"),
        ("Population: 236 000", "236 000", ""),
        ("Size: 127.57 km2 / 8,494 km2", "127.57 km2", "8,494 km2"),
        ("City: Oslo Partner city: Wuxi", "Oslo", "Wuxi"),
    ],
)
def test_nothing_between_the_cells_is_parted_by_what_they_say(line, left, right):
    both = understand(document(lines(line))).sides
    found = [[span.text for span in vars(side).values() if span] for side in both]
    assert found == [[left], [right] if right else []]


def test_a_row_goes_on_on_the_next_page_below_an_empty_label():
    understood = understand(
        document(
            table(["Key focus:", "Harbours without smoke, and"]),
            below("IUC action plans – 1"),
            below("IUC action plans – 2", page=2),
            table(["", "ships that wait with their engines off."], first=2, page=2),
        )
    )
    assert understood.focus.text == (
        "Harbours without smoke, and ships that wait with their engines off."
    )
    assert understood.focus.blocks == (1, 4)
    assert understood.unused == ()


def test_a_label_that_a_page_break_has_cut_is_one_label():
    understood = understand(
        document(
            table(["Short description of main activities", "→ May 2018: Talks"]),
            table(["and key outputs:", "→ June 2018: Visit"], first=2, page=2),
        )
    )
    assert [entry.position for entry in understood.activities] == ["1", "2"]
    assert understood.doubts[0].field != "activities"


def test_text_below_the_table_goes_on_with_its_last_row():
    understood = understand(
        document(
            table(["Expected results:", cell("→ A joint school", "→ A lab of the University of")]),
            below("Oslo, on top.", "→ A fair", page=2),
            below("For further information, please contact: office@example.org", page=2),
        )
    )
    texts = [entry.text.text for entry in understood.results]
    assert texts == [
        "A joint school",
        "A lab of the University of Oslo, on top.",
        "A fair",
    ]
    assert understood.contact.text == (
        "For further information, please contact: office@example.org"
    )


def test_an_unknown_label_is_doubted_and_its_row_left_over():
    understood = understand(
        document(table(["Key focus:", "Harbours"], ["Budget:", "None"], ["Period:", "May 2018"]))
    )
    assert understood.unused == (2, 3)
    assert "Budget:" in understood.doubts[0].why
    assert understood.focus.text == "Harbours"


def test_a_field_that_is_there_twice_is_whole_and_doubted():
    understood = understand(
        document(table(["Focus:", "Harbours"], ["Period:", "2018"], ["Key focus:", "Ships"]))
    )
    assert understood.focus.text == "Harbours\nShips"
    assert "two labels" in next(d.why for d in understood.doubts if d.field == "focus")


def test_what_is_missing_is_said():
    understood = understand(document(table(["Key focus:", "Harbours"])))
    assert {"cities", "objectives", "results"} <= {doubt.field for doubt in understood.doubts}


def test_nothing_is_understood_of_nothing():
    understood = understand(document())
    assert understood.sides == ()
    assert understood.unused == ()


def test_running_headers_and_page_numbers_are_no_text():
    pages = [
        below("IUC Asia – Urban Cooperation", f"→ Point {page}", f"Page {page}", page=page)
        for page in (1, 2, 3)
    ]
    understood = understand(document(below("Expected results:"), *pages))
    assert [entry.text.text for entry in understood.results] == ["Point 1", "Point 2", "Point 3"]


def test_lines_of_one_paragraph_may_each_have_a_label():
    understood = understand(document(lines("City: Oslo\nCountry: Norway\nPeriod: May 2018")))
    assert understood.sides[0].country.text == "Norway"
    assert understood.period.text == "May 2018"


def test_a_label_may_stand_in_the_last_line_of_a_point():
    doc = document(
        lines("Activities:", "→ May 2018: Talks.\nExpected results and benefits:", "→ A fair")
    )
    understood = understand(doc)
    assert [entry.text.text for entry in understood.activities] == ["Talks."]
    assert [entry.text.text for entry in understood.results] == ["A fair"]


def test_a_label_may_follow_a_sentence():
    doc = document(lines("Expected results:", "- A fair", "Ours. Further information: a@b.example"))
    assert understand(doc).contact.text == "Further information: a@b.example"


def test_an_address_written_against_gatherers_ends_the_contact():
    doc = document(
        below("Please contact:"), below("Ms Kerr, office (at) b.example"), below("Printed in Oslo")
    )
    assert understand(doc).contact.text == "Please contact: Ms Kerr, office (at) b.example"


def test_cities_of_a_side_may_go_on_in_the_next_line():
    both = understand(document(table(["City:", "Oslo (NO),\nBergen (NO)\nWuxi (CN)"]))).sides
    assert [side.cities.text for side in both] == ["Oslo (NO), Bergen (NO)", "Wuxi (CN)"]


def test_a_span_says_where_its_words_are():
    doc = document(below("Country: Norway"))
    found = understand(doc).sides[0].country
    assert doc.blocks[found.blocks[0]].text[found.start : found.end] == "Norway"
