"""Forms of unknown making, records that are gone, published or out of reach, third persons."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from browse.publishing import Status
from cities.models import City
from pilots.models import PilotProject
from tests.across.test_admin import address, form_of
from tests.desk.conflicts.editors import Editor
from tests.universe import world
from ucap.summaries.models import SummarySide

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db: None) -> City:
    world.build(13, summaries=5)
    city = City.objects.earliest("pk")
    City.objects.filter(pk=city.pk).update(name="Granada", province="", area_km2="1.50")
    return city


@pytest.fixture
def ann(db: None) -> Editor:
    return Editor("ann")


@pytest.fixture
def ben(db: None) -> Editor:
    return Editor("ben")


# What a form is made from

UNKNOWN = ["", "nonsense", "eyJ:1vG:abc", "\0", "ü" * 50]


@pytest.mark.parametrize("made_from", UNKNOWN)
def test_a_form_of_unknown_making_overwrites_nothing_without_a_choice(
    city: City, ben: Editor, made_from: str
) -> None:
    form = ben.opens(city) | {"made_from": made_from, "name": "Iliberri"}
    shown, told = ben.is_asked(city, form)
    assert told.blind
    assert [line.where for line in told.questions] == ["Name"]
    assert (told.questions[0].mine.text, told.questions[0].theirs.text) == ("Iliberri", "Granada")
    ben.saves(city, shown | {"choose-0": "mine"})
    city.refresh_from_db()
    assert city.name == "Iliberri"


def test_what_another_record_was_made_from_is_not_believed(city: City, ben: Editor) -> None:
    other = ben.opens(City.objects.latest("pk"))["made_from"]
    _shown, told = ben.is_asked(city, ben.opens(city) | {"made_from": other, "name": "Iliberri"})
    assert told.blind


def test_what_was_tampered_with_is_not_believed(city: City, ben: Editor) -> None:
    form = ben.opens(city)
    text = form["made_from"]
    changed = text[:10] + ("A" if text[10] != "A" else "B") + text[11:]
    _shown, told = ben.is_asked(city, form | {"made_from": changed, "name": "Iliberri"})
    assert told.blind


def test_a_form_of_unknown_making_that_changes_nothing_is_saved(city: City, ben: Editor) -> None:
    form = ben.opens(city)
    del form["made_from"]
    ben.saves(city, form)


def test_rows_of_unknown_making_are_asked_for_too(ben: Editor) -> None:
    world.build(13, summaries=5)
    side = SummarySide.objects.filter(city_links__isnull=False).earliest("pk")
    form = ben.opens(side) | {"made_from": "", "city_links-0-DELETE": "on"}
    links = side.city_links.count()
    shown, told = ben.is_asked(side, form)
    assert [line.mine_is_gone for line in told.questions] == [True]
    assert side.city_links.count() == links
    ben.saves(side, shown | {"choose-0": "mine"})
    assert side.city_links.count() == links - 1


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999", "²"])
def test_numbers_of_rows_that_make_no_sense_are_an_error_of_the_form(
    ann: Editor, ben: Editor, number: str
) -> None:
    world.build(13, summaries=5)
    side = SummarySide.objects.filter(city_links__isnull=False).earliest("pk")
    form = ben.opens(side)
    ann.changes(side, cities_printed="Another")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS"):
        answer = ben.sends(side, form | {f"city_links-{name}": number, "size_printed": "Mine"})
        assert answer.status_code == 200
        side.refresh_from_db()
        assert side.size_printed != "Mine"


# What is a difference, and what only looks like one


def test_another_way_to_write_the_same_is_no_change(city: City, ann: Editor, ben: Editor) -> None:
    City.objects.filter(pk=city.pk).update(other_names="one\ntwo")
    form = ben.opens(city)
    ann.changes(city, area_km2="2.50")
    mine = {"area_km2": "1.5", "other_names": "one\r\ntwo", "name": " Granada ", "province": "P"}
    shown, told = ben.is_asked(city, form | mine)
    assert told.questions == []
    assert [line.theirs.text for line in told.taken] == ["2.50"]
    ben.saves(city, shown)
    city.refresh_from_db()
    assert (str(city.area_km2), city.province) == ("2.50", "P")


def test_what_both_changed_alike_is_not_asked(city: City, ann: Editor, ben: Editor) -> None:
    form = ben.opens(city)
    ann.changes(city, area_km2="3.00")
    ben.saves(city, form | {"area_km2": "3"})


def test_what_cannot_be_read_stays_as_it_was_typed(city: City, ann: Editor, ben: Editor) -> None:
    form = ben.opens(city)
    ann.changes(city, area_km2="3.00")
    shown, told = ben.is_asked(city, form | {"area_km2": "three"})
    assert (told.questions[0].mine.text, told.questions[0].theirs.text) == ("three", "3.00")
    assert shown["area_km2"] == "three"
    answer = ben.sends(city, shown | {"choose-0": "mine"})
    assert answer.status_code == 200
    assert "Enter a number" in answer.content.decode()
    assert "Nothing is saved yet" not in answer.content.decode()
    ben.saves(city, form_of(answer) | {"area_km2": "4"})


def test_a_form_with_an_error_of_its_own_keeps_what_it_was_made_from(
    city: City, ann: Editor, ben: Editor
) -> None:
    answer = ben.sends(city, ben.opens(city) | {"name": "", "province": "Mine"})
    form = form_of(answer)
    ann.changes(city, province="Theirs")
    _shown, told = ben.is_asked(city, form | {"name": "Granada"})
    assert [line.where for line in told.questions] == ["Province"]


# A third person, and second thoughts


def test_a_third_person_who_saved_during_the_choice_is_met_too(
    city: City, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(city)
    ann.changes(city, name="Ann's")
    shown, _told = ben.is_asked(city, form | {"name": "Ben's"})
    Editor("cleo").changes(city, name="Cleo's", province="Cleo's")
    shown, told = ben.is_asked(city, shown | {"choose-0": "mine"})
    assert [(line.mine.text, line.theirs.text) for line in told.questions] == [("Ben's", "Cleo's")]
    assert [line.theirs.text for line in told.taken] == ["Cleo's"]
    ben.saves(city, shown | {"choose-0": "mine"})
    city.refresh_from_db()
    assert (city.name, city.province) == ("Ben's", "Cleo's")


def test_an_unanswered_question_stays_when_somebody_saves_something_else(
    city: City, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(city)
    ann.changes(city, name="Ann's")
    shown, _told = ben.is_asked(city, form | {"name": "Ben's"})
    ann.changes(city, province="P")
    shown, told = ben.is_asked(city, shown)
    assert [(line.mine.text, line.theirs.text) for line in told.questions] == [("Ben's", "Ann's")]
    ben.saves(city, shown | {"choose-0": "theirs"})
    city.refresh_from_db()
    assert (city.name, city.province) == ("Ann's", "P")


def test_a_field_that_was_changed_after_the_question_is_not_thrown_away(
    city: City, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(city)
    ann.changes(city, name="Ann's")
    shown, _told = ben.is_asked(city, form | {"name": "Ben's"})
    shown, told = ben.is_asked(city, shown | {"choose-0": "theirs", "name": "Both"})
    assert told.questions[0].again
    assert told.questions[0].mine.text == "Both"
    ben.saves(city, shown | {"choose-0": "mine"})
    city.refresh_from_db()
    assert city.name == "Both"


def test_writing_theirs_into_the_field_answers_the_question(
    city: City, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(city)
    ann.changes(city, name="Ann's")
    shown, _told = ben.is_asked(city, form | {"name": "Ben's"})
    ben.saves(city, shown | {"name": "Ann's", "province": "P"})


def test_saving_with_continue_goes_on_with_the_form(city: City, ann: Editor, ben: Editor) -> None:
    form = ben.opens(city)
    ann.changes(city, name="Ann's")
    shown, _told = ben.is_asked(city, form | {"province": "P", "_continue": "1"})
    answer = ben.sends(city, shown | {"_continue": "1"})
    assert answer.headers["Location"] == address(City, "change", city.pk)
    ben.changes(city, name="Ben's")


# What is told


@pytest.mark.django_db(transaction=True)  # the time of a save is that of its transaction
def test_the_page_names_who_saved_and_points_from_the_field_to_the_choice(
    city: City, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(city)
    ann.changes(city, name="Ann's <b>")
    page = ben.sends(city, form | {"name": "Ben's"}).content.decode()
    assert re.search(r"Ann: \d+ \w+ 20\d\d", page)
    assert "&lt;b&gt;" in page
    assert "<b>" not in page.partition("section")[2].partition("</section>")[0]
    assert '<a href="#choose-0">' in page
    assert 'href="#id_name"' in page


@pytest.mark.django_db(transaction=True)  # the time of a save is that of its transaction
def test_who_opens_a_form_that_somebody_has_just_saved_is_told(
    city: City, ann: Editor, ben: Editor
) -> None:
    ann.changes(city, name="Ann's")
    told, form = "Last saved by Ann, ", address(City, "change", city.pk)
    assert told in ben.client.get(form).content.decode()
    assert told not in ann.client.get(form).content.decode()


# Published, withdrawn, out of reach


@pytest.fixture
def pilot(db: None) -> PilotProject:
    world.build(13, summaries=5)
    pilot: PilotProject = PilotProject.objects.earliest("pk")
    PilotProject.objects.filter(pk=pilot.pk).update(status=Status.DRAFT)
    return pilot


def test_a_record_that_was_published_meanwhile_is_not_saved_before_that_is_said(
    pilot: PilotProject, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(pilot)
    PilotProject.objects.filter(pk=pilot.pk).update(status=Status.PUBLISHED)
    shown, told = ben.is_asked(pilot, form | {"title": "Mine"})
    assert told.published
    ben.saves(pilot, shown)
    pilot.refresh_from_db()
    assert (pilot.title, pilot.status) == ("Mine", Status.PUBLISHED)
    form = ben.opens(pilot)
    PilotProject.objects.filter(pk=pilot.pk).update(status=Status.DRAFT)
    assert ben.is_asked(pilot, form)[1].withdrawn


def test_the_state_is_met_even_where_it_is_no_field(
    pilot: PilotProject, ben: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib import admin

    monkeypatch.setattr(admin.site._registry[PilotProject], "readonly_fields", ["status"])
    form = ben.opens(pilot)
    PilotProject.objects.filter(pk=pilot.pk).update(status=Status.PUBLISHED)
    shown, told = ben.is_asked(pilot, form | {"title": "Mine"})
    assert told.published
    ben.saves(pilot, shown)


def limited(*names: str) -> User:
    """Somebody who may do what the permissions say."""
    user = User.objects.create_user("lee", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def test_who_may_not_change_the_record_any_more_keeps_what_was_typed(
    city: City,
) -> None:
    user = limited("view_city", "change_city")
    lee = Editor("lee", user)
    unused = City.objects.create(name="Unused", slug="unused", country=city.country)
    form = lee.opens(unused) | {"name": "Lee's <b>"}
    user.user_permissions.remove(Permission.objects.get(codename="change_city"))
    answer = lee.sends(unused, form)
    assert answer.status_code == 403
    assert "Lee&#x27;s &lt;b&gt;" in answer.content.decode()
    unused.refresh_from_db()
    assert unused.name == "Unused"


def test_who_may_not_change_what_is_public_is_told_that_it_was_published(
    pilot: PilotProject,
) -> None:
    lee = Editor("lee", limited("view_pilotproject", "change_pilotproject"))
    form = lee.opens(pilot) | {"description": "Lee's <b>"}
    PilotProject.objects.filter(pk=pilot.pk).update(status=Status.PUBLISHED)
    answer = lee.sends(pilot, form)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "It has been published meanwhile" in page
    assert "Lee&#x27;s &lt;b&gt;" in page


def test_who_never_could_change_the_record_is_refused_as_ever(city: City, ben: Editor) -> None:
    lee = Editor("lee", limited("view_city"))
    assert lee.client.get(address(City, "change", city.pk)).status_code == 200
    answer = lee.sends(city, ben.opens(city) | {"made_from": "", "name": "Lee's"})
    assert answer.status_code == 403
    stranger = Client()
    assert stranger.post(address(City, "change", city.pk), {"name": "x"}).status_code == 302


# Gone


@pytest.mark.django_db(transaction=True)  # the time of a save is that of its transaction
def test_what_was_typed_for_a_record_that_is_gone_stands_in_a_form_to_add_it(
    ann: Editor, ben: Editor
) -> None:
    world.build(13, summaries=5)
    pilot = PilotProject.objects.filter(city_links__isnull=False).earliest("pk")
    links = pilot.city_links.count()
    form: dict[str, Any] = ben.opens(pilot) | {"title": "Typed"}
    ann.client.post(address(PilotProject, "delete", pilot.pk), {"post": "yes"})
    assert not PilotProject.objects.filter(pk=pilot.pk).exists()
    answer = ben.sends(pilot, form)
    page = answer.content.decode()
    assert "the record was deleted meanwhile" in page
    assert "Ann" in page
    assert f'action="{address(PilotProject, "add")}"' in page
    assert PilotProject.objects.filter(title="Typed").count() == 0
    saved = ben.client.post(address(PilotProject, "add"), form_of(answer))
    assert saved.status_code == 302
    anew = PilotProject.objects.get(title="Typed")
    assert anew.city_links.count() == links


def test_who_may_not_add_a_record_that_is_gone_can_still_read_what_was_typed(
    city: City, ann: Editor
) -> None:
    spare = City.objects.create(name="Spare", slug="spare", country=city.country)
    lee = Editor("lee", limited("view_city", "change_city"))
    form = lee.opens(spare) | {"province": "Typed <b>"}
    spare.delete()
    answer = lee.client.post(address(City, "change", form_pk(form)), form)
    assert answer.status_code == 409
    assert "Typed &lt;b&gt;" in answer.content.decode()


def form_pk(form: dict[str, Any]) -> int:
    """The record that a form was made for."""
    from django.core import signing

    name = signing.loads(form["made_from"], salt="ucap.desk.conflicts")[0]
    return int(name.split(":")[1])


def test_a_form_for_a_record_that_never_was_goes_where_django_sends_it(ben: Editor) -> None:
    for key in ("987654321", "no-number"):
        answer = ben.client.post(address(City, "change", key), {"name": "x"})
        assert answer.status_code == 302
