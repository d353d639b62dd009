"""Somebody who may do everything, at the entry page."""

import pytest


@pytest.fixture
def desk(db):
    """The entry page, as somebody who may do everything sees it."""
    from tests.desk.entry import page

    return page.opened()
