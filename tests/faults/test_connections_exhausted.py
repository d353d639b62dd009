"""Another program takes every connection that Postgres gives."""

import contextlib
from collections.abc import Iterator

import psycopg2
import pytest

from tests.faults.edits import Hand, is_seen_everywhere, key
from tests.faults.hand import Editor
from tests.faults.readers import AWAY, KEPT, new_pages, statuses, wait_until_whole, warm
from tests.ops.portal import Checkout, Serving, wait_for

pytestmark = pytest.mark.fault

OTHERS = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE usename IS NOT NULL AND application_name <> 'greedy' AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


@contextlib.contextmanager
def exhausted(checkout: Checkout) -> Iterator[None]:
    """Every connection is taken, those of the portal among them."""
    folder = (checkout.home / "socket").read_text()
    with contextlib.ExitStack() as taken:

        def take() -> bool:
            try:
                connection = psycopg2.connect(
                    host=folder, port=5432, user="ucap", dbname="ucap", application_name="greedy"
                )
            except psycopg2.OperationalError:
                return False
            taken.callback(connection.close)
            connection.autocommit = True
            connections.append(connection)
            return True

        connections: list = []
        assert take()

        def all_taken() -> bool:
            """Whether nobody else has one any more."""
            with connections[0].cursor() as cursor:
                cursor.execute(OTHERS)
                (others,) = cursor.fetchone()
            while take():
                pass
            return not others

        wait_for(all_taken, "every connection should be taken", 30)
        yield


def test_made_pages_are_shown_others_refused_politely_and_nothing_is_lost(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    hand = Hand(editor, "haikou", key(checkout, "haikou"))
    form = editor.opens(hand.path)
    warm(editor.address)
    with exhausted(checkout):
        assert statuses(editor.address, KEPT * 12) == {200: 12 * len(KEPT)}
        assert set(statuses(editor.address, new_pages() * 3)) <= AWAY
        assert statuses(editor.address, ["/readyz"] * 4) == {503: 4}
        refused = editor.sends(hand.path, form, province="never", reason_for_change="never")
        assert refused.status_code in AWAY
    wait_until_whole(editor.address)
    assert checkout.query("SELECT 1 FROM cities_cityevent WHERE province = 'never'") == []
    again = editor.sends(hand.path, form, province="at last", reason_for_change="at last")
    assert again.status_code == 302
    now = checkout.query("SELECT province FROM cities_city WHERE id = %s", hand.pk)
    assert now == [("at last",)]
    is_seen_everywhere(serving, editor, checkout)
