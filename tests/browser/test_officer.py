"""A programme officer narrows a list by clicking, and shares what stands in the address bar."""

from playwright.sync_api import expect


def test_choosing_two_cities_and_asking_for_both_narrows_the_pilots(page, site):
    page.goto(f"{site}/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Pilots").click()
    narrow = page.get_by_role("complementary", name="Narrow the list")
    narrow.get_by_role("link", name="Granada").click()
    narrow.get_by_role("link", name="Liuzhou").click()
    either = page.get_by_role("status").inner_text()
    narrow.get_by_role("link", name="All of them together").click()
    both = page.get_by_role("status").inner_text()

    assert page.url == f"{site}/pilots/?city=granada&city=liuzhou&match=city"
    assert int(both.split()[0]) < int(either.split()[0])
    for row in page.locator(".rows > li").all():
        expect(row).to_contain_text("Granada")
        expect(row).to_contain_text("Liuzhou")


def test_lifting_a_chip_and_going_back_give_the_list_as_it_was(page, site):
    page.goto(f"{site}/pilots/?city=granada&kind=office")
    before = page.get_by_role("status").inner_text()
    page.get_by_role("list", name="Chosen filters").get_by_role("link", name="Granada").click()
    assert page.url == f"{site}/pilots/?kind=office"
    page.go_back()
    assert page.get_by_role("status").inner_text() == before


def test_the_form_keeps_the_facets_that_are_chosen(page, site):
    page.goto(f"{site}/activities/?city=rome")
    page.get_by_label("Words").fill("covid")
    page.get_by_role("button", name="Show").click()
    assert "city=rome" in page.url
    assert "q=covid" in page.url
    expect(page.get_by_role("status")).to_contain_text("of 30 activities")


def test_a_list_works_from_the_keyboard_alone(page, site):
    page.goto(f"{site}/pilots/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.keyboard.type("forum")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=forum**")
    assert int(page.get_by_role("status").inner_text().split()[0]) > 0
