"""What a trial needs and production must bring itself: a database and a secret key."""

import contextlib
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ucap import postgres

CHECKOUT = Path(__file__).resolve().parent.parent


def tell(line: str) -> None:
    """Tell the person at the terminal; not on standard output, which may be piped on."""
    print(line, file=sys.stderr, flush=True)


@contextlib.contextmanager
def environment(say: Callable[[str], None] = tell) -> Iterator[None]:
    """Set DATABASE_URL and SECRET_KEY for this process where they are missing.

    A missing DATABASE_URL brings up the embedded Postgres, held until the context ends;
    `say` gets a line when that takes time.
    Processes started from here inherit both and start no server of their own. Without a
    SECRET_KEY this is a trial, which speaks plain HTTP. Raises postgres.CannotStart.
    """
    with contextlib.ExitStack() as stack:
        if not os.environ.get("SECRET_KEY"):
            os.environ["SECRET_KEY"] = _secret_key(CHECKOUT / "var" / "secret_key")
            os.environ.setdefault("HTTPS", "0")
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = stack.enter_context(postgres.trial(CHECKOUT, say))
        yield


def _secret_key(path: Path) -> str:
    """The secret key kept in `path`, made at the first call; only the user may read it."""
    try:
        return _kept(path) or _kept_new(path)
    except OSError as error:
        raise postgres.CannotStart(postgres.explain_os_error(error, path.parent)) from error


def _kept(path: Path) -> str:
    """What is in the file `path`; nothing if it is not there."""
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def _kept_new(path: Path) -> str:
    """A new key in the file `path`, or the one that another process has put there meanwhile."""
    path.parent.mkdir(exist_ok=True)
    postgres.give_to_owner(path.parent, CHECKOUT)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    postgres.give_to_owner(draft, CHECKOUT)
    draft.write_text(secrets.token_urlsafe(50))
    try:
        os.link(draft, path)  # unlike a rename, it fails if the file is there
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()
