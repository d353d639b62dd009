"""A store of its own for each test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, settings) -> Path:
    """The folder of documents."""
    folder = tmp_path / "documents"
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": {"location": folder}}
    }
    return folder
