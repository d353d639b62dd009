"""Activities and results: every point with its position, its heading and its date."""

import pytest

from tests.reading.building import below, cell, document, table
from ucap.reading.blocks import Block, Kind, Place
from ucap.reading.fields import understand


def activities(*texts: str):
    """(position, date, text) of each activity of a cell."""
    found = understand(document(table(["Main activities:", cell(*texts)]))).activities
    return [(entry.position, entry.dates.text, entry.text.text) for entry in found]


def results(*texts: str):
    """(position, heading, text) of each result of a cell."""
    found = understand(document(table(["Expected results:", cell(*texts)]))).results
    return [(entry.position, entry.heading.text, entry.text.text) for entry in found]


def test_points_and_points_below_them_are_counted():
    assert activities(
        "→ **July 2018:** First talks.", "○ A list", "○ A letter", "→ May 2019: Visit", "○ A fair"
    ) == [
        ("1", "July 2018", "First talks."),
        ("1.1", "", "A list"),
        ("1.2", "", "A letter"),
        ("2", "May 2019", "Visit"),
        ("2.1", "", "A fair"),
    ]


def test_points_that_were_run_together_are_parted():
    assert activities("→ May 2018: Talks. ○ A list → July 2018: Visit") == [
        ("1", "May 2018", "Talks."),
        ("1.1", "", "A list"),
        ("2", "July 2018", "Visit"),
    ]


def test_running_text_is_parted_before_its_dates():
    assert activities("May 2018: Talks in Oslo. 3–5 July 2018: Visit of the harbour.") == [
        ("1", "May 2018", "Talks in Oslo."),
        ("2", "3–5 July 2018", "Visit of the harbour."),
    ]


def test_a_sentence_that_a_page_has_cut_is_one():
    found = understand(
        document(
            table(["Activities", cell("→ May 2018: Talks.", "○ The next steps and roadmap for")]),
            table(["", cell("cooperation with Oslo.", "→ July 2018: Visit")], first=2, page=2),
        )
    ).activities
    assert [entry.text.text for entry in found] == [
        "Talks.",
        "The next steps and roadmap for cooperation with Oslo.",
        "Visit",
    ]
    assert found[1].text.blocks == (2, 3)


def test_paragraphs_with_dates_are_points_and_bullets_between_are_below_them():
    assert activities("May 2018: Talks.", "- a list", "- a letter", "July 2018: Visit") == [
        ("1", "May 2018", "Talks."),
        ("1.1", "", "a list"),
        ("1.2", "", "a letter"),
        ("2", "July 2018", "Visit"),
    ]


def test_a_date_may_stand_alone_above_its_points():
    assert activities("**May 2018**", "→ Talks", "→ A dinner", "**June 2018**", "→ Visit") == [
        ("1", "May 2018", "Talks"),
        ("2", "May 2018", "A dinner"),
        ("3", "June 2018", "Visit"),
    ]


def test_a_year_above_is_a_heading_and_dates_stay_as_printed():
    cells = cell("**2018**", "→ May: Talks", "→ Nov.: Visit", "**2019**", "→ 12 May: End")
    found = understand(document(table(["Activities", cells]))).activities
    assert [(entry.heading.text, entry.dates.text) for entry in found] == [
        ("2018", "May"),
        ("2018", "Nov."),
        ("2019", "12 May"),
    ]


def test_dates_in_a_column_of_their_own_go_with_their_texts():
    found = understand(
        document(
            table(
                ["Main activities:", "May 2018", "Talks in Oslo"],
                ["", "July 2018", "Visit of the harbour"],
            )
        )
    ).activities
    assert [(entry.dates.text, entry.text.text) for entry in found] == [
        ("May 2018", "Talks in Oslo"),
        ("July 2018", "Visit of the harbour"),
    ]


def test_a_date_in_brackets_at_the_end_is_the_date():
    assert activities("→ Talks in Oslo (May 2018)") == [("1", "May 2018", "Talks in Oslo")]


def test_an_activity_without_a_date_is_doubted():
    understood = understand(document(table(["Activities", cell("→ May 2018: Talks", "→ Visit")])))
    assert [d.field for d in understood.doubts if d.field.startswith("act")] == ["activities 2"]


@pytest.mark.parametrize(
    "heading", ["**Oslo**", "Oslo:", "Oslo", "# Oslo", "- **Oslo**", "**With all the cities:**"]
)
def test_headings_are_known_in_their_forms_and_points_counted_through(heading):
    word = heading.strip("#*-: ")
    assert results("- A school", heading, "- A lab", "- A fair") == [
        ("1", "", "A school"),
        ("2", word, "A lab"),
        ("3", word, "A fair"),
    ]


def test_a_date_within_a_result_stays_in_its_text():
    doc = document(table(["Expected results:", "- A fair in May 2020, with guests"]))
    entry = understand(doc).results[0]
    assert entry.dates.text == "May 2020"
    assert entry.text.text == "A fair in May 2020, with guests"


def test_a_bold_beginning_is_no_heading():
    assert results("- **Electric boats** for the fjord", "- **A lab** for all") == [
        ("1", "", "Electric boats for the fjord"),
        ("2", "", "A lab for all"),
    ]


def test_points_that_are_all_bold_are_points():
    assert [p for p, _, _ in results("- **A boat**", "- **A lab**", "- **A fair**")] == [
        "1",
        "2",
        "3",
    ]


def test_bold_points_with_points_below_are_groups():
    assert results("→ **Sea**", "○ A boat", "○ A pier", "→ **Land**", "○ A lab") == [
        ("1", "Sea", "A boat"),
        ("2", "Sea", "A pier"),
        ("3", "Land", "A lab"),
    ]


def test_a_paragraph_before_the_first_date_is_left_over():
    assert activities("Much was done.", "→ May 2018: Talks")[0] == ("1", "May 2018", "Talks")


def test_points_with_dates_are_never_below_one_another():
    assert [p for p, _, _ in activities("→ May 2018: Talks", "○ July 2018: Visit")] == ["1", "2"]


def points(*marked: tuple[str, int]) -> list[str]:
    """The positions of points with these marks and levels."""
    doc = document(
        below("Expected results:"),
        [Block("A lab", Place(), Kind.ITEM, level, mark) for mark, level in marked],
    )
    return [entry.position for entry in understand(doc).results]


@pytest.mark.parametrize(
    ("marked", "positions"),
    [
        ([("-", 1), ("-", 2), ("-", 1)], ["1", "1.1", "2"]),
        ([("→", 2), ("○", 3), ("→", 2)], ["1", "1.1", "2"]),
        ([("→", 1), ("○", 2), ("○", 1), ("→", 1)], ["1", "1.1", "1.2", "2"]),
        ([("→", 1), ("○", 2), ("→", 3), ("→", 3)], ["1", "1.1", "2", "3"]),
        ([("→", 1), ("→", 3), ("→", 1)], ["1", "2", "3"]),
        ([("1.", 1), ("2.", 2), ("○", 3), ("3.", 2)], ["1", "2", "2.1", "3"]),
        ([("1.", 1), ("1.", 2), ("2.", 2), ("2.", 1)], ["1", "1.1", "1.2", "2"]),
    ],
)
def test_levels_that_a_page_break_has_confused_are_read_from_the_marks(marked, positions):
    assert points(*marked) == positions


def test_numbered_lines_are_points():
    assert results("1. A boat, with a crew. 2. A lab", "3. A fair") == [
        ("1", "", "A boat, with a crew."),
        ("2", "", "A lab"),
        ("3", "", "A fair"),
    ]


def test_paragraphs_without_bullets_are_points():
    assert results("A boat.", "A lab.") == [("1", "", "A boat."), ("2", "", "A lab.")]


def test_a_sentence_that_announces_points_is_left_over():
    cells = cell("The work has led to the following proposals:", "- A boat", "- A lab")
    understood = understand(document(table(["Results", cells])))
    assert [entry.position for entry in understood.results] == ["1", "2"]
    assert understood.unused == (1,)


def test_a_second_paragraph_goes_with_its_point():
    assert results("- A boat.", "It takes ten people.", "- A lab") == [
        ("1", "", "A boat.\nIt takes ten people."),
        ("2", "", "A lab"),
    ]


def test_what_stands_below_the_table_is_no_part_of_the_last_point():
    understood = understand(
        document(table(["Results", cell("- A boat.", "- A lab.")]), below("Status: December 2019."))
    )
    assert understood.results[-1].text.text == "A lab."
    assert understood.unused == (3,)
