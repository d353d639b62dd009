"""What is made of the medians of a measurement."""

import pytest

from benchmarks.serving.contenders import BOTH, LIST, SEARCH, THEME, UNCHANGED
from benchmarks.serving.tables import targets as table
from benchmarks.serving.targets import Key, Median, Ratio, ratios


@pytest.mark.parametrize(
    ("value", "fewer", "verdict"),
    [
        (2.9, False, "short"),
        (3.0, False, "ok"),
        (10.0, False, "aim reached"),
        (11.0, True, "short"),
        (10.0, True, "ok"),
        (3.0, True, "aim reached"),
        (None, False, "not measured"),
    ],
)
def test_a_ratio_is_short_or_ok_or_has_reached_its_aim(
    value: float | None, fewer: bool, verdict: str
) -> None:
    must, aim = (10, 3) if fewer else (3, 10)
    assert Ratio("a ÷ b", value, must, aim, fewer=fewer).verdict == verdict


def test_the_ratios_are_of_answers_a_second_but_of_times_where_they_say_so() -> None:
    rates = {"uncached": 30.0, "plain": 10.0, "cached": 800.0, "datasette": 8.0, "hello": 1000.0}
    found: dict[Key, Median] = {
        (size, name, request): Median(rate, 1000 * size / rate, 1, 1)
        for size in (50, 100_000)
        for name, rate in rates.items()
        for request in ((LIST,) if name == "hello" else (LIST, THEME, BOTH, SEARCH, UNCHANGED))
    }
    told = {row.name: row.value for row in ratios(found, {100: 100.0, 10_000: 120.0})}
    assert told["cached list ÷ hello-world, 50"] == 0.8
    assert told["304 ÷ hello-world, 100 000"] == 0.8
    assert told["cached list ÷ Datasette’s, 50"] == 100
    assert told["uncached theme ÷ the plain way, 100 000"] == 3
    assert told["uncached theme ÷ the plain way, 5 000"] is None
    assert told["time of the theme page, uncached, 100 000 ÷ 50"] == pytest.approx(2000)
    assert told["memory of a worker after 10 000 addresses ÷ after 100"] == 1.2


def test_the_table_says_what_was_not_measured() -> None:
    lines = table(ratios({}, {})).splitlines()
    assert all("not measured" in line for line in lines[2:])
