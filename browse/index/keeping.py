"""The indexes of a process, made in the background."""

import logging
import threading
import time
from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import QueryDict

from browse.finished.snapshot import content_read, snapshot
from browse.index.building import build
from browse.index.whole import Index

PAUSE = 0.3
"""Seconds from the wish for an index to its making: editors seldom save just once."""
SHARE = 4
"""An index that took a second to make is made again after as many seconds at the earliest."""

log = logging.getLogger(__name__)


class Keeper:
    """Keeps the newest index of each list, and makes those that are asked for in vain.

    One thread makes them, one after the other, each from a snapshot of its own.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, Index] = {}
        self._wanted: set[Any] = set()
        self._wish = threading.Condition()
        self._thread: threading.Thread | None = None

    def current(self, list_: Any) -> Index | None:
        """The index of a list for the content that is being read; None if there is none.

        Takes the class of a list's page. There will be one soon, if the content stays.
        """
        content = content_read()
        if content is None:
            return None
        index = self._kept.get(list_)
        if index is not None and index.content == content:
            return index
        if settings.LISTS_INDEXED:
            self._want(list_)
        return None

    def make(self, list_: Any) -> Index:
        """Make the index of a list now, and keep it."""
        with snapshot(settings.INDEXING_SECONDS, settings.INDEXING_SECONDS) as content:
            blank = list_.filterset_class(QueryDict(), queryset=list_().get_records())
            index = build(blank, content)
        self._kept[list_] = index
        return index

    def _want(self, list_: Any) -> None:
        with self._wish:
            self._wanted.add(list_)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="indexes", daemon=True)
                self._thread.start()
            self._wish.notify()

    def _work(self) -> None:
        while True:
            with self._wish:
                while not self._wanted:
                    self._wish.wait()
            time.sleep(PAUSE)
            begun = time.monotonic()
            with self._wish:
                lists, self._wanted = self._wanted, set()
            for list_ in lists:
                self._try(list_)
            connection.close()
            time.sleep(SHARE * (time.monotonic() - begun))

    def _try(self, list_: Any) -> None:
        """Make an index; without one, the database answers."""
        try:
            self.make(list_)
        except DatabaseError as error:
            log.warning("The index of %s could not be made: %s", list_.__name__, error)


KEEPER = Keeper()
"""The one of this process."""
