"""Changes of many records say what they touch, ask, and are one change set."""

import csv
import io
import re
from typing import Any

import pghistory.models
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from browse.export.csv import cell
from cities.models import City, Country, Organisation, Theme
from pilots.models import Activity, ActivityTheme, PilotProject
from tests.desk.review.scene import World, person, signed_in
from ucap.desk.models import Step
from ucap.desk.review.bulk.export import COLUMNS
from ucap.summaries.models import EditorialNote, Summary, SummaryTheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Client:
    """An editor's browser."""
    return signed_in(person("editor"))


def listing(model: Any, query: str = "") -> str:
    """The address of a list."""
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist") + query


def start(client: Client, model: Any, action: str, keys: list[int], query: str = "") -> Any:
    """Choose an action for the ticked records, as the list's form does."""
    data = {"action": action, "select_across": "0", "index": "0", "_selected_action": keys}
    return client.post(listing(model, query), data)


def go_on(client: Client, page: Any, step: str, **more: Any) -> Any:
    """Press a button of the page that asks."""
    text = page.content.decode()
    url = re.search(r'<form method="post" action="([^"]*)" class="reason-form"', text)[1]  # type: ignore[index]
    fields: dict[str, Any] = {"bulk_step": step}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text):
        fields.setdefault(name, []).append(value)
    return client.post(url.replace("&amp;", "&"), fields | more)


def meetings(number: int, **fields: Any) -> list[Any]:
    """Some activities."""
    values = {"kind": "meeting", "status": "published"} | fields
    start = Activity.objects.count()
    return Activity.objects.bulk_create(
        Activity(title=f"Meeting {n:04}", slug=f"bulk-{n}", **values)
        for n in range(start, start + number)
    )


def test_a_change_of_many_is_listed_asked_for_and_one_change_set(editor: Client) -> None:
    records = meetings(3)
    records[0].kind = "mission"
    records[0].save()
    keys = [record.pk for record in records]
    page = start(editor, Activity, "bulk_set_kind", keys)
    assert "You chose 3 activities" in page.content.decode()
    page = go_on(editor, page, "choose", choice="mission")
    assert [r.pk for r in page.context["plan"].touched] == keys[1:]
    assert [str(left.why) for left in page.context["plan"].left] == ["is so already"]
    assert "2 records will be changed" in page.content.decode()
    assert "1 will be left alone" in page.content.decode()
    assert Activity.objects.filter(kind="mission").count() == 1
    done = go_on(editor, page, "confirm", choice="mission", reason="They travelled.")
    assert done.status_code == 302
    assert Activity.objects.filter(kind="mission").count() == 3
    events = Activity.pgh_event_model.objects.filter(pgh_obj_id__in=keys[1:], kind="mission")  # type: ignore[attr-defined]
    (change,) = {event.pgh_context for event in events}
    assert events.count() == 2
    assert change.metadata["action"] == "bulk"
    assert change.metadata["reason"] == "They travelled."
    assert "2 records changed. 1 record was left alone." in editor.get(
        listing(Activity)
    ).content.decode().replace("\n", " ")


def test_publishing_many_summaries_takes_along_what_they_cite(world: World, editor: Client) -> None:
    keys = [world.draft.pk, world.published.pk]
    page = start(editor, Summary, "bulk_publish", keys)
    text = page.content.decode()
    for name in ("New meeting", "New pilot", "Haikou", "New Lab", "Published already"):
        assert name in text
    assert go_on(editor, page, "confirm", reason="").status_code == 302
    assert Client().get("/activities/new-meeting/").status_code == 200
    assert [step.summary_id for step in Step.objects.all()] == [world.draft.pk]
    (change,) = pghistory.models.Context.objects.all()
    assert change.metadata["action"] == "bulk"


def test_withdrawing_many_needs_a_reason_and_hides_them(world: World, editor: Client) -> None:
    page = start(editor, PilotProject, "bulk_withdraw", [world.shared.pk, world.new_pilot.pk])
    again = go_on(editor, page, "confirm", reason="")
    assert "Say why" in again.content.decode()
    assert go_on(editor, again, "confirm", reason="Doubtful.").status_code == 302
    assert Client().get("/pilots/shared-pilot/").status_code == 404


def test_a_theme_is_added_where_it_is_not_and_removed_where_it_is(
    world: World, editor: Client
) -> None:
    theme = Theme.objects.get(slug="new-theme")
    records = meetings(3)
    ActivityTheme.objects.create(activity=records[0], theme=theme)
    keys = [record.pk for record in records]
    page = start(editor, Activity, "bulk_add_theme", keys)
    page = go_on(editor, page, "choose", choice=theme.pk)
    assert len(page.context["plan"].touched) == 2
    go_on(editor, page, "confirm", choice=theme.pk)
    assert ActivityTheme.objects.filter(activity__in=keys, theme=theme).count() == 3
    page = start(editor, Activity, "bulk_remove_theme", [*keys, world.new_activity.pk])
    page = go_on(editor, page, "choose", choice=theme.pk)
    assert (len(page.context["plan"].touched), page.context["plan"].left_alone) == (3, 1)
    go_on(editor, page, "confirm", choice=theme.pk)
    assert not ActivityTheme.objects.filter(activity__in=keys).exists()


def test_a_theme_added_to_summaries_stands_after_the_others(world: World, editor: Client) -> None:
    theme = Theme.objects.create(name="Water", slug="water")
    keys = [world.draft.pk, world.published.pk]
    page = start(editor, Summary, "bulk_add_theme", keys)
    page = go_on(editor, page, "choose", choice=theme.pk)
    go_on(editor, page, "confirm", choice=theme.pk)
    added = SummaryTheme.objects.filter(theme=theme).order_by("position")
    assert [(link.summary_id, link.position, link.label_printed) for link in added] == [
        (world.published.pk, 1, "Water"),
        (world.draft.pk, 2, "Water"),
    ]


def test_a_stage_is_set(world: World, editor: Client) -> None:
    page = start(editor, PilotProject, "bulk_set_stage", [world.new_pilot.pk])
    page = go_on(editor, page, "choose", choice="done")
    go_on(editor, page, "confirm", choice="done")
    world.new_pilot.refresh_from_db()
    assert world.new_pilot.stage == "done"


@pytest.mark.parametrize("choice", ["", "nonsense", "999999", "\x00"])
@pytest.mark.parametrize("action", ["bulk_set_kind", "bulk_add_theme"])
def test_what_is_no_choice_is_told_and_changes_nothing(
    world: World, editor: Client, action: str, choice: str
) -> None:
    for step in ("choose", "confirm"):
        page = start(editor, Activity, action, [world.new_activity.pk])
        answer = go_on(editor, page, step, choice=choice)
        assert answer.status_code == 200
        assert answer.context["form"].errors["choice"]
    assert not pghistory.models.Context.objects.exists()


def test_what_has_changed_meanwhile_is_shown_anew(world: World, editor: Client) -> None:
    keys = [record.pk for record in meetings(3, status="draft")]
    page = start(editor, Activity, "bulk_publish", keys)
    Activity.objects.filter(pk=keys[0]).update(status="published")
    answer = go_on(editor, page, "confirm", reason="kept words")
    assert answer.status_code == 409
    assert "Something has changed" in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert Activity.objects.filter(pk__in=keys, status="published").count() == 1
    assert go_on(editor, answer, "confirm").status_code == 302
    assert Activity.objects.filter(pk__in=keys, status="published").count() == 3


def test_all_across_pages_are_chosen_without_naming_them(editor: Client) -> None:
    meetings(1200)
    meetings(5, kind="mission")
    first = Activity.objects.filter(kind="meeting")[0].pk
    data = {
        "action": "bulk_set_kind",
        "select_across": "1",
        "index": "0",
        "_selected_action": [first],
    }
    page = editor.post(listing(Activity, "?kind__exact=meeting"), data)
    assert "You chose 1200 activities" in page.content.decode()
    with CaptureQueriesContext(connection) as asked:
        page = go_on(editor, page, "choose", choice="exchange")
    assert len(page.content) < 60_000
    assert "The first 100 of 1200." in page.content.decode()
    with CaptureQueriesContext(connection) as done:
        assert go_on(editor, page, "confirm", choice="exchange").status_code == 302
    assert len(asked) < 20
    assert len(done) < 25
    assert Activity.objects.filter(kind="exchange").count() == 1200
    assert Activity.objects.filter(kind="mission").count() == 5


def test_each_role_is_offered_what_it_may_do(world: World) -> None:
    def offered(role: str, model: Any) -> set[str]:
        page = signed_in(person(role, f"{role} {model.__name__}")).get(listing(model))
        form = page.context["action_form"]
        return (
            {value for value, _label in form.fields["action"].choices if value} if form else set()
        )

    assert offered("viewer", PilotProject) == {"export"}
    changes = {"bulk_add_theme", "bulk_remove_theme", "bulk_set_kind", "bulk_set_stage"}
    assert offered("contributor", PilotProject) == {"export"} | changes
    steps = {"bulk_publish", "bulk_withdraw"}
    assert offered("editor", PilotProject) == {"export"} | changes | steps


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "\x00", "é"])
def test_what_is_no_box_of_the_list_chooses_nothing(world: World, editor: Client, key: Any) -> None:
    for action in ("bulk_publish", "export"):
        answer = start(editor, Activity, action, [key])
        assert answer.status_code == 302
    assert "Choose records by their boxes" in editor.get(listing(Activity)).content.decode()


def test_an_empty_list_says_so_and_leads_on(editor: Client) -> None:
    assert "There are no activities yet" in editor.get(listing(Activity)).content.decode()
    meetings(1)
    text = editor.get(listing(Activity, "?q=nothing")).content.decode()
    assert "No activities are like that" in text


def test_an_action_that_is_not_offered_is_not_done(world: World) -> None:
    client = signed_in(person("contributor"))
    start(client, Activity, "bulk_publish", [world.new_activity.pk])
    start(client, Activity, "nonsense", [world.new_activity.pk])
    world.new_activity.refresh_from_db()
    assert world.new_activity.status == "draft"


def test_records_that_one_may_not_change_are_left_alone(
    world: World, editor: Client, monkeypatch: Any
) -> None:
    from django.contrib import admin

    options = admin.site._registry[Activity]
    monkeypatch.setattr(
        options,
        "has_change_permission",
        lambda request, obj=None: obj is None or obj.status == "draft",
    )
    keys = [world.new_activity.pk, world.old_activity.pk]
    page = start(editor, Activity, "bulk_set_kind", keys)
    page = go_on(editor, page, "choose", choice="mission")
    assert [str(left.why) for left in page.context["plan"].left] == ["you may not change it"]
    go_on(editor, page, "confirm", choice="mission")
    assert [record.slug for record in Activity.objects.filter(kind="mission")] == ["new-meeting"]


def exported(client: Client, model: Any, keys: list[int]) -> list[list[str]]:
    """The rows of an export, as a spreadsheet reads them."""
    answer: Any = start(client, model, "export", keys)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_an_export_is_read_back_in_words(world: World, editor: Client) -> None:
    world.new_activity.description = 'Said "yes", then\nleft; 昆明'
    world.new_activity.save()
    head, row = exported(editor, Activity, [world.new_activity.pk])
    told = dict(zip(head, row, strict=True))
    assert told["Title"] == "New meeting"
    assert told["Status"] == "Draft"
    assert told["Dates"] == "April 2019"
    assert told["Cities"] == "Haikou"
    assert told["Told in"] == "New plan"
    assert told["Description"] == 'Said "yes", then\nleft; 昆明'


@pytest.mark.parametrize("model", COLUMNS, ids=lambda model: model.__name__)
def test_every_list_is_exported_whole(world: World, editor: Client, model: Any) -> None:
    world.draft.notes.create(slug="n", part="period", oddity="It is odd.")
    keys = list(model.objects.values_list("pk", flat=True))
    rows = exported(editor_of_all(), model, keys)
    assert len(rows) == 1 + len(keys) > 1
    assert {len(row) for row in rows} == {len(COLUMNS[model])}


def editor_of_all() -> Client:
    """Somebody who may see every list."""
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.mark.parametrize("start_", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(world: World, editor: Client, start_: str) -> None:
    world.new_pilot.title = f"{start_}HYPERLINK(1)"
    world.new_pilot.save()
    _head, row = exported(editor, PilotProject, [world.new_pilot.pk])
    assert row[0] == f"'{start_}HYPERLINK(1)"
    assert cell("a=b") == "a=b"
    assert cell(None) == ""
    assert cell(0) == "0"


def test_an_export_is_written_while_it_is_read(world: World, editor: Client) -> None:
    meetings(1100)
    keys = [Activity.objects.earliest("pk").pk]
    data = {"action": "export", "select_across": "1", "index": "0", "_selected_action": keys}
    with CaptureQueriesContext(connection) as before:
        answer: Any = editor.post(listing(Activity), data)
    asked = [query["sql"] for query in before if '"description"' in query["sql"]]
    assert asked == []
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 1100 + 2


COUNTED = [Summary, Activity, PilotProject, City, Organisation, EditorialNote]


@pytest.mark.parametrize("model", COUNTED, ids=lambda model: model.__name__)
def test_a_list_takes_as_many_queries_for_50_records_as_for_5000(world: World, model: Any) -> None:
    client = editor_of_all()
    fill(model, world, 50)
    client.get(listing(model))
    with CaptureQueriesContext(connection) as few:
        assert client.get(listing(model)).status_code == 200
    fill(model, world, 5000)
    with CaptureQueriesContext(connection) as many:
        page = client.get(listing(model))
    assert page.context["cl"].result_count > 5000
    assert len(many) == len(few)
    assert len(few) < 30


def fill(model: Any, world: World, number: int) -> None:
    """Make `number` records of `model`, with a city each where it has cities."""
    start = model.objects.count()
    country = Country.objects.earliest("pk")
    all_of: dict[Any, dict[str, Any]] = {
        Summary: {"kind": "city-plan", "short_title": "s", "period_start": "2019-01-01"},
        Activity: {"kind": "meeting", "start": "2019-01-01"},
        PilotProject: {"kind": "park", "start": "2019-01-01"},
        City: {"country": country},
        Organisation: {"kind": "company"},
        EditorialNote: {"summary": world.draft, "part": "period", "oddity": "odd"},
    }
    own = all_of[model]
    named = {"title"} if hasattr(model, "title") else {"name"} if hasattr(model, "name") else set()
    records = model.objects.bulk_create(
        model(slug=f"fill-{n}", **own, **dict.fromkeys(named, f"Record {n}"))
        for n in range(start, start + number)
    )
    if hasattr(model, "city_links"):
        city = City.objects.earliest("pk")
        link = model.city_links.rel.related_model
        name = model.city_links.field.name
        link.objects.bulk_create(link(**{name: record}, city=city) for record in records)


@pytest.mark.parametrize(
    ("model", "query", "number"),
    [
        (Activity, "?city=haikou", 1),
        (Activity, "?city=nowhere", 0),
        (Activity, "?city=%00", 0),
        (Activity, "?summary=new-plan", 1),
        (Activity, "?year=2019", 1),
        (Activity, "?year=none", 1),
        (Activity, "?year=x", 0),
        (Activity, "?year=99999", 0),
        (Activity, "?year=%00", 0),
        (Summary, "?city=kunming", 1),
        (Summary, "?theme=new-theme", 1),
        (Summary, "?q=NEW", 1),
        (City, "?summary=new-plan", 1),
        (PilotProject, "?q=pilot+new", 1),
        (PilotProject, "?q=%25", 0),
    ],
)
def test_filters_and_search_find_what_they_say(
    world: World, model: Any, query: str, number: int
) -> None:
    page = editor_of_all().get(listing(model, query))
    assert page.status_code == 200
    assert page.context["cl"].result_count == number


def test_the_search_finds_any_of_the_names_however_it_is_typed(world: World) -> None:
    City.objects.filter(slug="kunming").update(other_names="Málaga\n昆明")
    client = editor_of_all()
    for words in ("malaga", "MÁLAGA", "昆明", "kunm 昆"):
        page = client.get(listing(City), {"q": words})
        assert [city.slug for city in page.context["cl"].result_list] == ["kunming"]


def test_a_filter_says_how_many_records_each_value_would_leave(world: World) -> None:
    client = editor_of_all()
    page = client.get(listing(PilotProject, "?status__exact=published"))
    (spec,) = [s for s in page.context["cl"].filter_specs if s.title == "summary"]
    choices = [choice["display"] for choice in spec.choices(page.context["cl"])]
    assert choices[1:] == ["New plan (1)", "Old plan (1)"]
    for choice in spec.choices(page.context["cl"]):
        found = client.get(listing(PilotProject) + choice["query_string"])
        told = re.search(r"\((\d+)\)", str(choice["display"]))
        assert told is None or found.context["cl"].result_count == int(told[1])
