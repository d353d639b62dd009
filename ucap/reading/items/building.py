"""All items of a document, in its order."""

from dataclasses import dataclass

from ucap.reading.items import entries, notes, sides, terms, texts, unknown
from ucap.reading.items.item import Doubts, Item
from ucap.reading.items.names import Names
from ucap.reading.stored import Read
from ucap.reading.understood import Doubt


@dataclass(frozen=True)
class Built:
    """The items, and the doubts of reading that are about none of them."""

    items: tuple[Item, ...]
    doubts: tuple[Doubt, ...]


def build(read: Read, names: Names) -> Built:
    """The items of what was read. As many queries as `names` takes, however long it is."""
    doubts = Doubts(read.understood.doubts)
    items = [
        *texts.head(read, doubts),
        *sides.items(read, names, doubts),
        *texts.themes(read, names, doubts),
        *terms.items(read, names, doubts),
        *texts.prose(read, doubts),
        *unknown.items(read, names),
        *entries.items(entries.ACTIVITIES, read, names, doubts),
        *entries.items(entries.RESULTS, read, names, doubts),
        *texts.contact(read, doubts),
        *notes.items(read),
    ]
    return Built(tuple(items), tuple(doubts.left()))
