"""What is printed of scores, and when the measurement fails."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks.reading import tables
from benchmarks.reading.__main__ import ASIDE, INVENTED, all_good_enough, main
from benchmarks.reading.scoring.comparing import as_printed, figure, named, span, squashed
from benchmarks.reading.scoring.score import Field, Found, Miss, Score, Tally


def scored(right: int, wrong: int, matches: Found) -> Score:
    fields = [
        Field("sides", f"side {n}", "Nice", "" if n < wrong else "Nice", n >= wrong)
        for n in range(right + wrong)
    ]
    misses = (Miss("matches", "results 2", "a-park", "an-office (0.60: same month)"),)
    return Score("nice", tuple(fields), Tally({"matches": matches}, misses))


@pytest.mark.parametrize(
    ("score", "good"),
    [
        (scored(95, 5, Found(9, 10, 10)), True),
        (scored(94, 6, Found(9, 10, 10)), False),
        (scored(95, 5, Found(8, 10, 8)), False),
        (scored(95, 5, Found(8, 8, 10)), False),
        (scored(0, 0, Found()), False),
    ],
)
def test_it_is_good_enough_when_fields_precision_and_recall_all_are(
    score: Score, good: bool
) -> None:
    assert score.good_enough() is good
    assert tables.report("Five", [score]).splitlines()[-1].startswith("Good") is good


def test_what_is_put_aside_is_reported_and_decides_nothing() -> None:
    good, bad = scored(95, 5, Found(9, 10, 10)), scored(94, 6, Found(9, 10, 10))
    assert all_good_enough({INVENTED: [good], ASIDE: [bad]})
    assert not all_good_enough({INVENTED: [bad], ASIDE: [good]})


def test_a_line_for_each_miss_says_where_and_what() -> None:
    lines = tables.report("Five", [scored(3, 1, Found(1, 2, 4))]).splitlines()
    assert "nice | fields | side 0 | expected Nice | got –" in lines
    assert (
        "nice | matches | results 2 | expected a-park | got an-office (0.60: same month)" in lines
    )
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    shares, found = (row[2:] for row in cells if row[1:2] == ["all"])
    assert shares[:2] == ["0.750", "0.750"]
    assert found[4] == "0.50 / 0.25 (1 of 2, 4)"


def test_a_long_value_is_shown_from_both_ends() -> None:
    words = " ".join(map(str, range(200)))
    long = Score("nice", (Field("prose", "focus", words, "0", right=False),))
    line = tables.report("Five", [long]).splitlines()[2]
    assert "expected 0 1 2" in line
    assert "198 199 | got 0" in line
    assert len(line) < 200


def test_all_numbers_and_misses_can_be_kept() -> None:
    kept = json.loads(tables.as_json({"Five": [scored(3, 1, Found(1, 2, 4))]}))
    first, every = kept["Five"]
    assert (first["name"], every["name"]) == ("nice", "all")
    assert first["fields"]["all"] == every["fields"]["sides"] == 0.75
    assert first["records"]["matches"]["recall"] == 0.25
    assert [miss["where"] for miss in first["misses"]] == ["side 0", "results 2"]


def test_without_the_folder_it_says_so_before_it_does_anything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["reading", "--documents", str(tmp_path / "nowhere")])
    assert main() == 2
    assert f"There is no folder {tmp_path}/nowhere." in capsys.readouterr().err


def test_what_counts_as_the_same() -> None:
    assert as_printed("88 km\u00b2 ") == as_printed("88 km 2")
    assert as_printed("Provence \u2013 Alpes:") == as_printed("Provence - Alpes")
    assert as_printed("China") != as_printed("china")
    assert squashed("\u2192 \u201cTriple-helix\u201d,\nR&D.") == squashed("triple helix R & D")
    assert squashed("three cities") != squashed("three cities more")
    assert named("the Universitat de Val\u00e8ncia") == named("Universitat de Valencia")
    assert named("Thessaloniki") == "thessaloniki"
    assert figure(88) == figure(88.0) == "88"
    assert figure(297.8) == "297.8"
    assert figure(None) == ""
    assert span("2018-07-01", "2018-07-31") == "2018-07"
    assert span("2018-07-01", "2018-07-31", days=True) == "2018-07-01..2018-07-31"
