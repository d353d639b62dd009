"""A bucket gives as much as it holds, then as much as flows in."""

import pytest

from browse.limits import buckets
from browse.limits.buckets import Buckets


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_it_holds_what_may_be_taken_in_a_minute(clock: Clock) -> None:
    held = Buckets(3, clock)
    assert [held.take("a") for _ in range(4)] == [0, 0, 0, 20]


def test_who_waits_as_long_as_it_says_gets_one(clock: Clock) -> None:
    held = Buckets(3, clock)
    while not (wait := held.take("a")):
        clock.now += 1
    clock.now += wait
    assert held.take("a") == 0
    assert held.take("a") > 0


def test_it_does_not_fill_beyond_a_minute(clock: Clock) -> None:
    held = Buckets(3, clock)
    held.take("a")
    clock.now += 10_000
    assert [bool(held.take("a")) for _ in range(4)] == [False, False, False, True]


def test_each_client_has_a_bucket(clock: Clock) -> None:
    held = Buckets(1, clock)
    assert held.take("a") == held.take("b") == 0
    assert held.take("a") > 0


def test_those_that_asked_longest_ago_are_forgotten(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buckets, "CLIENTS", 2)
    held = Buckets(1, clock)
    for client in "abc":
        held.take(client)
    assert held.take("c") > 0
    assert held.take("a") == 0
