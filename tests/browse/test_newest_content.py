"""Several threads ask which content there is: one asks the database, none believes what is old."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from browse.finished import content
from browse.finished.content import Newest


class Answering:
    """A database that answers when it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.begun, self.may = threading.Event(), threading.Event()

    def __call__(self) -> int:
        self.asked += 1
        self.begun.set()
        self.may.wait(10)
        return 2


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    made = Answering()
    monkeypatch.setattr(content, "read", made)
    monkeypatch.setattr(content.connection, "close_if_unusable_or_obsolete", lambda: None)
    return made


def test_who_comes_while_another_asks_gets_what_that_one_is_told(answering: Answering) -> None:
    newest = Newest(number=1)
    with ThreadPoolExecutor(4) as pool:
        all_of_them = [pool.submit(newest.get) for _ in range(4)]
        answering.begun.wait(10)
        time.sleep(0.05)
        answering.may.set()
        assert [each.result() for each in all_of_them] == [2] * 4
    assert answering.asked == 1


def test_nobody_else_waits_long_for_a_database_that_does_not_answer(answering: Answering) -> None:
    newest = Newest(number=1)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(newest.get)
        answering.begun.wait(10)
        begun = time.monotonic()
        assert newest.get() == 1
        assert time.monotonic() - begun < 5  # not the ten seconds that the database takes
        answering.may.set()
        assert first.result() == 2
