"""Three versions of a form compared: as it was opened, as I send it, as it stands now.

Knows neither Django nor what the values are: anything that can be compared
with `==`. A form is a set of rows with values by name: those of its inlines,
and the form itself, which is a row like them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Key(NamedTuple):
    """Which row is meant, in all three versions: the inline it stands in, and its own name.

    A row that I have added, and that has no name yet, is only in my version.
    """

    group: str
    row: str


Row = Mapping[str, Any]
Rows = Mapping[Key, Row]


@dataclass(frozen=True)
class Difference:
    """Where two versions part: a value of a row or, without a `name`, the row itself.

    `mine` and `theirs` are values, or rows where the row itself is meant;
    None stands for a row that one side has removed or never had.
    """

    key: Key
    name: str | None
    mine: Any
    theirs: Any

    @property
    def place(self) -> tuple[Key, str | None]:
        """Where it is."""
        return self.key, self.name


@dataclass
class Merged:
    """What three versions come to.

    `rows` is my version with everything taken over that only they changed;
    where both changed the same thing differently it is as I left it.
    """

    rows: dict[Key, dict[str, Any]] = field(default_factory=dict)
    taken: list[Difference] = field(default_factory=list)
    """What only they changed; `mine` is what the form was opened with."""
    conflicts: list[Difference] = field(default_factory=list)
    """What both changed, and differently."""

    @property
    def is_mine(self) -> bool:
        """Whether there is nothing of theirs that I would have to be told."""
        return not self.taken and not self.conflicts


def merge(base: Rows, mine: Rows, theirs: Rows) -> Merged:
    """`mine` brought up to `theirs`, both made from `base`.

    A value that `base` does not know may have been changed by anybody: where
    the two sides differ in one it is a conflict. A row that both sides added
    with the same values is one row: theirs. Rows come in the order of
    `theirs`, then those that only I have.
    """
    merged = Merged()
    twins = _twins(base, mine, theirs)
    for key, row in theirs.items():
        if key in mine:
            merged.rows[key] = _row(merged, key, base.get(key, {}), mine[key], row)
        elif key not in base:
            merged.rows[key] = dict(row)
            if key not in twins.values():
                merged.taken.append(Difference(key, None, None, row))
        elif row != base[key]:
            merged.conflicts.append(Difference(key, None, None, row))
    for key, row in mine.items():
        if key in theirs or key in twins:
            continue
        if key in base and row == base[key]:
            merged.taken.append(Difference(key, None, row, None))
            continue
        merged.rows[key] = dict(row)
        if key in base:
            merged.conflicts.append(Difference(key, None, row, None))
    return merged


def _row(merged: Merged, key: Key, base: Row, mine: Row, theirs: Row) -> dict[str, Any]:
    """A row that both sides have; what they changed in it goes into `merged`."""
    row = dict(mine)
    for name, value in theirs.items():
        if name not in mine or mine[name] == value:
            continue
        difference = Difference(key, name, mine[name], value)
        if name not in base:
            merged.conflicts.append(difference)
        elif mine[name] == base[name]:
            row[name] = value
            merged.taken.append(difference)
        elif value != base[name]:
            merged.conflicts.append(difference)
    return row


def _twins(base: Rows, mine: Rows, theirs: Rows) -> dict[Key, Key]:
    """My new rows that they have added as well, each with theirs; no row twice."""
    free = [key for key in theirs if key not in base and key not in mine]
    twins: dict[Key, Key] = {}
    for key, row in mine.items():
        if key in base or key in theirs:
            continue
        for other in free:
            if other.group == key.group and theirs[other] == row:
                twins[key] = other
                free.remove(other)
                break
    return twins
