"""What is wrong is told with its place and its mending, and nothing that was typed is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cities.models import City, Organisation
from pilots.models import Activity
from tests.desk.entry.page import Desk, problems, typed
from ucap.summaries.models import EditorialNote, Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")

MAIN: dict[str, Any] = {"title": "Rome with Yantai", "kind": "city-plan"}


def card(**fields: Any) -> dict[str, Any]:
    """A card of a new activity, right but for `fields`."""
    return {"record": "new: A silk road fair", "new_kind": "event", **fields}


def test_every_error_names_its_place_and_what_was_typed_stays(desk: Desk) -> None:
    answer = desk.send(
        typed(
            {**MAIN, "title": "", "terms": "SDG 4\nDigital stuff"},
            sides=[{"column": 1, "city_names": "Grenada; new: Málaga"}],
            theme_links=[{"label_printed": "Fisheries"}],
            activity_citations=[
                card(new_when="2019", new_cities="new: Bari (IT); Roma; Rom"),
                {"record": "Startup meeting", "dates_told": "May"},
                card(new_kind=""),
            ],
            notes=[{"part": "", "oddity": "A slip."}],
        )
    )
    assert answer.status_code == 200
    found = dict(problems(answer))
    assert found["Title"] == "This field is required."
    assert "Digital stuff" in found["SDGs and Urban Agenda topics as printed"]
    assert "needs its country" in found["Cities, column 1: Cities"]
    assert "choose the theme" in found["Theme 1: Theme"]
    assert "a year alone" in found["Activities, entry 1: When"]
    assert "did you mean Rome" in found["Activities, entry 1: Cities"]
    assert "did you mean Start-up meeting in Beijing" in found["Activities, entry 2: Activity"]
    assert found["Activities, entry 3: Kind"] == "Choose the kind of the record."
    assert "Note 1: Part of the summary" in found
    page = answer.content.decode()
    for text in ("Grenada; new: Málaga", "new: Bari (IT); Roma; Rom", "Startup meeting", "A slip."):
        assert text in page
    assert '<option value="Digital Transition">' in page
    for problem in answer.context["problems"]:
        assert f'id="{problem.target}"' in page
    assert not Summary.objects.filter(slug="rome").exists()
    assert not City.objects.filter(name="Bari").exists()


def test_a_label_that_was_asked_about_is_answered_by_a_choice(desk: Desk) -> None:
    data = typed({**MAIN, "terms": "SDG 4\nDigital stuff"})
    data |= {"terms-1": "Digital Transition", "terms-1-label": "Digital stuff"}
    assert problems(desk.send(data)) == []
    summary = Summary.objects.get(slug="rome")
    link = summary.topic_links.get()
    assert (link.label_printed, link.topic.slug) == ("Digital stuff", "digital-transition")
    assert desk.form(summary)["terms"] == "SDG 4\nDigital stuff = Digital Transition"


def test_a_new_record_that_resembles_another_is_asked_about_once(desk: Desk) -> None:
    row = card(record="new: Start-up meetings in Beijing", new_kind="meeting")
    answer = desk.send(typed(MAIN, activity_citations=[row]))
    assert "Is it one of these?" in problems(answer)[0][1]
    assert "start-up-meeting-beijing" in answer.content.decode()
    again = typed(MAIN, activity_citations=[{**row, "another": "on"}])
    assert problems(desk.send(again)) == []
    assert Activity.objects.filter(title="Start-up meetings in Beijing", status="draft").exists()


def test_names_that_are_new_become_records_once(desk: Desk) -> None:
    rows = [
        card(new_cities="new: Bari (IT) (hosts)", new_organisations="new: Bee5G Lab (leads)"),
        card(record="new: Harbour talks", new_cities="Rome; new: Bari (IT)"),
    ]
    answer = desk.send(
        typed(MAIN, sides=[{"column": 1, "city_names": "new: Bari (IT)"}], activity_citations=rows)
    )
    assert problems(answer) == []
    assert City.objects.get(name="Bari").country.code == "IT"
    assert Organisation.objects.get(name="Bee5G Lab").activity_links.get().role == "leads"
    assert Summary.objects.get(slug="rome").sides.get().cities.get().name == "Bari"


def test_further_outcomes_link_what_they_name_to_their_activity(desk: Desk) -> None:
    line = "Rome signed a MoU with Yantai. [Rome; Yantai; Setel]"
    answer = desk.send(typed(MAIN, activity_citations=[card(new_outcomes=line)]))
    assert problems(answer) == []
    activity = Activity.objects.get(title="A silk road fair")
    outcome = activity.outcomes.get()
    assert (outcome.kind, outcome.text) == ("memorandum", "Rome signed a MoU with Yantai.")
    assert sorted(outcome.cities.values_list("slug", flat=True)) == ["rome", "yantai"]
    assert sorted(activity.cities.values_list("slug", flat=True)) == ["rome", "yantai"]
    assert activity.organisation_links.get().organisation.slug == "setel"
    assert list(activity.citations.get().outcomes.all()) == [outcome]


def test_outcomes_of_another_activity_are_refused(desk: Desk) -> None:
    outcome = Activity.objects.get(slug="eu-cities-mission-to-china").outcomes.first()
    assert outcome
    row = {"record": "Start-up meeting in Beijing", "told": [outcome.pk]}
    answer = desk.send(typed(MAIN, activity_citations=[row]))
    assert problems(answer) == [
        ("Activities, entry 1: Outcomes told here", "Outcomes of another activity: choose again.")
    ]


def test_places_that_change_their_numbers_do_not_get_in_each_other_s_way(desk: Desk) -> None:
    summary = Summary.objects.get(slug="haikou")
    data = desk.form(summary)
    swapped = {"2.1": "2.2", "2.2": "2.1", "1": "3", "3": "1"}
    names = [
        name for name in data if name.startswith("activity_cit") and name.endswith("-position")
    ]
    before = {data[name]: data[name.replace("position", "id")] for name in names}
    for name in names:
        data[name] = swapped.get(data[name], data[name])
    assert problems(desk.send(data, summary)) == []
    after = dict(summary.activity_citations.values_list("position", "pk"))
    for old, new in swapped.items():
        assert after[new] == before[old]


def test_notes_on_a_place_that_is_removed_stay_with_the_summary(desk: Desk) -> None:
    summary = Summary.objects.get(slug="kunming")
    note = EditorialNote.objects.get(slug="kunming-activity-4-cluster")
    data = desk.form(summary)
    place = next(
        name.removesuffix("-id")
        for name, value in data.items()
        if name.startswith("activity_citations")
        and name.endswith("-id")
        and value == note.activity_citation_id
    )
    answer = desk.send({**data, f"{place}-DELETE": "on"}, summary)
    assert problems(answer) == []
    note.refresh_from_db()
    assert note.activity_citation is None
    assert note.summary == summary
    assert summary.activity_citations.count() == 7


@pytest.mark.parametrize("text", ["\0", "x" * 30_000, "<script>", "new:", "(", ";;;", "= = ="])
def test_no_text_in_any_field_breaks_the_page(desk: Desk, text: str) -> None:
    row = dict.fromkeys(
        (
            "record",
            "position",
            "dates_told",
            "new_when",
            "new_cities",
            "new_outcomes",
            "new_organisations",
            "told",
            "new_themes",
        ),
        text,
    )
    answer = desk.send(
        typed(
            {**MAIN, "terms": text, "period_printed": text, "period_meant": text, "slug": text},
            sides=[
                {"column": text, "cities_printed": text, "city_names": text, "population": text}
            ],
            theme_links=[{"label_printed": text, "theme_meant": text, "position": text}],
            activity_citations=[row],
            pilot_citations=[{"record": f"new: {text}", "new_kind": "other"}],
            notes=[{"part": "themes", "oddity": text, "about": text}],
        )
    )
    assert answer.status_code in {200, 302}


def person(*permissions: str) -> Desk:
    """The page as somebody with a few permissions sees it."""
    user = User.objects.create_user("someone", is_staff=True)
    for name in permissions:
        app, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    client = Client()
    client.force_login(user)
    return Desk(client)


def test_who_may_only_look_sees_a_plain_page_without_fields(desk: Desk) -> None:
    reader = person("summaries.view_summary", "pilots.view_activity", "pilots.view_pilotproject")
    summary = Summary.objects.get(slug="kunming")
    page = reader.client.get(reader.address(summary))
    assert page.status_code == 200
    assert "data-entry" not in page.content.decode()
    assert 'name="title"' not in page.content.decode()
    assert reader.client.post(reader.address(summary), {"title": "X"}).status_code == 403
    for model, record in (("activity", Activity.objects.earliest("pk")), ("pilotproject", None)):
        pk = record.pk if record else 1
        address = reverse(f"admin:pilots_{model}_change", args=[pk])
        assert reader.client.get(address).status_code in {200, 302}


def test_who_may_not_add_cities_is_told_so(desk: Desk) -> None:
    rows = ("summaryside", "summarytheme", "activitycitation", "pilotcitation", "editorialnote")
    names = [f"summaries.{deed}_{row}" for row in rows for deed in ("add", "change", "view")]
    helper = person("summaries.add_summary", "summaries.change_summary", *names)
    answer = helper.send(
        typed(
            MAIN, sides=[{"column": 1, "city_names": "new: Bari (IT)"}], activity_citations=[card()]
        )
    )
    assert [what for _where, what in problems(answer)] == [
        "“Bari” is not known, and you may not add one: ask an editor.",
        "“A silk road fair” is not known, and you may not add one: ask an editor.",
    ]


def queries(desk: Desk, address: str, **asked: str) -> int:
    """How many queries an address takes, the second time."""
    desk.client.get(address, asked)
    with CaptureQueriesContext(connection) as captured:
        assert desk.client.get(address, asked).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(desk: Desk) -> None:
    summary = Summary.objects.get(slug="granada")
    granada = queries(desk, desk.address(summary))
    for slug in ("kunming", "haikou", "life-sciences-and-healthy-city"):
        other = Summary.objects.get(slug=slug)
        assert queries(desk, desk.address(other)) == granada
    assert granada <= 25
    suggest = reverse("admin:entry-names", args=["activity"])
    before = queries(desk, suggest, q="mission", when="July 2018", near="Granada")
    for number in range(30):
        Activity.objects.create(title=f"Mission {number}", slug=f"m-{number}", kind="mission")
    assert queries(desk, suggest, q="mission", when="July 2018", near="Granada") == before
    assert queries(desk, desk.address(summary)) == granada


def test_suggestions_are_for_editors(desk: Desk) -> None:
    for address in (reverse("admin:entry-when"), reverse("admin:entry-names", args=["city"])):
        assert Client().get(address).status_code == 403
        assert desk.client.get(address).status_code == 200
        assert desk.client.post(address).status_code == 405
    assert desk.client.get(reverse("admin:entry-names", args=["atlantis"])).status_code == 404
    stranger = person()
    assert stranger.client.get(reverse("admin:entry-names", args=["city"])).status_code == 403


def test_probable_doubles_come_first(desk: Desk) -> None:
    address = reverse("admin:entry-names", args=["activity"])
    asked = {"q": "visit of chinese cities to Rome", "when": "September 2018", "near": "Nice, Rome"}
    first = desk.client.get(address, asked).json()["suggestions"][0]
    assert first["label"] == "Mission of Chinese cities to Nice, Granada and Rome"
    assert first["why"] == "same month; with Nice, Rome"
    assert "told in" in first["hint"]
    assert len(first["outcomes"]) == 3


def test_the_server_says_what_a_date_is_understood_as(desk: Desk) -> None:
    address = reverse("admin:entry-when")
    assert desk.client.get(address, {"text": "Sept 2018"}).json() == {
        "understood": "September 2018"
    }
    assert "Write it like" in desk.client.get(address, {"text": "soon"}).json()["error"]
