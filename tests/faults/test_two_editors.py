"""Two editors, and then many, on one record: nobody overwrites what somebody else has saved."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.faults.edits import key
from tests.faults.hand import Editor, form_on
from tests.ops.portal import Checkout, Serving

pytestmark = pytest.mark.fault

ASKED = "Nothing is saved yet"
AT_ONCE = 6


def provinces(checkout: Checkout, pk: int) -> list[str]:
    """What the city's province was, change by change."""
    rows = checkout.query("SELECT province FROM cities_cityevent WHERE id = %s ORDER BY pgh_id", pk)
    return [text for (text,) in rows]


def test_the_second_is_asked_and_what_both_changed_apart_is_kept(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    pk = key(checkout, "rome")
    path = f"/admin/cities/city/{pk}/change/"
    other = Editor(editor.address).signs_in()
    mine, theirs = editor.opens(path), other.opens(path)
    assert other.sends(path, theirs, province="Theirs").status_code == 302
    asked = editor.sends(path, mine, province="Mine", figures_source="A yearbook")
    assert asked.status_code == 200
    assert ASKED in asked.text
    now = "SELECT province, figures_source FROM cities_city WHERE id = %s"
    assert checkout.query(now, pk)[0][0] == "Theirs"

    # changes of other fields are told, and both are kept
    mine, theirs = editor.opens(path), other.opens(path)
    assert other.sends(path, theirs, province="Theirs again").status_code == 302
    told = editor.sends(path, mine, figures_source="Another yearbook")
    assert ASKED in told.text
    assert checkout.query(now, pk)[0][0] == "Theirs again"
    assert editor.sends(path, form_on(told)).status_code == 302
    assert checkout.query(now, pk) == [("Theirs again", "Another yearbook")]


def test_of_many_who_save_at_the_same_moment_one_succeeds_and_the_others_are_asked(
    checkout: Checkout, serving: Serving, editor: Editor
) -> None:
    pk = key(checkout, "rome")
    path = f"/admin/cities/city/{pk}/change/"
    editors = [Editor(editor.address, like=editor) for _ in range(AT_ONCE)]
    for round_ in range(5):
        begun = len(provinces(checkout, pk))
        forms = [each.opens(path) for each in editors]
        together = Barrier(AT_ONCE)

        def save(
            at: int, forms: list = forms, together: Barrier = together, round_: int = round_
        ) -> tuple[int, bool]:
            together.wait()
            answer = editors[at].sends(path, forms[at], province=f"{round_} of {at}")
            return answer.status_code, ASKED in answer.text

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answered = list(pool.map(save, range(AT_ONCE)))
        winners = [at for at, (status, _) in enumerate(answered) if status == 302]
        assert len(winners) == 1, answered
        assert answered.count((200, True)) == AT_ONCE - 1
        assert provinces(checkout, pk)[begun:] == [f"{round_} of {winners[0]}"]
