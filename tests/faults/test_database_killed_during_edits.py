"""Postgres is killed with -9 while editors save: what was said to be saved is there."""

import pytest

from tests.faults.breaking import answers, away, backends, kill, postgres
from tests.faults.edits import Stream, is_seen_everywhere
from tests.faults.hand import Editor
from tests.faults.readers import AWAY, KEPT, new_pages, statuses, wait_until_whole, warm
from tests.ops.portal import Checkout, Serving, wait_for

pytestmark = pytest.mark.fault


def test_no_edit_is_lost_or_half_made_when_postgres_is_killed(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    stream = Stream(checkout, editor)
    with stream.running():
        for victims in (lambda: backends(checkout)[:1], lambda: [postgres(checkout)]) * 2:
            stream.wait_for_more()
            kill(*victims())
            wait_for(lambda: answers(checkout), "Postgres should come back", 60)
        stream.wait_for_more()
    stream.check()
    assert serving.process.poll() is None
    wait_until_whole(editor.address)
    is_seen_everywhere(serving, editor, checkout)


def test_pages_that_are_made_go_on_being_shown_while_postgres_is_away(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    warm(editor.address)
    with away(checkout):
        assert statuses(editor.address, KEPT * 12) == {200: 12 * len(KEPT)}
        assert set(statuses(editor.address, new_pages() * 3)) <= AWAY
        assert statuses(editor.address, ["/healthz"] * 4) == {200: 4}
        assert statuses(editor.address, ["/readyz"] * 4) == {503: 4}
    wait_until_whole(editor.address)
    is_seen_everywhere(serving, editor, checkout)
