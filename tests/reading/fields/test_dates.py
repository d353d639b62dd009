"""The date that a text begins with is found as printed, and nothing else is taken for one."""

import pytest

from ucap.reading.fields.dates import closing, leading, mentioned, starts


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        ("April 2018: Start", "April 2018", "Start"),
        ("July 2018 : Start", "July 2018", "Start"),
        ("Jul 2018. A group", "Jul 2018", "A group"),
        ("Sept. 2018, delegation", "Sept. 2018", "delegation"),
        ("Nov.: Presence", "Nov.", "Presence"),
        ("07/2018 – Letter", "07/2018", "Letter"),
        ("19/03/2019 – Call", "19/03/2019", "Call"),
        ("19.03.2019 Call", "19.03.2019", "Call"),
        ("2019-03-19: Call", "2019-03-19", "Call"),
        ("12–14 May 2019: Experts", "12–14 May 2019", "Experts"),
        ("23-25 Sept 2019. Work", "23-25 Sept 2019", "Work"),
        ("May 12-14, 2019: Experts", "May 12-14, 2019", "Experts"),
        ("Wednesday 20th November 2019: Talks", "Wednesday 20th November 2019", "Talks"),
        ("22 October 2018, webinar", "22 October 2018", "webinar"),
        ("Jan–Feb 2019, photographers", "Jan–Feb 2019", "photographers"),
        ("July 2018 – May 2019: Exchange", "July 2018 – May 2019", "Exchange"),
        ("30 April to 2 May 2019: Fair", "30 April to 2 May 2019", "Fair"),
        ("July, September and November 2020: Talks", "July, September and November 2020", "Talks"),
        ("Summer 2019: Sensors", "Summer 2019", "Sensors"),
        ("End of 2019: Report", "End of 2019", "Report"),
        ("2019: Report", "2019", "Report"),
        ("(May 2019) Report", "May 2019", "Report"),
        ("April 2018 Start-up meeting", "April 2018", "Start-up meeting"),
        ("November of 2020: Forum", "November of 2020", "Forum"),
        ("July 2018: First meeting: all", "July 2018", "First meeting: all"),
        ("April 2020", "April 2020", ""),
    ],
)
def test_a_date_at_the_beginning_is_taken_as_printed(text, date, rest):
    found = leading(text)
    assert found
    assert (text[found.start : found.end], text[found.after :]) == (date, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2020 visitors came",
        "May be continued",
        "March to the town hall",
        "12 companies were matched",
        "Meeting in May 2019",
        "Marching bands: a parade",
        "1. First point",
        "",
    ],
)
def test_other_beginnings_are_no_date(text):
    assert leading(text) is None


def test_a_date_in_brackets_may_end_a_text():
    text = "Visit of the harbour (June 2019)."
    found = closing(text)
    assert found
    assert (text[found.start : found.end], text[: found.after].strip()) == (
        "June 2019",
        "Visit of the harbour",
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Three talks in July, September and November 2020.", "July, September and November 2020"),
        ("A forum to be held in November of 2020 in Oslo", "November of 2020"),
        ("Visit on 3 May 2020, without guests", "3 May 2020"),
        ("From May 2019 to June 2020 a course", "May 2019 to June 2020"),
        ("Visits in May 2019; talks in June 2020", ""),
        ("The conference 2020", ""),
    ],
)
def test_the_only_date_within_a_text_is_found(text, date):
    found = mentioned(text)
    assert (text[found.start : found.end] if found else "") == date


def test_dates_begin_new_points_only_after_a_sentence():
    text = "May 2018: First talks. June 2018: Visit, as in April 2018: a success. July 2018: End."
    assert [text[n : n + 9] for n in starts(text)] == ["June 2018", "July 2018"]
