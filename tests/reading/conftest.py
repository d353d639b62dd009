"""A portal, the page of one reading, and no process that is started by the way.

Models are imported where they are used: this file is read before there are settings.
"""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def started(monkeypatch: Any) -> list[str]:
    """Notes that a process to read was asked for, in place of starting one."""
    from ucap.reading import starting

    asked: list[str] = []
    monkeypatch.setattr(starting, "start", lambda: asked.append("started"))
    return asked


@pytest.fixture
def told(db: None) -> Any:
    """A portal that knows half of what the document names."""
    from tests.reading import scene

    return scene.build()


@pytest.fixture
def desk(told: Any) -> Any:
    """The page of the document, as somebody who may do everything sees it."""
    from tests.reading import scene
    from tests.reading.desk import Desk

    return Desk(told, scene.reading(told))
