"""Runs: stretches of text that read as one, wherever their words stand in the document."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ucap.reading.blocks import Block, Kind, Place
from ucap.reading.understood import NOTHING, Span


@dataclass(frozen=True)
class Piece:
    """A stretch of one block: the block's number (from 0) and where the stretch is in its text."""

    number: int
    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words, with line breaks as printed."""
        return self.block.text[self.start : self.end]


@dataclass(frozen=True)
class Run:
    """Pieces that read as one text: a paragraph, a point, a heading, or a part of one.

    Kind, level and mark are those of the block that it begins in, unless the text itself shows
    another one.
    """

    pieces: tuple[Piece, ...]
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    mark: str = ""

    @classmethod
    def of(cls, number: int, block: Block) -> "Run":
        """The whole text of a block."""
        piece = Piece(number, block, 0, len(block.text))
        return cls((piece,), block.kind, block.level, block.mark).cut()

    @cached_property
    def text(self) -> str:
        """The words; pieces have a space between them, line breaks are kept."""
        return " ".join(piece.text for piece in self.pieces)

    @cached_property
    def plain(self) -> str:
        """The words with single spaces and no line breaks."""
        return " ".join(self.text.split())

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.pieces[0].block.place

    @property
    def last_place(self) -> Place:
        """Where the block is that it ends in."""
        return self.pieces[-1].block.place

    @property
    def is_point(self) -> bool:
        """Whether it is a point of a list."""
        return self.kind == Kind.ITEM

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading by its looks."""
        return self.kind == Kind.HEADING

    def cut(self, start: int = 0, end: int | None = None) -> "Run":
        """The part of it from `start` to `end` of its text, without blanks at its ends."""
        end = len(self.text) if end is None else min(end, len(self.text))
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        end = start + len(self.text[start:end].rstrip())
        pieces, offset = [], 0
        for piece in self.pieces:
            length = piece.end - piece.start
            first, last = max(start - offset, 0), min(end - offset, length)
            if first < last:
                part = replace(piece, start=piece.start + first, end=piece.start + last)
                pieces.append(part)
            offset += length + 1
        return replace(self, pieces=tuple(pieces))

    def rest(self, start: int, end: int | None = None) -> "Run":
        """What follows `start`, until `end`, as a paragraph that is no point of its own."""
        return replace(self.cut(start, end), kind=Kind.PARAGRAPH, level=0, mark="")

    def lines(self) -> list["Run"]:
        """Its lines, where somebody set line breaks."""
        ends = [found.start() for found in re.finditer("\n", self.text)]
        starts = [0, *(end + 1 for end in ends)]
        cuts = (self.cut(*pair) for pair in zip(starts, [*ends, len(self.text)], strict=True))
        return [line for line in cuts if line]

    def stressed(self) -> int:
        """How far from its beginning it is bold; 0 where it does not begin so."""
        return self._reach(bold=True)

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are bold."""
        return bool(self) and self._reach(bold=True) >= len(self.text)

    @property
    def is_stressed(self) -> bool:
        """Whether all of its words are bold, or all underlined."""
        return self.is_bold or (bool(self) and self._reach(bold=False) >= len(self.text))

    def _reach(self, *, bold: bool) -> int:
        """Until where it is bold (underlined) without a gap of words, closing marks included."""
        reach = 0
        for char, looks in zip(self.text, self._looks(bold=bold), strict=True):
            if not looks and (char.isalnum() or (reach and char == "(")):
                break
            reach += 1
        head = self.text[:reach].rstrip(" \n")
        return len(head) if any(c.isalnum() for c in head) else 0

    def _looks(self, *, bold: bool) -> bytes:
        """1 for each character that is bold (underlined), 0 for the others."""
        looks = []
        for piece in self.pieces:
            whole = bytearray(len(piece.block.text))
            for first, last in piece.block.bold if bold else piece.block.underlined:
                whole[first:last] = b"\1" * (last - first)
            looks.append(bytes(whole[piece.start : piece.end]))
        return b"\0".join(looks)


def joined(runs: Sequence[Run]) -> Run:
    """One or several runs as one, with the looks of the first."""
    return replace(runs[0], pieces=tuple(piece for run in runs for piece in run.pieces))


def span(run: Run) -> Span:
    """A run as words of the document."""
    return prose([run])


def prose(runs: Iterable[Run]) -> Span:
    """Runs as one text, a line each; NOTHING without any."""
    found = [run for run in runs if run]
    if not found:
        return NOTHING
    pieces: Sequence[Piece] = [piece for run in found for piece in run.pieces]
    return Span(
        "\n".join(run.plain for run in found),
        tuple(dict.fromkeys(piece.number for piece in pieces)),
        pieces[0].start,
        pieces[-1].end,
    )
