"""Postgres is killed with -9 while records are merged, published or withdrawn.

Each is stopped half way: it waits for a table into which it writes late. Afterwards the whole
database is as it was. What was said to be done is there although Postgres is killed at once.
"""

from collections.abc import Callable

import pytest
import requests

from tests.faults.breaking import answers, halfway, kill, postgres
from tests.faults.edits import is_seen_everywhere
from tests.faults.hand import Editor, errors
from tests.faults.readers import AWAY, wait_until_whole, web_processes
from tests.faults.state import state
from tests.ops.portal import Checkout, Serving, wait_for

pytestmark = pytest.mark.fault

VICTIMS: dict[str, Callable[[Checkout], list[int]]] = {
    "Postgres": lambda checkout: [postgres(checkout)],
    "the web processes": lambda checkout: web_processes(checkout)[1:],
}
LATE = {"merge": "summaries_pilotcitationevent", "withdraw": "desk_step", "publish": "desk_step"}
"""Into which table each writes when it has written into others before."""


def answer(work: Callable[[], requests.Response]) -> int:
    """What some work is answered; 0 for nothing."""
    try:
        return work().status_code
    except requests.ConnectionError:
        return 0


def merging(checkout: Checkout) -> tuple[str, dict[str, str]]:
    """The page that merges two pilots, and what is sent."""
    (one, _), (other, _) = pilots(checkout)
    return f"/admin/merge/pilot/{one}/{other}/", {"kept": str(one), "reason": "Broken off."}


def pilots(checkout: Checkout) -> list[tuple]:
    """Two public pilots that summaries cite: number and address."""
    return checkout.query(
        "SELECT id, slug FROM pilots_pilotproject p WHERE status = 'published' AND EXISTS"
        " (SELECT 1 FROM summaries_pilotcitation c WHERE c.pilot_id = p.id) ORDER BY slug LIMIT 2"
    )


def stepping(checkout: Checkout, move: str) -> tuple[str, dict[str, str]]:
    """The page that makes a step of a summary with all that it cites, and what is sent."""
    ((pk,),) = checkout.query("SELECT id FROM summaries_summary WHERE slug = 'granada'")
    return f"/admin/review/summary/{pk}/{move}/", {"reason": "Broken off."}


def is_broken_off(
    checkout: Checkout, editor: Editor, table: str, asked: tuple[str, dict[str, str]], victim: str
) -> None:
    """Begin something, kill somebody half way, and find everything as it was."""
    path, values = asked
    form = editor.opens(path)
    before = state(checkout)
    with halfway(checkout, table, lambda: answer(lambda: editor.sends(path, form, **values))) as it:
        kill(*VICTIMS[victim](checkout))
        assert it.result() in AWAY | {0}
    wait_for(lambda: answers(checkout), "Postgres should be back", 60)
    wait_until_whole(editor.address)
    assert state(checkout) == before


def is_done_for_good(checkout: Checkout, editor: Editor, asked: tuple[str, dict[str, str]]) -> None:
    """Do something, and kill Postgres as soon as it is said to be done."""
    path, values = asked
    done = editor.sends(path, **values)
    kill(postgres(checkout))
    assert done.status_code == 302, errors(done)
    wait_for(lambda: answers(checkout), "Postgres should be back", 60)
    wait_until_whole(editor.address)


def public(editor: Editor, path: str) -> int:
    """How an address answers, redirects not followed."""
    return requests.get(editor.address + path, timeout=30, allow_redirects=False).status_code


def test_no_merge_is_half_made(checkout: Checkout, serving: Serving, editor: Editor) -> None:
    (_, kept), (gone_pk, gone) = pilots(checkout)
    asked = merging(checkout)
    for victim in VICTIMS:
        is_broken_off(checkout, editor, LATE["merge"], asked, victim)
    told = checkout.query("SELECT count(*) FROM summaries_pilotcitation")
    is_done_for_good(checkout, editor, asked)
    assert checkout.query("SELECT 1 FROM pilots_pilotproject WHERE id = %s", gone_pk) == []
    assert checkout.query(
        "SELECT record FROM browse_formerslug WHERE slug = %s", gone
    ) == checkout.query("SELECT id FROM pilots_pilotproject WHERE slug = %s", kept)
    assert public(editor, f"/pilots/{gone}/") == 301
    assert public(editor, f"/pilots/{kept}/") == 200
    sets = checkout.query("SELECT id FROM pghistory_context WHERE metadata->>'action' = 'merge'")
    assert len(sets) == 1
    assert checkout.query(
        "SELECT count(*) FROM pilots_pilotprojectevent WHERE pgh_context_id = %s AND id = %s"
        " AND pgh_label = 'delete'",
        *(sets[0][0], gone_pk),
    ) == [(1,)]
    assert checkout.query("SELECT count(*) FROM summaries_pilotcitation") <= told
    is_seen_everywhere(serving, editor, checkout)


def test_no_summary_is_half_withdrawn_or_half_published(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    cited = (
        "SELECT a.slug, a.status FROM pilots_activity a JOIN summaries_activitycitation c"
        " ON c.activity_id = a.id JOIN summaries_summary s ON s.id = c.summary_id"
        " WHERE s.slug = 'granada' ORDER BY 1"
    )
    begun = checkout.query(cited)
    for move, shown in (("withdraw", 404), ("publish", 200)):
        asked = stepping(checkout, move)
        for victim in VICTIMS:
            is_broken_off(checkout, editor, LATE[move], asked, victim)
            assert public(editor, "/summaries/granada/") == 604 - shown
        is_done_for_good(checkout, editor, asked)
        assert public(editor, "/summaries/granada/") == shown
        (last,) = checkout.query("SELECT after FROM desk_step ORDER BY id DESC LIMIT 1")[0]
        assert last == {"withdraw": "draft", "publish": "published"}[move]
    assert checkout.query(cited) == begun
    is_seen_everywhere(serving, editor, checkout)
