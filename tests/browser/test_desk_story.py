"""A summary comes to the public: four people of four roles, each in a browser of their own.

What nobody may see before it is published carries the word `MARK`: in titles,
descriptions, and the name of a city that only the new summary names.
"""

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.across import site as addresses
from tests.browser.pages import PAGES

PASSWORD = "a long enough phrase"
MARK = "quillwort"
NOTHING = "quillwark"
"""A word like `MARK` that stands nowhere at all."""

PLAN = "Granada with Quillwort Bay"
FAIR = "Quillwort fair of garden cities"
MEETING = "Start-up meeting in Beijing"
MISSION = "Second mission of Rome and Granada, to Yantai and Liuzhou"
DOUBLE = "Second quillwort mission of Granada and Rome to Liuzhou and Yantai"
MISSION_PAGE = "/activities/second-mission-of-rome-and-granada/"
DOUBLE_PAGE = "/activities/second-quillwort-mission-of-granada-and-rome-to-liuzhou-and-yantai/"
FAIR_PAGE = "/activities/quillwort-fair-of-garden-cities/"
SAID_FIRST = "Gardeners of five quillwort towns met."
SAID_LATER = "Gardeners of six quillwort towns met."

SEARCHES = (
    "/search/?q={}",
    "/search/suggest/?q={}",
    "/summaries/?q={}",
    "/activities/?q={}",
    "/cities/?q={}",
    "/timeline/?q={}",
)
NAMED = (
    MISSION_PAGE,
    "/activities/start-up-meeting-beijing/",
    *(f"/cities/{city}/" for city in ("beijing", "granada", "liuzhou", "rome", "yantai")),
)
"""The public pages of what the plan names."""
NEW = (DOUBLE_PAGE, FAIR_PAGE, "/summaries/granada-2/", "/cities/quillwort-bay/")
"""The pages of what it adds."""


def test_a_summary_is_entered_reviewed_cleared_of_a_double_published_and_corrected(
    signed_in, visitor
):
    before = visitor.looks()
    listed = visitor.numbers()
    contributor, editor, viewer = (signed_in(role) for role in ROLES)

    plan = enter_the_plan(contributor)
    submit(contributor, plan)
    visitor_finds_no_trace(visitor, before)
    viewer_sees_the_draft_and_changes_nothing(viewer, editor, plan)

    open_what_waits_for_review(editor)
    look_at_the_preview(editor)
    assert DOUBLE in what_would_become_public(editor)
    merge_the_double(editor)
    visitor_sees_the_mission_as_before(visitor, before)
    public = publish(editor, plan)
    visitor_reads_it(visitor, public)
    visitor_counts_the_fair_where_it_belongs(visitor, listed)

    correct_the_fair(editor)
    assert SAID_LATER in visitor.read(FAIR_PAGE)
    restore_what_was_said_first(editor)
    assert SAID_FIRST in visitor.read(FAIR_PAGE)
    assert SAID_LATER not in visitor.read(FAIR_PAGE)
    assert editor.complaints == contributor.complaints == viewer.complaints == []


Looks = dict[str, tuple[int, str]]
"""The status and the text of pages by their paths."""

ROLES = {"Contributors": "Cora", "Editors": "Ed", "Viewers": "Vera"}


@dataclass
class Person:
    """Somebody at the desk; `complaints` is what the browser says of scripts and policies."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page that there is."""
        answer = self.page.goto(self.site + path)
        assert answer is not None
        assert answer.status == 200, path

    def link(self, name: str, within: Locator | None = None) -> None:
        """Follow a link by what it says."""
        (within or self.page).get_by_role("link", name=name, exact=True).click()

    def press(self, name: str) -> None:
        """Press a button by what it says."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def sends(self, path: str) -> tuple[int, str]:
        """What comes back for a form that is sent past every page: the status and the text."""
        token = self.page.locator("#logout-form [name=csrfmiddlewaretoken]").get_attribute("value")
        form: dict[str, str | float | bool] = {"post": "yes", "title": "Taken over"}
        form["csrfmiddlewaretoken"] = token or ""
        answer = self.page.request.post(self.site + path, form=form, max_redirects=0)
        return answer.status, answer.text()


@pytest.fixture
def signed_in(sized, site, django_user_model) -> Callable[[str], Person]:
    """Signs somebody in who has one role."""
    from django.contrib.auth.models import Group

    def entered(role: str) -> Person:
        name = ROLES[role]
        user = django_user_model.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        person = Person(sized(1280), site)
        page = person.page
        page.goto(f"{site}/admin/")
        page.get_by_label("E-mail address or username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        person.press("Log in")
        expect(page.locator(".person summary")).to_contain_text(name)
        page.on("pageerror", lambda error: person.complaints.append(str(error)))
        page.on("console", lambda said: person.complaints.append(f"{page.url}: {said.text}"))
        page.on("dialog", lambda dialog: dialog.accept())
        return person

    return entered


# The contributor


def enter_the_plan(cora: Person) -> str:
    """Enter a summary with three activities on one page; the path of that page, once it is kept."""
    page = cora.page
    cora.go("/admin/")
    page.get_by_role("link", name=re.compile("Add ?: Summaries")).click()
    page.get_by_label("Title", exact=False).first.fill(PLAN)
    page.locator("[name=kind]").select_option(label="City plan")
    page.locator("[name='sides-0-cities_printed']").fill("Granada")
    names(page, "sides-1-city_names", "new: Quillwort Bay (ES)")
    page.locator("[name=period_printed]").fill("July 2018 – November 2019")
    page.locator("[name=focus]").fill("Gardens with quillwort.")
    cite_the_meeting(page)
    enter_an_activity(page, 1, FAIR, "Forum or event", "May 2019", "Liuzhou (hosts); Granada")
    page.locator("[name='activity_citations-1-new_description']").fill(SAID_FIRST)
    enter_an_activity(
        page, 2, DOUBLE, "Mission", "September 2019", "Granada; Rome; Liuzhou; Yantai"
    )
    cora.press("Save and continue editing")
    insist_that_it_is_another(page)
    cora.press("Save and continue editing")
    expect(page.locator(".messagelist .success")).to_be_visible()
    return page.url.removeprefix(cora.site)


def names(page: Page, name: str, text: str) -> None:
    """Type names into a field of names, and leave it."""
    box = page.locator(f"input[id='id_{name}']")
    box.fill(text)
    box.press("Tab")


def cite_the_meeting(page: Page) -> None:
    """The first activity is known: type some of its title, and choose it."""
    page.locator("[name='activity_citations-0-dates_told']").fill("April 2018")
    page.locator("input[id='id_activity_citations-0-record']").type("start-up meet")
    option = page.locator("li[role=option]:visible").first
    expect(option).to_contain_text(MEETING)
    option.click()
    expect(page.locator("[id='activity_citations-0-card'] [data-cites]")).to_contain_text(MEETING)


def enter_an_activity(
    page: Page, number: int, title: str, kind: str, dates: str, cities: str
) -> None:
    """An activity that no other summary tells of, or so it seems."""
    prefix = f"activity_citations-{number}"
    page.locator(f"[name='{prefix}-dates_told']").fill(dates)
    names(page, f"{prefix}-record", f"new: {title}")
    page.locator(f"[name='{prefix}-new_kind']").select_option(label=kind)
    names(page, f"{prefix}-new_cities", cities)


def insist_that_it_is_another(page: Page) -> None:
    """The desk asks whether the mission is the one it knows; the contributor thinks not."""
    card = page.locator("[id='activity_citations-2-card']")
    expect(card.locator(".doubles")).to_contain_text(MISSION)
    card.get_by_label("None of these: make a new record").check()


def submit(cora: Person, plan: str) -> None:
    """Hand it to the editors; to publish it is not for contributors."""
    cora.go(plan)
    expect(cora.page.get_by_role("link", name="Publish…")).to_have_count(0)
    cora.link("Submit for review…")
    cora.page.get_by_label("Reason").fill("All of the document.")
    cora.press("Submit for review")
    expect(cora.page.get_by_text("is submitted for review")).to_be_visible()


# The visitor


@dataclass
class Visitor:
    """Somebody who reads the public pages, without a name."""

    site: str

    def ask(self, path: str) -> tuple[int, str]:
        """The status and the text of a page; a redirect is not followed, its text is where to."""
        try:
            with STAY.open(self.site + path) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location") or answer.read().decode()

    def read(self, path: str) -> str:
        """The text of a page that there is."""
        status, text = self.ask(path)
        assert status == 200, path
        return text

    def looks(self) -> Looks:
        """Every kind of public page in every state, and the pages of what the plan names."""
        return {path: self.ask(path) for path in (*PAGES, *NAMED, *NEW)}

    def numbers(self) -> dict[str, int]:
        """How many activities there are, and the number beside each city in their facet."""
        return numbers_of(self.read("/activities/"))


def numbers_of(page: str) -> dict[str, int]:
    """The numbers on the list of activities: of all under "", of each city under its slug."""
    total = re.search(r'id="count"[^>]*>\s*(?:<[^>]*>)*\s*(\d+)', page)
    assert total
    beside = re.findall(r'id="city-([\w-]+)".*?facet-count">(\d+)<', page, re.S)
    assert beside
    return {"": int(total[1])} | {city: int(number) for city, number in beside}


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *args, **kwargs) -> None:
        """Nowhere."""


STAY = urllib.request.build_opener(Stay)


@pytest.fixture
def visitor(site) -> Visitor:
    """The visitor."""
    return Visitor(site)


def visitor_finds_no_trace(visitor: Visitor, before: Looks) -> None:
    """Each page is as it was, to the letter; what is new is not there, and nothing finds it."""
    now = visitor.looks()
    assert [path for path in before if now[path] != before[path]] == []
    assert {now[path][0] for path in NEW} == {404}
    assert [path for path in SEARCHES if found(visitor, path, MARK)] == []


def found(visitor: Visitor, search: str, word: str) -> bool:
    """Whether a search for `word` is answered otherwise than one for a word that is nowhere."""
    asked, nothing = (visitor.read(search.format(one)) for one in (word, NOTHING))
    return asked.lower().replace(word, "…") != nothing.lower().replace(NOTHING, "…")


def visitor_sees_the_mission_as_before(visitor: Visitor, before: Looks) -> None:
    """What was merged into a public record says no more than before; its address leads there."""
    assert visitor.ask(DOUBLE_PAGE) == (301, MISSION_PAGE)
    assert MISSION in visitor.read(MISSION_PAGE)
    assert visitor.numbers() == numbers_of(before["/activities/"][1])
    pages = [*addresses.PAGES, *NAMED, f"{MISSION_PAGE}changes/"]
    assert [path for path in pages if MARK in visitor.read(path).lower()] == []
    assert [path for path in SEARCHES if found(visitor, path, MARK)] == []


def visitor_reads_it(visitor: Visitor, public: str) -> None:
    """The summary is there with what it cites, and everything is found that was not before."""
    page = visitor.read(public)
    for told in (PLAN, MEETING, FAIR, MISSION, "Quillwort Bay"):
        assert told in page
    assert DOUBLE not in page
    assert f'href="{public}' in visitor.read(MISSION_PAGE)
    assert SAID_FIRST in visitor.read(FAIR_PAGE)
    assert "Quillwort Bay" in visitor.read("/cities/quillwort-bay/")
    assert visitor.ask(DOUBLE_PAGE) == (301, MISSION_PAGE)
    assert [path for path in SEARCHES if not found(visitor, path, MARK)] == []


def visitor_counts_the_fair_where_it_belongs(visitor: Visitor, before: dict[str, int]) -> None:
    """One activity more, in its two cities and in no other; the double counts nowhere."""
    more = {city: before[city] + 1 for city in ("", "granada", "liuzhou")}
    assert visitor.numbers() == before | more


# The viewer


def viewer_sees_the_draft_and_changes_nothing(vera: Person, ed: Person, plan: str) -> None:
    """The draft, its preview and its history are shown, and every form is refused.

    That `ed` is asked for more than that says that the forms are sent as they should be.
    """
    page = vera.page
    vera.go(plan)
    expect(page.get_by_text(SAID_FIRST)).to_have_count(0)
    expect(page.locator("#content")).to_contain_text(PLAN)
    offers_no_form(page)
    vera.link("Preview with all drafts")
    expect(page.get_by_role("complementary", name="Preview")).to_contain_text("In review")
    vera.go(plan.replace("/change/", "/history/"))
    expect(page.locator(".versions > li")).to_have_count(2)
    page.locator(".versions > li").last.get_by_role("link", name="Restore this version").click()
    expect(page.get_by_text("You may not change the summary")).to_be_visible()
    offers_no_form(page)
    review = plan.replace("summaries/summary", "review/summary")
    restore = page.url.removeprefix(vera.site)
    for path in (
        plan,
        plan.replace("/change/", "/delete/"),
        *(review.replace("/change/", f"/{step}/") for step in ("publish", "return", "take-back")),
        "/admin/summaries/summary/add/",
        "/admin/pilots/activity/add/",
        restore,
    ):
        status, text = vera.sends(path)
        assert (path, status, "CSRF" in text) == (path, 403, False)
    assert ed.sends(plan)[0] == 200
    assert ed.sends(review.replace("/change/", "/publish/"))[0] == 409
    assert PLAN in text_of(vera, plan)


def offers_no_form(page: Page) -> None:
    """Nothing on the page can be filled or sent."""
    expect(page.locator("#content").locator("[type=submit], textarea, select")).to_have_count(0)
    expect(page.locator("#content input:not([type=hidden])")).to_have_count(0)


def text_of(person: Person, path: str) -> str:
    """What a page of the desk says."""
    person.go(path)
    return person.page.locator("#content").inner_text()


# The editor


def open_what_waits_for_review(ed: Person) -> None:
    """From the front page to the summary that somebody has submitted."""
    ed.go("/admin/")
    waiting = ed.page.get_by_role("region", name="In review")
    expect(waiting).to_contain_text("from Cora")
    ed.link(PLAN, within=waiting)


def look_at_the_preview(ed: Person) -> None:
    """The public page as it would be, and from there to the fair, without leaving the preview."""
    ed.link("Preview with all drafts")
    main = ed.page.get_by_role("main")
    expect(main).to_contain_text(DOUBLE)
    expect(main).to_contain_text("Quillwort Bay")
    ed.page.get_by_role("main").get_by_role("link", name=FAIR).first.click()
    expect(ed.page).to_have_url(f"{ed.site}/admin/preview{FAIR_PAGE}")
    expect(ed.page.get_by_text(SAID_FIRST)).to_be_visible()
    ed.page.go_back()


def what_would_become_public(ed: Person) -> list[str]:
    """What the page that asks before publishing lists; the editor does not press the button."""
    banner = ed.page.get_by_role("complementary", name="Preview")
    ed.link("Publish…", within=banner)
    expect(ed.page.get_by_role("heading", name="What becomes public")).to_be_visible()
    listed = ed.page.locator(".effect li").all_inner_texts()
    ed.link("Cancel")
    return listed


def merge_the_double(ed: Person) -> None:
    """The page of likely doubles proposes the mission with its double: the public one stays."""
    page = ed.page
    ed.go("/admin/")
    ed.link("Likely doubles")
    page.get_by_role("link", name=DOUBLE).click()
    stays = page.get_by_role("group", name="Which record stays")
    expect(stays.get_by_role("radio", name=MISSION)).to_be_checked()
    page.get_by_label("Why they are the same").fill("One mission, told by two documents.")
    ed.press("Merge into one")
    expect(page.get_by_text("is now part of")).to_be_visible()


def publish(ed: Person, plan: str) -> str:
    """Publish what is listed; the path of the page that everybody sees now."""
    open_what_waits_for_review(ed)
    expect(ed.page).to_have_url(ed.site + plan)
    ed.link("Publish…")
    expect(ed.page.locator(".effect li")).to_have_count(3)
    listed = ed.page.locator(".effect li").all_inner_texts()
    assert sorted(listed) == sorted([PLAN, FAIR, "Quillwort Bay"])
    ed.press("Publish")
    expect(ed.page.get_by_text("is published.")).to_be_visible()
    ed.link("See the public page")
    return ed.page.url.removeprefix(ed.site)


def correct_the_fair(ed: Person) -> None:
    """Find it in the list of activities and mend a number."""
    page = ed.page
    ed.go("/admin/pilots/activity/")
    page.locator("#searchbar").fill("quillwort fair")
    page.locator("#searchbar").press("Enter")
    ed.link(FAIR)
    page.get_by_label("Description").fill(SAID_LATER)
    page.get_by_label("Reason for the change").fill("I counted six.")
    ed.press("Save and continue editing")
    expect(page.locator(".messagelist .success")).to_be_visible()


def restore_what_was_said_first(ed: Person) -> None:
    """The version before the correction comes back from the history, as a change of its own."""
    page = ed.page
    ed.link("History", within=page.locator(".object-tools"))
    versions = page.locator(".versions > li")
    expect(versions.first).to_contain_text("I counted six.")
    versions.nth(1).get_by_role("link", name="Restore this version").click()
    page.get_by_label("Reason for the change").fill("Five was right.")
    ed.press("Restore this version")
    expect(page.get_by_text("Done: 1 row is as it was before.")).to_be_visible()
