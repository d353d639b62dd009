"""What was read as JSON, and back: every value of `blocks`, `understood` and `draft`.

The types of the dataclasses say how a value is written, so that a field that is added there is
stored, too. What was written by another version is not guessed at: the document is read again.
"""

import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ucap.reading.blocks import Document
from ucap.reading.records.draft import Draft
from ucap.reading.understood import Understood

VERSION = 1
"""To be counted up when a field changes its meaning."""


@dataclass(frozen=True)
class Read:
    """A document, what it says, and what is proposed for it."""

    document: Document
    understood: Understood
    draft: Draft


class Outdated(Exception):
    """What is stored was written by another version, or by nobody of us."""


def dump(read: Read) -> dict[str, Any]:
    """`read` as JSON that Postgres takes."""
    return {"version": VERSION, **plain(read)}


def load(stored: Any) -> Read:
    """What `dump` wrote; Outdated for anything else."""
    if not isinstance(stored, dict) or stored.get("version") != VERSION:
        raise Outdated("written by another version")
    return _value(Read, {name: value for name, value in stored.items() if name != "version"})


def plain(value: Any) -> Any:
    """A value as JSON: dataclasses as objects, tuples as lists, dates as ISO says.

    What Postgres takes in no text (NUL, half a character) becomes “�”.
    """
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = str(value.value) if isinstance(value, Enum) else value
        return text.replace("\0", "�").encode("utf-8", "replace").decode()
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, stored: Any) -> Any:
    """The value of the type `kind` that is stored; Outdated where it is none."""
    if is_dataclass(kind):
        return _object(kind, stored)
    if get_origin(kind) in (Union, types.UnionType):
        return _one_of(get_args(kind), stored)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), stored)
    try:
        return _single(kind, stored)
    except ValueError as error:
        raise Outdated(f"no {kind.__name__}: {stored!r:.40}") from error


def _object(kind: Any, stored: Any) -> Any:
    """A dataclass; fields that are not stored have their defaults."""
    named = {field.name: field for field in fields(kind)}
    if not isinstance(stored, dict) or not stored.keys() <= named.keys():
        raise Outdated(f"no {kind.__name__}")
    needed = {
        name
        for name, field in named.items()
        if field.default is MISSING and field.default_factory is MISSING
    }
    if not needed <= stored.keys():
        raise Outdated(f"a {kind.__name__} without its {', '.join(sorted(needed))}")
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], one) for name, one in stored.items()})


def _one_of(kinds: tuple[Any, ...], stored: Any) -> Any:
    """A value that may be missing."""
    if stored is None and types.NoneType in kinds:
        return None
    (kind,) = (kind for kind in kinds if kind is not types.NoneType)
    return _value(kind, stored)


def _tuple(kinds: tuple[Any, ...], stored: Any) -> tuple[Any, ...]:
    """A list of one kind (`tuple[str, ...]`), or a row of given ones (`tuple[int, int]`)."""
    if not isinstance(stored, list):
        raise Outdated("no list")
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], one) for one in stored)
    if len(stored) != len(kinds):
        raise Outdated("a list of another length")
    return tuple(_value(kind, one) for kind, one in zip(kinds, stored, strict=True))


def _single(kind: Any, stored: Any) -> Any:
    """A text, a number, a date or a choice."""
    if kind is date and isinstance(stored, str):
        return date.fromisoformat(stored)
    if issubclass(kind, Enum) and isinstance(stored, str):
        return kind(stored)
    if kind is float and type(stored) in (int, float):
        return float(stored)
    if type(stored) is not kind:
        raise ValueError
    return stored
