"""Prose is our own: no run of six words is that of a document, names aside."""

import re

from tests.data.transcript import SHARED, by_slug, document, entries, names_of, prose, words

RUN = 6
# Names and titles that no rewording can spare, besides those of cities and organisations.
TITLES = [
    "EU-China Forum on Innovative and Smart Cities",
    "EU-China Cooperation Forum on Innovative and Smart Cities",
    "EU-China High Level Seminar on Regional Policy",
    "EU-China Smart City Innovation Forum",
    "High Level Forum on Regional and Urban Policy Cooperation",
    "International EU-China Biomedicine and Biotechnology Forum",
    "Sino-Italian Institute of Vine and Wine Science",
    "Haikou-Granada Biotechnology and Health Park",
    "Future City and Smart Technology Innovation",
    "International Festival of Music and Dancing",
    "International Festival of Ancient Music",
    "International Bio-Diversity Conference 2020",
    "Summer school on sustainable and smart tourism",
    "Mission of Rome and Granada to Yantai and Liuzhou",
    "SDG11, EU UP Culture / Cultural Heritage",
    "SDG 9&11, EU UP Urban Mobility",
    # labels, and words that a note quotes because they are what is wrong
    "the smart city and biotechnology cluster",
    "in Kunming with Granada, Rome and Nice based on Kunming",
]


def runs(tokens: list[str]) -> set[tuple[str, ...]]:
    return {tuple(tokens[n : n + RUN]) for n in range(len(tokens) - RUN + 1)}


def without_names(text: str) -> list[list[str]]:
    """The words of a text, in the pieces between names."""
    names = TITLES + [
        name
        for model in ("cities.city", "cities.organisation")
        for entry in entries(model)
        for name in names_of(entry)
    ]
    tokens = " ".join(words(text))
    for name in sorted((" ".join(words(name)) for name in names), key=len, reverse=True):
        tokens = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "|", tokens)
    return [piece.split() for piece in tokens.split("|")]


def test_no_sentence_is_copied_from_a_document():
    told = set()
    for summary in by_slug("summaries.summary").values():
        told |= runs(words(document(summary)))
    copied = [
        (str(entry), name, " ".join(run))
        for entry, name, text in prose()
        for piece in without_names(text)
        for run in runs(piece) & told
    ]
    assert copied == [], f"the same words as in {SHARED}"
