"""Which content there is: a number that is another one after every change of any tracked row.

Each statement that writes leaves one row with a random number; the content's number is all of
them, joined by XOR. So it moves when a transaction commits, whichever committed first, and writers
do not wait for each other, as they would to count one number up. A database that went back to
a backup and then elsewhere does not come by an old number again.
"""

import logging
import threading
import time
from dataclasses import dataclass, field

import pgtrigger
from django.db import Error, connection

READ = "SELECT coalesce(bit_xor(token), 0) FROM browse_contentchange"
TRUSTED_FOR = 0.25
"""Seconds for which a process believes that the content is still the same."""
WAITED_FOR = 0.25
"""Seconds for which a thread waits while another one asks."""
ASKED_AGAIN_AFTER = 1.0
"""Seconds after which a database that did not answer is asked again."""

log = logging.getLogger(__name__)


def moves_content() -> pgtrigger.Trigger:
    """A trigger by which every statement on a table moves the content's number at commit.

    What it calls stands in the migration `0002_contentchange`: each statement leaves one row,
    and rows are joined into one now and then, unless that could make the writer fail.
    """
    return pgtrigger.Trigger(
        name="content_changed",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func="PERFORM browse_content_changed(); RETURN NULL;",
    )


def read() -> int:
    """The content's number as the database has it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return cursor.fetchone()[0]


@dataclass
class Newest:
    """The content's number as this process knows it: asked for at most every `TRUSTED_FOR`.

    Where the database does not answer, what was known last goes on being true: pages that are
    made already can be shown, and no others can be made. One thread asks. The others wait for it,
    since what this process knew last may be hours old, but not for long: where the database has
    stopped answering, an answer can take as long as a connection may.
    """

    trusted_for: float = TRUSTED_FOR
    number: int | None = None
    _until: float = 0
    _asking: threading.Lock = field(default_factory=threading.Lock)

    def get(self) -> int | None:
        """The number; None as long as none has ever been read. A query now and then."""
        if time.monotonic() >= self._until and self._asking.acquire(timeout=WAITED_FOR):
            try:
                if time.monotonic() >= self._until:  # nobody has asked while this one waited
                    self._ask()
            finally:
                self._asking.release()
        return self.number

    def _ask(self) -> None:
        ours = not connection.in_atomic_block  # else it is of who asks from within a transaction
        try:
            if ours:
                connection.close_if_unusable_or_obsolete()
            self.number = read()
        except Error as error:
            log.warning("The content's number cannot be read: %s", error)
            if ours:
                connection.close()
            self._until = time.monotonic() + ASKED_AGAIN_AFTER
        else:
            self._until = time.monotonic() + self.trusted_for
