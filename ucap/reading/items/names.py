"""Records by their keys, written as the entry page reads them: “Granada; new: Bari (IT)”."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from ucap.desk.entry.doubles import Records
from ucap.desk.entry.names import Directories, Directory
from ucap.desk.entry.tokens import Token, joined
from ucap.desk.entry.views import described
from ucap.reading.records.draft import Name


class Names:
    """What the portal's records are called now. One query for each kind of name that is asked,
    three for each kind of record that is described."""

    def __init__(self) -> None:
        self.directories = Directories()

    @cached_property
    def _records(self) -> dict[str, Records]:
        return {kind: Records(kind) for kind in ("activity", "pilot")}

    def directory(self, kind: str) -> Directory:
        """The records of a kind by their names."""
        found: Directory = getattr(self.directories, kind)
        return found

    def is_known(self, kind: str, key: int | None) -> bool:
        """Whether there (still) is a record of that key."""
        return key in self.directory(kind).by_pk

    def title(self, kind: str, key: int) -> str:
        """What a record is called."""
        return self.directory(kind).by_pk[key].name

    def written(self, kind: str, key: int) -> str:
        """The text that means a record."""
        return self.directory(kind).written(key)

    def described(self, kind: str, key: int) -> str:
        """Dates, cities, and where it is told, of an activity or a pilot."""
        return described(self._records[kind].known[key])

    def unknown(self, kind: str, names: Iterable[Name]) -> list[Name]:
        """Those of `names` that no record has, each once."""
        found = {name.printed: name for name in names if not self.is_known(kind, name.key)}
        return list(found.values())

    def field(
        self,
        kind: str,
        names: Iterable[Name],
        *,
        new: bool,
        instead: Mapping[str, int] | None = None,
    ) -> str:
        """What a field of names holds: the known ones and, with `new`, the wish to make others.

        `instead` are {name as printed: the record that it means rather}. A city is made only if
        its country is known, since it cannot be made without.
        """
        tokens: dict[int | str, Token] = {}
        for name in names:
            key = (instead or {}).get(name.printed, name.key)
            if key is not None and self.is_known(kind, key):
                tokens.setdefault(key, self._token(kind, replace(name, key=key)))
            elif new and (kind != "city" or name.country):
                tokens.setdefault(name.printed, self._new(kind, name))
        return joined(tokens.values())

    def _token(self, kind: str, name: Name) -> Token:
        """A known record; of an organisation with what the document prints."""
        assert name.key is not None  # noqa: S101 - of known ones
        written = self.written(kind, name.key)
        printed = "" if kind == "city" or name.printed == written else _bare(name.printed)
        return Token(written, printed=printed)

    def _new(self, kind: str, name: Name) -> Token:
        country = name.country if kind == "city" else ""
        return Token(_bare(name.printed), new=True, country=country)


def _bare(text: str) -> str:
    """A name without what parts names from each other."""
    return " ".join(text.replace(";", ",").replace("“", "").replace("”", "").split())
