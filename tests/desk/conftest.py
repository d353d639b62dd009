"""A summary that waits to be published; what it is made of is in `scene`."""

from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    """A world in which publishing the draft makes a city, a body and a theme public."""
    from tests.desk.review.scene import build  # only now are the settings there

    return build()
