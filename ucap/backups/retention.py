"""Which backups stay."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Dated:
    """A backup, as far as it matters here: its name, when it was begun, whether it is good."""

    name: str
    begun: datetime
    good: bool


@dataclass(frozen=True)
class Rule:
    """Of how many days, weeks and months, among those that have a backup, one stays."""

    daily: int = 7
    weekly: int = 5
    monthly: int = 12


_PERIODS: dict[str, Callable[[datetime], object]] = {
    "daily": datetime.date,
    "weekly": lambda moment: moment.isocalendar()[:2],
    "monthly": lambda moment: (moment.year, moment.month),
}


def staying(backups: Iterable[Dated], rule: Rule) -> set[str]:
    """The names of the backups that stay.

    Of each of the last days, weeks (from Monday) and months that have one, the newest good one, or
    the newest if none is good. The newest of all and the newest good one stay in any case.
    """
    newest_first = sorted(backups, key=lambda backup: backup.begun, reverse=True)
    good = [backup for backup in newest_first if backup.good]
    stay = {backup.name for backup in [*newest_first[:1], *good[:1]]}
    for name, period in _PERIODS.items():
        best: dict[object, Dated] = {}
        for backup in newest_first:
            kept = best.setdefault(period(backup.begun), backup)
            if backup.good and not kept.good:
                best[period(backup.begun)] = backup
        stay |= {backup.name for backup in list(best.values())[: getattr(rule, name)]}
    return stay
