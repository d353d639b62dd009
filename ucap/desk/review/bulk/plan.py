"""What a change of many records would touch, and what it would leave alone, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from browse.text import Spoken


@dataclass(frozen=True)
class Left:
    """Records that are left alone for one reason."""

    why: Spoken
    records: list[Any]


@dataclass(frozen=True)
class Plan:
    """The records that would be touched, and those that would not."""

    touched: list[Any]
    left: list[Left] = field(default_factory=list)

    @property
    def keys(self) -> list[int]:
        """The primary keys of those that would be touched."""
        return [record.pk for record in self.touched]

    @property
    def left_alone(self) -> int:
        """How many would not be touched."""
        return sum(len(left.records) for left in self.left)


def sorted_out(records: Iterable[Any], why_not: Callable[[Any], Spoken]) -> Plan:
    """A plan: `why_not` says for each record why it is left alone; "" if it is not."""
    touched: list[Any] = []
    left: dict[str, Left] = {}
    for record in records:
        why = why_not(record)
        if why:
            left.setdefault(str(why), Left(why, [])).records.append(record)
        else:
            touched.append(record)
    return Plan(touched, list(left.values()))
