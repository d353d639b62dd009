"""What is kept stays within its bound."""

from browse.finished.store import OVERHEAD, Page, Store


def page(size: int) -> Page:
    return Page("etag", [], b"x" * size)


def test_the_pages_asked_for_last_are_kept() -> None:
    store = Store(3 * (1000 + OVERHEAD))
    for key in "abc":
        store.put(key, page(1000))
    assert store.get("a")
    store.put("d", page(1000))
    assert [key for key in "abcd" if store.get(key)] == ["a", "c", "d"]


def test_a_page_that_is_put_again_takes_the_place_of_the_old_one() -> None:
    store = Store(10_000)
    store.put("a", page(1000))
    store.put("a", page(2000))
    assert len(store) == 1
    assert store.bytes == 2000 + OVERHEAD


def test_a_page_larger_than_everything_is_not_kept_and_pushes_nothing_out() -> None:
    store = Store(5000)
    store.put("a", page(100))
    store.put("b", page(5000))
    assert store.get("a")
    assert store.get("b") is None


def test_with_no_room_at_all_nothing_is_kept() -> None:
    store = Store(0)
    store.put("a", page(1))
    assert len(store) == 0
