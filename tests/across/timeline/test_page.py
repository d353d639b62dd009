"""The page of the timeline says and draws what the list of activities selects."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from pilots.models import Activity, ActivityKind
from tests.universe import world
from tests.universe.oracle import Oracle
from tests.universe.page import Page
from ucap.across.timeline import views

pytestmark = pytest.mark.django_db

QUESTIONS = [
    {},
    {"kind": ["meeting", "mission"]},
    {"year": ["2019"]},
    {"from": ["2018-03"], "to": ["2019-06"]},
    {"role": ["venue"]},
    {"mode": ["virtual"], "sort": ["-date"]},
]
PARAMETERS = {"kind": "kind", "city": "city", "theme": "theme"}


def address(question: dict[str, list[str]], **more: str) -> str:
    """The timeline for a question."""
    pairs = [f"{name}={value}" for name, values in question.items() for value in values]
    return "/timeline/?" + "&".join(pairs + [f"{name}={value}" for name, value in more.items()])


def lanes(page: Page) -> dict[str, tuple[int, str, list[str]]]:
    """(number, where the label leads, slugs of its marks) of each lane, under its label."""
    found: dict[str, tuple[int, str, list[str]]] = {}
    for lane in page.root.find("g", class_="lane"):
        heads = lane.find("a", class_="lane-head")
        name = lane.find("title")[0].text
        found[f"{name}#{len(found)}"] = (
            int(lane.find("text", class_="lane-number")[0].text.replace(",", "")),
            heads[0].attributes["href"] if heads else "",
            [slug(mark.attributes["href"]) for mark in lane.find("a", class_="mark")],
        )
    return found


def slug(href: str) -> str:
    """The last part of a record's address."""
    return href.rstrip("/").rpartition("/")[2]


def asked(href: str) -> dict[str, list[str]]:
    """What the query of an address asks."""
    return parse_qs(urlsplit(href).query)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("by", PARAMETERS)
def test_lanes_hold_what_the_oracle_selects_and_lead_to_a_list_of_that_length(seed, by):
    world.build(seed, summaries=9)
    oracle = Oracle()
    dated = set(Activity.objects.filter(start__isnull=False).values_list("slug", flat=True))
    followed = 0
    for question in QUESTIONS:
        page = Page(address(question, lanes=by))
        wanted = oracle.selected("activities", question)
        assert page.counted == (len(wanted), len(oracle.lists["activities"]))
        assert page.rows == wanted
        if not dated & set(wanted):
            continue
        placed = set()
        for number, href, marks in lanes(page).values():
            if not href:
                continue
            selected = oracle.selected("activities", asked(href))
            assert number == len(selected) == Page(href).counted[0]
            assert sorted(marks) == sorted(dated & set(selected))
            placed |= set(selected)
            followed += 1
        without = [row for row in lanes(page).values() if row[0] and not row[1]]
        assert sum(row[0] for row in without) == len(set(wanted) - placed)
        for _number, _href, marks in without:
            assert set(marks) == dated & set(wanted) - placed
    assert followed > 10


@pytest.mark.parametrize("by", PARAMETERS)
def test_lanes_are_those_that_are_chosen_also_when_all_must_hold_together(by):
    world.build(3, summaries=9)
    oracle = Oracle()
    values = sorted(
        oracle.known["activities"][by],
        key=lambda value: -len(oracle.selected("activities", {by: [value]})),
    )[:2]
    for question in ({by: values}, {by: values[:1], "match": [by]}, {by: values, "match": [by]}):
        wanted = oracle.selected("activities", question)
        found = lanes(Page(address(question, lanes=by)))
        if wanted:
            assert len(found) == len(question[by])
        for number, href, _marks in found.values():
            assert number == len(oracle.selected("activities", asked(href)))
            assert number == Page(href).counted[0]


def test_every_theme_and_kind_has_a_lane_even_where_nothing_happened():
    world.build(1, summaries=5)
    one = Activity.objects.published().filter(start__isnull=False).first()
    page = Page(f"/timeline/?kind={one.kind}&year={one.start.year}&lanes=theme")
    named = [name for name in lanes(page) if not name.startswith("No theme")]
    assert len(named) == len(Oracle().themes)
    every = lanes(Page(f"/timeline/?year={one.start.year}"))
    assert len(every) == len(ActivityKind.values)
    chosen = lanes(Page(f"/timeline/?kind={one.kind}"))
    assert len(chosen) == 1


@pytest.mark.parametrize("seed", [4, 5])
def test_bands_are_the_periods_of_the_published_summaries_that_tell_of_them(seed):
    world.build(seed, summaries=9)
    oracle = Oracle()
    for question in ({}, {"kind": ["meeting"]}, {"year": ["2019"]}):
        selected = set(oracle.selected("activities", question))
        pks = {pk for pk, activity in oracle.activities.items() if activity.slug in selected}
        telling = {oracle.summaries[s] for s, pk in oracle.activity_citations if pk in pks}
        first, last = (24228, 24239) if "year" in question else (0, 99999)
        wanted = {
            s.slug
            for s in telling
            if s.period_start
            and s.period_start.year * 12 + s.period_start.month - 1 <= last
            and (s.period_end or s.period_start).year * 12
            + (s.period_end or s.period_start).month
            - 1
            >= first
        }
        page = Page(address(question))
        assert {slug(a.attributes["href"]) for a in page.root.find("a", class_="band")} == wanted


def test_the_months_hold_the_activities_that_begin_in_them_and_the_undated_come_last():
    world.build(2, summaries=9)
    page = Page("/timeline/")
    found = []
    for section in page.root.find("section", class_="month"):
        heading = section.find("h3")[0].text
        rows = [
            slug(row.find("h3")[0].find("a")[0].attributes["href"])
            for row in section.find("li", class_="row-card")
        ]
        name, _dot, number = heading.rpartition(" · ")
        assert int(number) == len(rows)
        for record in Activity.objects.filter(slug__in=rows):
            assert name == (record.start.strftime("%B %Y") if record.start else "No date given")
        found += rows
    undated = [slug for slug in found if Activity.objects.get(slug=slug).start is None]
    assert undated
    assert found[-len(undated) :] == undated
    assert found == Oracle().selected("activities", {})
    assert f"{len(undated)} of them without a date" in page.root.find("p", id="telling")[0].text


def test_a_mark_says_title_date_kind_and_mode():
    world.build(2, summaries=5)
    activity = Activity.objects.published().filter(start__isnull=False).first()
    page = Page("/timeline/")
    (mark,) = page.root.find("a", class_="mark", href=activity.get_absolute_url())
    told = f"{activity.title}, {activity.dates}, {activity.get_kind_display()}"
    assert mark.attributes["aria-label"] == f"{told}, {activity.get_mode_display().lower()}"


def test_the_periods_are_also_a_plain_list_for_windows_without_the_picture():
    world.build(2, summaries=9)
    page = Page("/timeline/")
    (periods,) = page.root.find("details", class_="periods")
    bands = page.root.find("a", class_="band")
    assert [item.text for item in periods.find("li")] == [b.attributes["aria-label"] for b in bands]
    assert [link.attributes["href"] for link in periods.find("a")] == [
        band.attributes["href"] for band in bands
    ]


def test_undated_ones_alone_are_listed_without_a_picture():
    Activity.objects.create(title="Some day", slug="some-day", kind="meeting", status="published")
    page = Page("/timeline/")
    assert page.root.find("p", id="telling")[0].text == (
        "1 activity, without a date. It is a meeting."
    )
    assert page.rows == ["some-day"]
    assert not page.root.find("figure", class_="timeline")


def test_nothing_published_and_nothing_found_are_said():
    assert "Nothing has been published here yet" in Page("/timeline/").html
    world.build(1, summaries=5)
    assert "Nothing fits all of this together" in Page("/timeline/?q=no+such+word").html


def test_more_than_the_limit_is_said_with_a_way_to_the_rest(monkeypatch):
    world.build(1, summaries=9)
    monkeypatch.setattr(views, "ACTIVITIES_LIMIT", 4)
    oracle = Oracle()
    for sort, left in (("date", "latest"), ("-date", "earliest")):
        page = Page(f"/timeline/?sort={sort}")
        wanted = oracle.selected("activities", {"sort": [sort]})
        assert page.rows == wanted[:4]
        (note,) = page.root.find("p", class_="note")
        assert f"The {left} {len(wanted) - 4} are neither drawn nor listed here." in note.text
        (link,) = note.find("a")
        assert Page(link.attributes["href"]).rows[:4] == wanted[:4]
        marks = {mark for _n, _href, found in lanes(page).values() for mark in found}
        assert marks <= set(wanted[:4])
        assert sum(number for number, *_rest in lanes(page).values()) == len(wanted)


def test_a_list_in_any_order_can_be_opened_as_a_timeline_in_the_order_of_time():
    world.build(1, summaries=5)
    wanted = Oracle().selected("activities", {})
    for sort in ("title", "-title", "citations", "-citations"):
        page = Page(f"/timeline/?sort={sort}")
        assert page.problems == []
        assert page.rows == wanted


@pytest.mark.parametrize(
    "query",
    [
        "lanes=colour",
        "kind=atlantis",
        "from=2020-13",
        "from=2020-04&to=2018-04",
        "city=atlantis&lanes=city",
        "sort=atlantis",
        "match=atlantis",
    ],
)
def test_what_is_not_understood_is_said_and_selects_nothing(query):
    world.build(1, summaries=5)
    page = Page(f"/timeline/?{query}")
    assert page.status == 200
    assert page.counted[0] == 0
    assert len(page.problems) == 1
    assert not page.root.find("figure", class_="timeline")


@pytest.mark.parametrize(
    "query",
    [
        "from=0001-01",
        "to=9999-12",
        "from=0001-01&to=9999-12",
        "year=1000&year=9999",
        "year=2019&from=2030-01",
        "year=2019&to=2010-01",
        "from=2019-05&to=2019-05",
    ],
)
@pytest.mark.parametrize("by", PARAMETERS)
def test_any_period_has_an_answer(query, by):
    world.build(1, summaries=5)
    assert Page(f"/timeline/?{query}&lanes={by}").status == 200


def test_the_axis_covers_the_period_that_is_asked_for():
    world.build(1, summaries=9)
    for query in ("year=2019", "from=2019-01&to=2019-12"):
        page = Page(f"/timeline/?{query}")
        labels = [text.text for text in page.root.find("text", class_="month-label")]
        assert "".join(labels) == "JFMAMJJASOND"
        assert [t.text for t in page.root.find("text", class_="year-label")] == ["2019"]


def test_tabs_and_facets_keep_the_lanes_and_the_filters():
    world.build(1, summaries=5)
    page = Page("/timeline/?lanes=theme&mode=virtual")
    tabs = page.root.find("nav", class_="tabs")[0].find("a")
    assert [tab.attributes["href"] for tab in tabs] == [
        "/timeline/?mode=virtual",
        "/timeline/?mode=virtual&lanes=city",
        "/timeline/?mode=virtual&lanes=theme",
    ]
    assert [t.attributes.get("aria-current") for t in tabs] == [None, None, "true"]
    for values in page.facets().values():
        assert all("lanes=theme" in url for _count, url, _chosen in values)


def test_three_hundred_summaries_are_drawn_within_the_limits():
    world.build(7, summaries=300)
    for by in PARAMETERS:
        page = Page(f"/timeline/?lanes={by}")
        assert len(page.rows) == views.ACTIVITIES_LIMIT
        assert len(lanes(page)) <= 31
        assert len(page.root.find("a", class_="band")) <= views.BANDS_LIMIT
        assert re.search(r"The latest \d+ are neither", page.html)
    assert "more have none" in Page("/timeline/?lanes=city").html
