"""Where the data of the embedded server lie, and as whom it runs."""

import hashlib
import os
import pwd
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ucap.postgres.messages import CannotStart

ROOTS_OWN = Path("/var/lib")
NOT_ALMIGHTY = (
    "Postgres refuses to run as root, and root may not act as another user here (a container\n"
    "without the rights CHOWN, SETUID and SETGID). Start the portal as an ordinary user, or set\n"
    "DATABASE_URL to another database."
)


@dataclass(frozen=True)
class Place:
    """A folder for one server.

    `home` belongs to `keeper` and holds the locks, the log and, for root, a copy of the
    binaries; `home/data` belongs to `user`, as whom Postgres runs. The three are the same
    person except when root starts the portal.
    """

    home: Path
    user: int
    group: int
    keeper: int
    durable: bool = True

    @property
    def data(self) -> Path:
        """The data folder, as `initdb` makes it."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What Postgres says."""
        return self.home / "postgres.log"

    @property
    def is_other_user(self) -> bool:
        """Whether Postgres runs as somebody else than this process."""
        return self.user != os.geteuid()

    def give_to_server(self, path: Path) -> None:
        """Make `path` belong to whom Postgres runs as."""
        if self.is_other_user:
            try:
                os.chown(path, self.user, self.group)
            except PermissionError:
                raise CannotStart(NOT_ALMIGHTY) from None

    def give_to_keeper(self, path: Path) -> None:
        """Make `path`, which this process has just made, belong to the keeper of `home`."""
        if self.keeper != os.geteuid():
            os.chown(path, self.keeper, pwd.getpwuid(self.keeper).pw_gid, follow_symlinks=False)


def of_checkout(checkout: Path) -> Place:
    """Where the trial of this checkout has its server.

    An ordinary user: in the checkout. Root: in the checkout too, as its owner, so that
    `sudo` and the owner meet the same data; if the owner is root or cannot get there (a
    folder only root may read), below /var/lib and as `nobody`.
    """
    local = checkout / "var" / "postgres"
    if os.geteuid() != 0:
        return Place(local, os.geteuid(), os.getegid(), os.geteuid())
    owner = _account(checkout.stat().st_uid)
    if owner and owner.pw_uid != 0 and _reaches(owner, checkout):
        return Place(local, owner.pw_uid, owner.pw_gid, owner.pw_uid)
    return _of_nobody(_root_home(checkout))


def of_tests() -> Place:
    """A server in a new folder that trades safety for speed."""
    if os.geteuid() != 0:
        home = Path(tempfile.mkdtemp(prefix="ucap-test-", dir=short_folder()))
        return Place(home, os.geteuid(), os.getegid(), os.geteuid(), durable=False)
    # not in /tmp, from where some machines forbid to run programs
    home = Path(tempfile.mkdtemp(prefix="ucap-test-", dir=ROOTS_OWN))
    home.chmod(0o755)
    return _of_nobody(home, durable=False)


def give_to_owner(path: Path, checkout: Path) -> None:
    """Make `path` belong to whom the checkout belongs to; only root needs to and can."""
    if os.geteuid() == 0:
        owner = checkout.stat()
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def short_folder() -> Path:
    """A folder everybody may write to, near the root: a socket's path has 100 bytes at most."""
    shared = Path("/tmp")  # noqa: S108 - used with mkdtemp only
    return shared if os.access(shared, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


def roots_data_of(checkout: Path) -> Path | None:
    """Where root's own trial of this checkout has its data, if there was one."""
    home = _root_home(checkout)
    return home if home.exists() else None


def _root_home(checkout: Path) -> Path:
    """The folder below /var/lib that belongs to this checkout and no other."""
    mark = hashlib.sha256(os.fsencode(checkout.resolve())).hexdigest()[:12]
    return ROOTS_OWN / f"ucap-{mark}"


def _of_nobody(home: Path, *, durable: bool = True) -> Place:
    """A place for root: kept by root, the server under an account without any rights."""
    nobody = _account_named("nobody")
    return Place(home, nobody.pw_uid, nobody.pw_gid, 0, durable)


def _account_named(name: str) -> pwd.struct_passwd:
    """The account `name`; CannotStart if the machine has none."""
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise CannotStart(
            f"Postgres refuses to run as root, and this machine has no account “{name}”.\n"
            "Start the portal as an ordinary user, or set DATABASE_URL to another database."
        ) from None


def _account(user: int) -> pwd.struct_passwd | None:
    """The account with this number, if there is one (a container may know it by number only)."""
    try:
        return pwd.getpwuid(user)
    except KeyError:
        return None


def _reaches(account: pwd.struct_passwd, folder: Path) -> bool:
    """Whether that account may write to `folder`, all folders above it considered."""
    probe = subprocess.run(
        ["/usr/bin/env", "test", "-w", folder],
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        cwd="/",
    )
    return probe.returncode == 0
