"""Items to decide on, their choices, and decisions: plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from browse.text import Spoken
from ucap.reading.understood import Doubt, Span

MOST_DECIDED = 20_000
"""Characters of a text that somebody decided on; the entry page takes no more either."""


@dataclass(frozen=True)
class Choice:
    """One way to decide: what it writes into which fields.

    The item's text goes into the field `into`, behind `before`; `text` is what is proposed for
    it. What `leaves_out` writes nothing.
    """

    value: str
    label: Spoken
    why: str = ""
    text: str = ""
    into: str = ""
    before: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    leaves_out: bool = False

    def written(self, text: str) -> dict[str, str]:
        """The fields that it writes, with `text` in place of what is proposed if there is any."""
        said = text or self.text
        own = {self.into: f"{self.before}{said}"} if self.into and said else {}
        return {**self.fields, **own}


@dataclass(frozen=True)
class Item:
    """Something to decide on; the first choice is what is proposed.

    `formset` is the part of the entry page that it is written to, "" the page itself; items with
    the same `row` write one row of it, which stands and falls with the item of that key. `facts`
    are (name, text) of what goes along. What has `doubts` is not sure.
    """

    key: str
    label: Spoken
    choices: tuple[Choice, ...]
    formset: str = ""
    row: str = ""
    spans: tuple[Span, ...] = ()
    text_label: Spoken = ""
    facts: tuple[tuple[Spoken, str], ...] = ()
    doubts: tuple[Spoken, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether nothing about it is doubtful."""
        return not self.doubts

    @property
    def owns_row(self) -> bool:
        """Whether its row stands and falls with it."""
        return self.row == self.key

    def choice(self, value: str) -> Choice | None:
        """The choice of that value, if there is one."""
        return next((one for one in self.choices if one.value == value), None)


@dataclass(frozen=True)
class Decision:
    """What was chosen, and the text in place of what was proposed; "" leaves that as it is."""

    choice: str
    text: str = ""

    @classmethod
    def of(cls, stored: Any) -> "Decision | None":
        """A decision as it is stored; None where it is none."""
        if not isinstance(stored, dict) or not isinstance(stored.get("choice"), str):
            return None
        text = stored.get("text", "")
        return cls(stored["choice"], text if isinstance(text, str) else "")

    def stored(self) -> dict[str, str]:
        """The decision as it is stored."""
        return {"choice": self.choice, **({"text": self.text} if self.text else {})}


def decided(item: Item, decisions: Mapping[str, Any]) -> Decision | None:
    """What was decided on `item`; None where nothing was, or what is not offered any more."""
    found = Decision.of(decisions.get(item.key))
    return found if found and item.choice(found.choice) else None


def undecided(items: Iterable[Item], decisions: Mapping[str, Any]) -> list[Item]:
    """The items that nothing was decided on."""
    return [item for item in items if decided(item, decisions) is None]


class Refused(Exception):
    """A decision that cannot be one; its text says why."""


def decision(item: Item, choice: str, text: str) -> Decision:
    """What somebody decided on an item; Refused where that is not offered or far too long.

    A text that is proposed with one of the choices is no text of their own.
    """
    if item.choice(choice) is None:
        raise Refused(f"“{choice[:40]}” is no choice of “{item.key}”.")
    typed = text.replace("\r\n", "\n").replace("\0", "�").strip()
    if len(typed) > MOST_DECIDED:
        raise Refused(f"A text has at most {MOST_DECIDED} characters.")
    proposed = {one.text.strip() for one in item.choices}
    return Decision(choice, "" if typed in proposed else typed)


class Doubts:
    """The doubts of reading by the field that they are about; what nobody asks for is left."""

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self._left = list(doubts)

    def of(self, *names: str) -> tuple[str, ...]:
        """Why the fields of these names are doubtful."""
        mine = [doubt for doubt in self._left if doubt.field in names]
        self._left = [doubt for doubt in self._left if doubt.field not in names]
        return tuple(doubt.why for doubt in mine)

    def left(self) -> list[Doubt]:
        """The doubts that are about none of the fields that were asked for."""
        return list(self._left)
