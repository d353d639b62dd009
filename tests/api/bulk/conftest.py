"""An archive of the five summaries."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """Where the archive is kept, for a portal with an address and terms of use."""
    settings.DATA_DIR = tmp_path / "data"
    settings.PORTAL_URL = "https://portal.example"
    settings.DATA_TERMS = "CC BY 4.0"
    settings.DATA_TERMS_URL = "https://creativecommons.org/licenses/by/4.0/"
    settings.OPERATOR_NAME = "A city network"
    settings.OPERATOR_EMAIL = "data@network.example"
    return settings.DATA_DIR


@pytest.fixture
def archive(seeded: None, db: None, folder: Path) -> Any:
    """The archive, just made."""
    from ucap.api.bulk.archive import publish

    made = publish()
    assert made
    return made
