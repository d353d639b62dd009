"""The labels of the template are known in every spelling; other words are none of them."""

import pytest

from ucap.reading.fields.labels import cell, leading, whole


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("City:", "cities"),
        ("<u>City</u> :", "cities"),
        ("Cities", "cities"),
        ("Province, State, Department...:", "province"),
        ("State / Province", "province"),
        ("Country :", "country"),
        ("Inhabitants", "population"),
        ("Size (km<sup>2</sup>)", "size"),
        ("Size (km²):", "size"),
        ("Area", "size"),
        ("Period of cooperation", "period"),
        ("Cooperation theme(s):", "themes"),
        ("Cooperaton Themes:", "themes"),
        ("Related SDG's and Urban Agenda Topics:", "terms"),
        ("Related SGDs & Urban Agenda topics", "terms"),
        ("Key focus of the cooperation", "focus"),
        ("Key <u>challenges</u> of cooperation theme:", "challenges"),
        ("Main objectives of cooperation as described in the U-CAP:", "objectives"),
        ("Short description of main activities & outputs (e.g. pilot projects):", "activities"),
        ("Results and benefits expected:", "results"),
        ("Further information and full U-CAP:", "contact"),
    ],
)
def test_a_label_is_known_in_its_spellings(text, field):
    label = whole(text)
    assert label
    assert label.field == field


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kunming:",
        "Arena",
        "Culture, Tourism and Education",
        "The results were presented to the mayor.",
        "Mission of the European cities to Yantai and Kunming",
        "Size matters",
        "2018",
    ],
)
def test_other_words_are_no_label(text):
    assert whole(text) is None


def test_a_cell_with_an_unheard_of_label_is_known_by_its_chief_word_but_not_for_sure():
    label = cell("What the partners see as their greatest challenges")
    assert label
    assert (label.field, label.is_sure) == ("challenges", False)


@pytest.mark.parametrize(
    ("text", "field", "rest"),
    [
        ("City: Oslo", "cities", "Oslo"),
        ("Province, State, Department...: Viken", "province", "Viken"),
        ("Size (km²) 454 km²", "size", "454 km²"),
        ("Period of cooperation July 2018 – May 2019", "period", "July 2018 – May 2019"),
        ("Country Norway", "country", "Norway"),
        ("Period of cooperation from July 2018", "period", "from July 2018"),
        ("Period of cooperationfrom July 2018", "period", "from July 2018"),
        ("Results and benefits expectedA lab", "results", "A lab"),
        ("State / ProvinceSaxony", "province", "Saxony"),
        (
            "Key focus of cooperation themes: Clean harbours: first steps",
            "focus",
            "Clean harbours: first steps",
        ),
        (
            "For further information (including access to the full U-CAP), please contact: Ola",
            "contact",
            "Ola",
        ),
    ],
)
def test_a_line_may_begin_with_its_label(text, field, rest):
    label = leading(text)
    assert label
    assert label.field == field
    assert text[label.end :].strip() == rest


@pytest.mark.parametrize(
    "text",
    [
        "Cities of both sides have met twice.",
        "Results were shared: all are content.",
        "Focus on themes and stakeholders",
        "Oslo: a city by the sea",
    ],
)
def test_a_sentence_that_begins_alike_has_no_label(text):
    assert leading(text) is None
