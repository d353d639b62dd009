"""The files of coast lines are those that bin/draw-coast draws, small, and land only."""

import gzip
import hashlib
import re

from tests.data.transcript import ROOT
from ucap.across.map.geography import COASTS

FOLDER = ROOT / "static" / "map"
NAMES = [*COASTS, "world"]


def test_every_file_has_its_checksum_and_the_licence_lies_beside() -> None:
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    assert sums.keys() == {"LICENSE", *(f"{name}.svg" for name in NAMES)}
    for name, expected in sums.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == expected, name


def test_no_file_is_heavier_than_a_small_photograph() -> None:
    for name in NAMES:
        packed = len(gzip.compress((FOLDER / f"{name}.svg").read_bytes(), 9))
        assert packed <= (20_000 if name == "world" else 25_000), name


def test_a_file_holds_one_path_of_closed_rings_within_its_box() -> None:
    for name in NAMES:
        text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        assert re.findall("<([a-z]+)", text) == ["svg", "path"], name
        (path,) = re.findall(r' d="([^"]+)"', text)
        (box,) = re.findall(r'viewBox="([^"]+)"', text)
        left, top, width, height = map(float, box.split())
        rings = path.removesuffix("z").split("z")
        assert len(rings) > 50
        for ring in rings:
            x = y = 0.0
            numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", ring)]
            assert re.fullmatch(r"M[-\d. ]+l[-\d. ]+", ring), name
            for across, down in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + across, y + down
                assert left - 0.1 <= x <= left + width + 0.1, name
                assert top - 0.1 <= y <= top + height + 0.1, name
