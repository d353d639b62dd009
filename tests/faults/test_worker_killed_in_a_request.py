"""A web process is killed with -9 while it answers."""

import threading
import time
from collections.abc import Callable

import pytest
import requests

from tests.faults.breaking import halfway, kill
from tests.faults.edits import Hand, Stream, is_seen_everywhere, key
from tests.faults.hand import Editor
from tests.faults.readers import wait_until_whole, web_processes
from tests.ops.portal import Checkout, Serving, wait_for

pytestmark = pytest.mark.fault


def in_the_background(work: Callable[[], object]) -> threading.Thread:
    """Begin some work."""
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_an_edit_in_the_middle_leaves_nothing(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    hand = Hand(editor, "granada", key(checkout, "granada"))
    text = f"in the middle {time.time()}"
    # the row can be written, the log of it cannot
    with halfway(checkout, "django_admin_log", lambda: hand.edit(text)) as answered:
        kill(*web_processes(checkout)[1:])
        assert answered.result() == 0
    assert checkout.query("SELECT 1 FROM cities_cityevent WHERE province = %s", text) == []
    assert checkout.query("SELECT 1 FROM cities_city WHERE province = %s", text) == []
    wait_until_whole(editor.address)
    is_seen_everywhere(serving, editor, checkout)


def test_no_edit_is_lost_while_one_process_after_the_other_is_killed(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    stream = Stream(checkout, editor)
    readers_answered: list[int] = []

    def read() -> None:
        while not stream.stop.is_set():
            try:
                page = requests.get(f"{editor.address}/pilots/", timeout=30)
            except requests.RequestException:  # its connection was to the one that was killed
                continue
            readers_answered.append(page.status_code)

    with stream.running():
        reading = in_the_background(read)
        for at in (1, 2, 1, 2):
            stream.wait_for_more(4)
            before = web_processes(checkout)
            kill(before[at])
            wait_for(lambda: len(web_processes(checkout)) == 3, "another should be started", 30)
        stream.wait_for_more(4)
    reading.join()
    stream.check()
    assert set(readers_answered) == {200}
    wait_until_whole(editor.address)
    is_seen_everywhere(serving, editor, checkout)
