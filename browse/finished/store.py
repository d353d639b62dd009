"""Finished pages in the memory of a process."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

OVERHEAD = 1500
"""Bytes that a page takes besides its body: headers, key, and the objects that hold them."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it is sent: `body` is compressed, `headers` tell so."""

    etag: str
    headers: list[tuple[str, str]]
    body: bytes


class Store:
    """The pages that were asked for last, as many as fit into `most` bytes. Safe for threads.

    Pages of content that is no more are not looked for: the newer ones push them out.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Hashable) -> Page | None:
        """The page under `key`, if it is kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page) -> None:
        """Keep `page`, in place of what was there, and let go of what no longer fits."""
        size = _size(page)
        if size > self.most:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self.bytes += size - (_size(old) if old else 0)
            self._pages[key] = page
            while self.bytes > self.most:
                _key, gone = self._pages.popitem(last=False)
                self.bytes -= _size(gone)


def _size(page: Page) -> int:
    return len(page.body) + OVERHEAD
