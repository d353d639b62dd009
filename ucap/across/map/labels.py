"""Where the names of marks stand, so that none covers another name, a mark or the edge.

Greedy: the marks are named in the order given, each at the first of its
possible places that is still free; beside the mark if possible, else a little
way off with a line that leads to it. The same marks always give the same
places. There is no font to measure with on the server, so widths are taken
from one of the widest that browsers use.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, pi, sin
from unicodedata import combining, east_asian_width

from django.utils.translation import gettext as _

from ucap.across.map.boxes import Box, around

NARROW, WIDE = frozenset("ijlIft.,:;'’|!()[] -–"), frozenset("mwMW@%&—")
LINE = 1.26
"""The height of a line, in font sizes."""
BASELINE = 0.98
"""How far below the top of its line a text stands, in font sizes."""
GAP = 4.0
"""The room between a mark and its name, in units of the picture."""
STEPS = (0.0, 10.0, 20.0, 32.0, 46.0)
"""How much farther off a name may be tried, in units of the picture."""
DIRECTIONS = 16
ALIGNED = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Where in its box a text stands, by the words of SVG."""
BIAS = (0.0, 0.9, 0.2, 0.9)
"""How much a name dislikes to stand to the right, below, to the left and above its mark."""


@dataclass(frozen=True)
class Anchor:
    """A mark to be named; `busy` points to where lines leave it (0, 0: nowhere)."""

    key: str
    text: str
    x: float
    y: float
    radius: float
    busy: tuple[float, float] = (0.0, 0.0)

    @property
    def box(self) -> Box:
        """The room that the mark itself takes."""
        return around(self.x, self.y, self.radius)


@dataclass(frozen=True)
class Label:
    """A name and its place, flush with the side of its box that is next to its mark.

    `leader` is the line to the mark where the name stands off.
    """

    key: str
    text: str
    box: Box
    size: float
    align: str  # start, middle or end, as SVG calls it
    leader: tuple[float, float, float, float] | None = None

    @property
    def leader_path(self) -> str:
        """The leader as SVG writes it; empty when there is none."""
        if self.leader is None:
            return ""
        x1, y1, x2, y2 = self.leader
        return f"M{x1} {y1}L{x2} {y2}"

    @property
    def x(self) -> float:
        """Where the text starts, has its middle or ends."""
        return round(self.box.left + ALIGNED[self.align] * self.box.width, 1)

    @property
    def y(self) -> float:
        """The line that the text stands on."""
        return round(self.box.top + BASELINE * self.size, 1)


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """How wide `text` is at most, set in a font of `size`."""
    return size * sum(map(_advance, text))


def _advance(character: str) -> float:
    """The width of a character, in font sizes."""
    if combining(character):
        return 0.0
    if east_asian_width(character) in "WF":
        return 1.05
    if character in NARROW:
        return 0.42
    if character in WIDE:
        return 1.03
    return 0.78 if character.isupper() else 0.65


def fitted(parts: Sequence[str], room: float, size: float, most: int) -> list[str]:
    """As many of the parts as `most` lines of the width `room` hold, and the number of the rest."""
    for shown in range(len(parts), 0, -1):
        left_out = len(parts) - shown
        more = [_("and %(n)d more") % {"n": left_out}] if left_out else []
        lines = _broken([*parts[:shown], *more], room, size)
        if len(lines) <= most:
            return lines
    return []


def _broken(parts: Sequence[str], room: float, size: float) -> list[str]:
    """The parts, with commas between, in as few lines as they need."""
    lines: list[str] = []
    for number, part in enumerate(parts, start=1):
        text = part if number == len(parts) else f"{part},"
        longer = f"{lines[-1]} {text}" if lines else ""
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(text)
    return lines


def place(
    anchors: Sequence[Anchor], room: Box, size: float, taken: Sequence[Box] = ()
) -> list[Label]:
    """The names that fit into `room`, clear of each other, of all marks and of what is `taken`."""
    blocked = [*taken, *(anchor.box for anchor in anchors)]
    labels = []
    for anchor in anchors:
        for label in _possible(anchor, size):
            covered = [label.box, *_along(label)]
            if room.holds(label.box) and _free(covered, blocked, anchor):
                labels.append(label)
                blocked += covered
                break
    return labels


def _free(covered: list[Box], blocked: list[Box], anchor: Anchor) -> bool:
    """Whether nothing stands where a name and its line would; the line may touch its own mark."""
    name, *line = covered
    return not any(name.overlaps(box) for box in blocked) and not any(
        step.overlaps(box) for step in line for box in blocked if box != anchor.box
    )


def _possible(anchor: Anchor, size: float) -> Iterator[Label]:
    """The places for a name, best first: near ones before far ones, quiet sides before busy."""
    wide, high = width(anchor.text, size), LINE * size
    for step in STEPS:
        for angle in sorted(_angles(step), key=lambda angle: _dislike(anchor, angle)):
            align = _align(angle)
            box = _beside(anchor, angle, align, GAP + step, wide, high)
            leader = _leader(anchor, box) if step else None
            yield Label(anchor.key, anchor.text, box, size, align, leader)


def _angles(step: float) -> list[float]:
    number = DIRECTIONS if step else DIRECTIONS // 2
    return [2 * pi * n / number for n in range(number)]


def _dislike(anchor: Anchor, angle: float) -> float:
    """How bad a direction is for a name: towards the lines, and a little for above and below."""
    quarter, part = divmod(angle / (pi / 2), 1)
    bias = BIAS[int(quarter) % 4] * (1 - part) + BIAS[int(quarter + 1) % 4] * part
    slanted = 0.15 if 0.1 < part < 0.9 else 0.0
    return round(anchor.busy[0] * cos(angle) + anchor.busy[1] * sin(angle) + bias + slanted, 6)


def _align(angle: float) -> str:
    """How a name stands to a point in that direction of its mark."""
    across = cos(angle)
    return "middle" if abs(across) < 0.1 else "start" if across > 0 else "end"


def _beside(anchor: Anchor, angle: float, align: str, gap: float, wide: float, high: float) -> Box:
    """The box of a name in that direction, `gap` away from the mark."""
    x = anchor.x + cos(angle) * (anchor.radius + gap)
    y = anchor.y + sin(angle) * (anchor.radius + gap)
    left = x - ALIGNED[align] * wide
    return Box(left, y + (sin(angle) - 1) * high / 2, wide, high)


def _leader(anchor: Anchor, box: Box) -> tuple[float, float, float, float]:
    """The line from the mark's edge to the nearest point of the box."""
    x, y = box.nearest(anchor.x, anchor.y)
    length = hypot(x - anchor.x, y - anchor.y) or 1.0
    along = anchor.radius / length
    start = (anchor.x + along * (x - anchor.x), anchor.y + along * (y - anchor.y))
    return round(start[0], 1), round(start[1], 1), round(x, 1), round(y, 1)


def _along(label: Label) -> list[Box]:
    """Small boxes along a leader, its end at the name left out."""
    if label.leader is None:
        return []
    x1, y1, x2, y2 = label.leader
    number = max(2, int(hypot(x2 - x1, y2 - y1) / 3))
    return [
        around(x1 + (x2 - x1) * n / number, y1 + (y2 - y1) * n / number, 0.5) for n in range(number)
    ]
