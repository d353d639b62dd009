"""Django admin: every model can be looked at, added to and changed by those who may."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.urls import reverse

from cities.models import Country
from pilots.models import Activity
from tests.records import ours
from tests.universe import world
from ucap.summaries.models import SeedEntry, Summary
from ucap.summaries.seeding import seed

pytestmark = pytest.mark.django_db

OURS = ours()
REGISTERED = [model for model in OURS if admin.site.is_registered(model)]
EDITABLE = [model for model in REGISTERED if model is not SeedEntry]


def address(model: type[models.Model], page: str, *args: Any) -> str:
    """An admin page of `model`."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def editor() -> Client:
    """Somebody who may do everything, in a world with every kind of record."""
    world.build(13, summaries=5)
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_every_model_of_ours_is_registered() -> None:
    assert [model.__name__ for model in OURS if model not in REGISTERED] == []


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_a_model_can_be_listed_and_searched(editor: Client, model: type[models.Model]) -> None:
    assert editor.get(address(model, "changelist")).status_code == 200
    searched = editor.get(address(model, "changelist"), {"q": "Málaga %"})
    assert searched.status_code == 200
    assert "e" not in searched.wsgi_request.GET  # what admin answers when a search cannot be


@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model.__name__)
def test_a_record_can_be_added_and_changed(editor: Client, model: type[models.Model]) -> None:
    assert editor.get(address(model, "add")).status_code == 200
    for record in [*model._default_manager.order_by("pk")[:2], model._default_manager.latest("pk")]:
        page = editor.get(address(model, "change", record.pk))
        assert page.status_code == 200
        assert editor.get(address(model, "history", record.pk)).status_code == 200
        assert editor.get(address(model, "delete", record.pk)).status_code == 200


@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model.__name__)
def test_a_filter_of_a_changelist_works(editor: Client, model: type[models.Model]) -> None:
    page = editor.get(address(model, "changelist"))
    listing = page.context["cl"]
    links = [
        choice["query_string"]
        for spec in listing.filter_specs
        for choice in spec.choices(listing)
        if choice.get("query_string")
    ]
    wrong = [
        link for link in links if editor.get(address(model, "changelist") + link).status_code != 200
    ]
    assert wrong == []


def autocompletes() -> list[tuple[type[models.Model], str]]:
    """Every (model, field) that a form or an inline completes."""
    found = set()
    for model, options in admin.site._registry.items():
        if model in OURS:
            found |= {(model, name) for name in options.autocomplete_fields}
            for inline in options.inlines:
                found |= {(inline.model, name) for name in inline.autocomplete_fields}
    return sorted(found, key=lambda pair: (pair[0].__name__, pair[1]))


@pytest.mark.parametrize(
    ("model", "field"), autocompletes(), ids=lambda value: getattr(value, "__name__", value)
)
def test_a_field_completes_what_is_typed(
    editor: Client, model: type[models.Model], field: str
) -> None:
    asked: dict[str, Any] = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": "",
    }
    answer = editor.get(reverse("admin:autocomplete"), asked)
    assert answer.status_code == 200
    assert answer.json()["results"]
    nothing = editor.get(reverse("admin:autocomplete"), {**asked, "term": "no such thing"})
    assert nothing.json()["results"] == []


def test_every_field_that_points_at_a_long_list_is_completed() -> None:
    completed = set(autocompletes())
    long = {"Activity", "City", "Organisation", "PilotProject"}
    plain = {
        (model.__name__, field.name)
        for model in EDITABLE
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation
        and getattr(field.related_model, "__name__", "") in long
        and field.remote_field is not None
        and getattr(field.remote_field, "through", None) is None
        and (model, field.name) not in completed
    }
    assert plain == set()


def test_no_list_offers_every_record_of_a_long_list_as_a_filter() -> None:
    """Django counts each in a column of its own, and Postgres has 1 664 columns at most."""
    short = {None, Country, ContentType}
    offered = [
        (model.__name__, name)
        for model in REGISTERED
        for name in admin.site._registry[model].list_filter
        if isinstance(name, str)
        and get_fields_from_path(model, name)[-1].related_model not in short
    ]
    assert offered == []


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_who_is_not_signed_in_is_sent_to_sign_in(model: type[models.Model]) -> None:
    pages = ["changelist"] if model is SeedEntry else ["changelist", "add"]
    for page in pages:
        answer = Client().get(address(model, page))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_who_has_an_account_but_is_no_editor_gets_no_further() -> None:
    client = Client()
    client.force_login(User.objects.create_user("reader"))
    for page in (reverse("admin:index"), address(Summary, "changelist")):
        assert client.get(page).status_code == 302


def test_the_ledger_can_be_looked_at_but_not_changed(editor: Client) -> None:
    country = Country.objects.earliest("pk")
    entry = SeedEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Country),
        key=["a"],
        object_id=country.pk,
        loaded={},
    )
    assert editor.get(address(SeedEntry, "change", entry.pk)).status_code == 200
    assert editor.get(address(SeedEntry, "add")).status_code == 403
    assert editor.post(address(SeedEntry, "delete", entry.pk), {"post": "yes"}).status_code == 403
    assert SeedEntry.objects.filter(pk=entry.pk).exists()


def form_of(page: Any) -> dict[str, Any]:
    """What a change page would send if nobody changed anything."""
    forms = [page.context["adminform"].form]
    for formset in page.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value
    return data


def errors_of(page: Any) -> list[Any]:
    """What the form and its inlines complain of."""
    inlines = [inline.formset for inline in page.context["inline_admin_formsets"]]
    complaints = [page.context["adminform"].form.errors]
    complaints += [wrong for formset in inlines for wrong in formset.errors]
    return [wrong for wrong in complaints if wrong]


@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model.__name__)
def test_saving_without_a_change_succeeds_and_changes_nothing(
    editor: Client, model: type[models.Model]
) -> None:
    record = model._default_manager.earliest("pk")
    before = model._default_manager.filter(pk=record.pk).values().get()
    data = form_of(editor.get(address(model, "change", record.pk)))
    answer = editor.post(address(model, "change", record.pk), data)
    wrong = [] if answer.context is None else errors_of(answer)
    assert answer.status_code == 302, wrong
    assert model._default_manager.filter(pk=record.pk).values().get() == before


def test_what_breaks_a_rule_is_told_in_words(editor: Client) -> None:
    activity = Activity.objects.earliest("pk")
    data = form_of(editor.get(address(Activity, "change", activity.pk)))
    data |= {"when": "April 2020 – April 2019"}
    answer = editor.post(address(Activity, "change", activity.pk), data)
    assert answer.status_code == 200
    assert "the end is before the start" in answer.content.decode()


def test_the_index_lists_every_model(editor: Client) -> None:
    page = editor.get(reverse("admin:index")).content.decode()
    assert [m.__name__ for m in OURS if address(m, "changelist") not in page] == []


def test_a_record_that_was_seeded_can_be_changed(editor: Client) -> None:
    assert seed().created
    summary = Summary.objects.get(slug="kunming")
    data = form_of(editor.get(address(Summary, "change", summary.pk)))
    answer = editor.post(address(Summary, "change", summary.pk), {**data, "title": "Another"})
    assert answer.status_code == 302, answer.context and errors_of(answer)
    assert Summary.objects.get(slug="kunming").title == "Another"
