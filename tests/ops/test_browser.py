"""The browser that other tests are given."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.django_db(transaction=True)
def test_it_opens_a_page_of_the_live_server_with_its_styles(live_server, page: Page):
    page.goto(f"{live_server.url}/admin/")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    sheet = page.request.get(f"{live_server.url}/static/admin/css/base.css")
    assert sheet.ok


def test_it_reaches_this_machine_only(page: Page):
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://portal.example/")
