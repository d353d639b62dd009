"""The desk has the portal's colours, light and dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
DESK = (CSS / "desk" / "desk.css").read_text(encoding="utf-8")


def colours(text: str) -> dict[str, str]:
    """The custom properties that `text` sets to a colour."""
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{3,6});", text))


def block(start: str) -> dict[str, str]:
    """The colours set in the rule of the desk's sheet that begins with `start`."""
    _before, _start, rest = DESK.partition(start)
    assert rest, start
    return colours(rest[: rest.index("}")])


@pytest.mark.parametrize(
    "start", ['html:root:not([data-theme="light"]) {', 'html:root[data-theme="dark"] {']
)
def test_the_dark_colours_are_those_of_the_portal(start: str) -> None:
    portal = colours((CSS / "dark.css").read_text(encoding="utf-8"))
    shared = {name: value for name, value in block(start).items() if name != "--success"}
    assert len(shared) == 12
    assert {name: portal[name] for name in shared} == shared


def test_the_light_accent_is_that_of_the_portal() -> None:
    portal = colours((CSS / "palette.css").read_text(encoding="utf-8"))
    assert block("html:root {")["--accent"] == portal["--accent"]
