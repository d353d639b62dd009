"""What a backup says of itself."""

import json
import subprocess
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from ucap.backups import files
from ucap.backups.messages import Failed

FORMAT = 1
NAME = "manifest.json"
DUMP = "database.dump"
DOCUMENTS = "documents"
CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Manifest:
    """What is in a backup.

    `tables` has, by name, the number of rows and the checksum of what is in them; `documents` the
    sizes of the files by their checksums. `damaged` are documents that the portal had no whole
    copy of, `lost` those that only an earlier backup still had. `verified` means that the dump was
    restored and compared.
    """

    format: int
    made: str
    version: str
    commit: str
    database: str
    server: str
    major: int
    tables: dict[str, list[int | str]]
    dump_bytes: int
    dump_sha256: str
    documents: dict[str, int]
    damaged: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    verified: bool = False

    @property
    def is_good(self) -> bool:
        """Whether it was verified and lacks nothing."""
        return self.verified and not self.damaged

    @property
    def rows(self) -> int:
        """How many rows all tables have together."""
        return sum(int(rows) for rows, _ in self.tables.values())

    def write(self, folder: Path) -> None:
        """Write it into the backup's folder."""
        told = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path = folder / NAME
        path.write_text(told + "\n", "utf-8")
        path.chmod(0o600)

    def as_verified(self) -> "Manifest":
        """The same, of a backup that was verified."""
        return replace(self, verified=True)


def read(folder: Path) -> Manifest:
    """What the backup in `folder` says of itself; Failed if it is none, or not to be read."""
    path = folder / NAME
    try:
        told = json.loads(path.read_text("utf-8"))
        if told["format"] != FORMAT:
            raise Failed(
                f"{folder} was made by another version of the portal (format {told['format']}; "
                f"this one reads {FORMAT}): restore it with that version."
            )
        known = {each.name for each in fields(Manifest)}
        return Manifest(**{name: value for name, value in told.items() if name in known})
    except FileNotFoundError:
        raise Failed(f"{folder} is no backup: it has no {NAME}.") from None
    except (ValueError, TypeError, KeyError):
        raise Failed(f"{path} is damaged: use another backup.") from None


def check_files(folder: Path, manifest: Manifest) -> None:
    """Failed if a file of the backup is missing or is not what it was. Reads all of them."""
    expected = {DUMP: manifest.dump_sha256}
    expected |= {f"{DOCUMENTS}/{name[:2]}/{name}": name for name in manifest.documents}
    for path, checksum in expected.items():
        try:
            found = files.sha256(folder / path)
        except FileNotFoundError:
            raise Failed(
                f"The backup is damaged: {folder / path} is missing. Use another."
            ) from None
        if found != checksum:
            raise Failed(
                f"The backup is damaged: {folder / path} has changed since it was made.\n"
                "Use another backup."
            )


def portal() -> tuple[str, str]:
    """The version of this portal and, in a checkout with Git, its commit (or "")."""
    version = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if not (CHECKOUT / ".git").exists():
        return version, ""
    try:
        command = ["git", "-C", str(CHECKOUT), "rev-parse", "HEAD"]
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return version, ""
    return version, done.stdout.strip()
