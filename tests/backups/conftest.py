"""Scenes to back up."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.backups.scene import TABLES, Scene, all_databases, server
from ucap.backups.store import Store


@pytest.fixture
def make_scene(tmp_path: Path) -> Iterator[Callable[[str], Scene]]:
    """Makes scenes; their databases, and those that came of them, are gone afterwards."""
    before = all_databases()

    def make(name: str) -> Scene:
        database = server().beside(f"{name}_{os.getpid()}")
        database.create()
        folder = tmp_path / name
        return Scene(database, folder / "documents", Store(folder / "backups"))

    yield make
    for name in all_databases() - before:
        server().beside(name).drop()


@pytest.fixture
def scene(make_scene: Callable[[str], Scene]) -> Scene:
    """One with something of everything."""
    scene = make_scene("backed")
    scene.database.rows(TABLES)
    for content in (b"the first", b"the second"):
        scene.document(content)
    return scene
