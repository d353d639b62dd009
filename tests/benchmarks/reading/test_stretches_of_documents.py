"""True prose is cut out of a document between a beginning and an end."""

from typing import Any

import pytest

from benchmarks.reading.truth.fixtures import PROSE, Wrong, originals
from benchmarks.reading.truth.naming import found
from benchmarks.reading.truth.rows import Rows
from benchmarks.reading.truth.stretches import Lost, Source, cut_all, stretches

TORN = """
| <b>Focus</b> | <ul><li>→ April: Work with the <u>parks</u> &amp; clusters on</li></ul> |

|  |  |
|--|--|
|  | <p>health (and more).</p> <li>→ May: Work without</li> |
"""


def test_a_stretch_goes_on_over_a_page_break_without_the_markup() -> None:
    cut = Source(TORN).cut(["Work with the", "and more"])
    assert cut == "Work with the parks & clusters on health (and more)."


def test_words_before_it_say_which_is_meant() -> None:
    assert Source(TORN).cut(["May:", "Work", "without"]) == "Work without"


@pytest.mark.parametrize(
    ("stretch", "why"),
    [
        (["Work", "clusters"], "stands 2 times"),
        (["Play", "clusters"], "stands 0 times"),
        (["Work without", "clusters"], "does not stand behind"),
        (["", "clusters"], "stands 0 times"),
    ],
)
def test_a_stretch_that_is_not_there_or_not_one_is_told(stretch: list[str], why: str) -> None:
    with pytest.raises(Lost, match=f"themes 1 focus: .*{why}"):
        cut_all(Source(TORN), {"themes": {1: {"focus": stretch}}})


def test_each_prose_of_the_fixtures_has_a_stretch_and_nothing_else_has() -> None:
    rows = Rows.of_fixtures()
    expected: dict[str, Any] = {}
    for summary in rows.all("summaries.summary"):
        slug = summary["slug"]
        expected[slug] = {part for part in PROSE if summary.get(part)}
        for theme in rows.of("summaries.summarytheme", slug):
            parts = ("description", "focus", "challenges")
            expected[slug] |= {f"theme {theme['position']} {p}" for p in parts if theme.get(p)}
        for what, section in (("activity", "activities"), ("pilot", "results")):
            cited = rows.of(f"summaries.{what}citation", slug)
            expected[slug] |= {f"{section} {row['position']}" for row in cited}
    given = {}
    for slug, tree in stretches().items():
        given[slug] = {part for part in PROSE if part in tree}
        given[slug] |= {f"theme {n} {p}" for n, theme in tree["themes"].items() for p in theme}
        for section in ("activities", "results"):
            given[slug] |= {f"{section} {position}" for position in tree[section]}
    assert given == expected


def test_the_folder_must_hold_the_documents_that_were_transcribed(tmp_path: Any) -> None:
    with pytest.raises(Wrong, match="There is no folder"):
        originals(tmp_path / "nowhere")
    first = Rows.of_fixtures().all("summaries.summary")[0]
    with pytest.raises(Wrong, match=f"{first['document_name']} cannot be read"):
        originals(tmp_path)
    (tmp_path / first["document_name"]).write_text("something else")
    with pytest.raises(Wrong, match="is not the document that was transcribed"):
        originals(tmp_path)


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    names = {"Granada": "granada", "University of Granada": "university", "EU": "eu"}
    assert found("the University of Granada, Europe", names)[0] == {"university"}
    assert found("University of Granada in Granada", names)[0] == {"university", "granada"}
