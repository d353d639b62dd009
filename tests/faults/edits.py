"""A stream of edits through the desk, and what must have become of each of them."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import requests

from tests.faults.hand import Editor, errors
from tests.ops.portal import Checkout, Serving, wait_for

SLUGS = ("kunming", "haikou", "granada", "rome")
BROKEN = {0, 503}
"""How an edit may be answered that something has come between; 0 is no answer."""
SEEN_WITHIN = 1.0
"""Seconds after which every process shows what was saved."""


@dataclass
class Hand:
    """One editor with one city: what was sent, and what was said to be saved."""

    editor: Editor
    slug: str
    pk: int
    sent: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    unexpected: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The city's form."""
        return f"/admin/cities/city/{self.pk}/change/"

    def edit(self, text: str) -> int:
        """Write `text` as the city's province and as the reason; the status of the answer."""
        try:
            form = self.editor.opens(self.path)
        except (requests.RequestException, AssertionError):
            return 0
        self.sent.append(text)
        try:
            answer = self.editor.sends(self.path, form, province=text, reason_for_change=text)
        except requests.RequestException:
            return 0
        if answer.status_code == 302:
            self.saved.append(text)
        elif answer.status_code not in BROKEN:
            self.unexpected.append((answer.status_code, errors(answer)))
        return answer.status_code


def key(checkout: Checkout, slug: str) -> int:
    """The number of a city, which its form's address has in it."""
    ((pk,),) = checkout.query("SELECT id FROM cities_city WHERE slug = %s", slug)
    return pk


class Stream:
    """Several editors who go on saving, each a city of their own."""

    def __init__(self, checkout: Checkout, editor: Editor) -> None:
        self.checkout = checkout
        self.begun = f"{time.time():.3f}"
        rows = checkout.query("SELECT slug, id FROM cities_city ORDER BY slug")
        keys = dict(rows)
        self.hands = [Hand(Editor(editor.address, like=editor), slug, keys[slug]) for slug in SLUGS]
        self.stop = threading.Event()

    @contextmanager
    def running(self) -> Iterator["Stream"]:
        """Let them work as long as the context lasts."""
        with ThreadPoolExecutor(len(self.hands)) as pool:
            working = [pool.submit(self._work, hand) for hand in self.hands]
            try:
                yield self
            finally:
                self.stop.set()
            for each in working:
                each.result()

    def _work(self, hand: Hand) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            if hand.edit(f"{self.begun} {hand.slug} {number}") != 302:
                time.sleep(0.2)

    @property
    def saved(self) -> int:
        """How many edits were said to be saved."""
        return sum(len(hand.saved) for hand in self.hands)

    def wait_for_more(self, number: int = 8) -> None:
        """Wait until so many more are saved: the portal works."""
        wanted = self.saved + number
        wait_for(lambda: self.saved >= wanted, "more edits should be saved", 90)

    def check(self) -> None:
        """What was saved is there with its history; what was not is there whole or not at all."""
        for hand in self.hands:
            assert hand.unexpected == []
            kept = self._kept(hand)
            assert [text for text in hand.sent if text in kept] == kept
            assert set(hand.saved) <= set(kept)
            assert len(self._logged(hand)) == len(kept)
            rows = self.checkout.query("SELECT province FROM cities_city WHERE id = %s", hand.pk)
            if kept:
                assert rows == [(kept[-1],)]

    def _kept(self, hand: Hand) -> list[str]:
        """What the history has, oldest first; each event with who and why."""
        events = self.checkout.query(
            "SELECT e.province, c.metadata->>'reason', c.metadata->>'user' IS NOT NULL"
            " FROM cities_cityevent e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id"
            " WHERE e.id = %s AND starts_with(e.province, %s) ORDER BY e.pgh_id",
            hand.pk,
            self.begun,
        )
        for text, reason, somebody in events:
            assert (text, somebody) == (reason, True)
        return [text for text, _, _ in events]

    def _logged(self, hand: Hand) -> list[tuple]:
        """What Django's own log has: it is written in the transaction of the edit."""
        return self.checkout.query(
            "SELECT l.id FROM django_admin_log l JOIN django_content_type t"
            " ON t.id = l.content_type_id WHERE t.model = 'city'"
            " AND l.object_id = %s AND action_time >= to_timestamp(%s)",
            str(hand.pk),
            float(self.begun),
        )


def is_seen_everywhere(serving: Serving, editor: Editor, checkout: Checkout) -> None:
    """An edit is saved, and after a second every process shows it."""
    text = f"seen at {time.time()}"
    hand = Hand(editor, "kunming", key(checkout, "kunming"))
    wait_for(lambda: hand.edit(text) == 302, "an edit should be saved", 30)
    time.sleep(SEEN_WITHIN)
    address = f"http://127.0.0.1:{serving.port}/cities/kunming/"
    with ThreadPoolExecutor(8) as pool:
        pages = pool.map(lambda _: requests.get(address, timeout=30), range(24))
        seen = Counter((page.status_code, text in page.text) for page in pages)
    assert seen == {(200, True): 24}
