"""Who may do what: every address and every action of the desk, for every role, in two tables.

A new address belongs into `ADDRESSES`, a new action into `ACTIONS`; without a row a
test fails and names it. An address that takes arguments outside of a `ModelAdmin`
belongs into `arguments`, too.
"""

from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pghistory.models import Context

from cities.models import City
from pilots.models import Activity
from tests.desk.people import addresses
from tests.desk.people.addresses import Address
from ucap.desk.models import Distinction
from ucap.reading.models import Reading
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "no role", "Viewers", "Contributors", "Editors", "Administrators")

# door: sent to sign in · no: refused · see: shown, a form sent is refused (or there is none)
# do: a form is taken · open: for everybody, since it leads in or out
# "public" is what public pages show, and its parts; "draft" is what they do not
# What is restored here is as it was, so that restoring changes nothing; it is not gone, so that
# there is nothing to bring back; and what is published without a look at it is answered by a 409.
ADDRESSES = """
#                          anonymous  no role  Viewers  Contributors  Editors  Administrators
login                      open       open     open     open          open     open
logout                     open       open     open     open          open     open
people-code                open       open     open     open          open     open
people-recovery            open       open     open     open          open     open
people-forgotten           open       open     open     open          open     open
people-welcome             open       open     open     open          open     open

index                      door       door     see      see           see      see
app_list records           door       door     see      see           see      see
app_list people            door       door     404      404           404      see
jsi18n                     door       door     see      see           see      see
view_on_site               door       door     see      see           see      see
autocomplete               door       door     see      see           see      see
password_change            door       door     do       do            do       do
password_change_done       door       door     see      see           see      see
people-me                  door       door     see      see           see      see
people-second-factor       door       door     do       do            do       do
people-recovery-codes      door       door     do       do            do       do

record changelist          door       door     see      see           see      see
record add                 door       door     no       do            do       no
record change public       door       door     see      see           do       see
record change draft        door       door     see      do            do       see
record delete public       door       door     no       no            do       no
record delete draft        door       door     no       do            do       no
record history *           door       door     see      see           see      see

part changelist            door       door     see      see           see      see
part add                   door       door     no       do            do       no
part change public         door       door     see      see           do       see
part change draft          door       door     see      do            do       see
part delete public         door       door     no       no            do       no
part delete draft          door       door     no       do            do       no
part history *             door       door     see      see           see      see

place changelist           door       door     see      see           see      see
place add                  door       door     no       do            do       no
place change public        door       door     see      see           do       see
place change draft         door       door     see      do            do       see
place delete public        door       door     no       no            do       no
place delete draft         door       door     no       do            do       no
place history *            door       door     see      see           see      see

vocabulary changelist      door       door     see      see           see      see
vocabulary add             door       door     no       no            do       no
vocabulary change          door       door     see      see           do       see
vocabulary delete          door       door     no       no            do       no
vocabulary history         door       door     see      see           see      see

ledger changelist          door       door     see      see           see      see
ledger add                 door       door     no       no            no       no
ledger change              door       door     see      see           see      see
ledger delete              door       door     no       no            no       no
ledger history             door       door     see      see           see      see

person changelist          door       door     no       no            no       see
person add                 door       door     no       no            no       see
person change colleague    door       door     no       no            no       do
person change operator     door       door     no       no            no       see
person delete *            door       door     no       no            no       no
person history *           door       door     no       no            no       see
people-invite              door       door     no       no            no       do
people-link                door       door     no       no            no       do
people-link operator       door       door     no       no            no       no
people-reset               door       door     no       no            no       do
people-reset operator      door       door     no       no            no       no
people-lift                door       door     no       no            no       do
people-lift operator       door       door     no       no            no       no

role changelist            door       door     no       no            no       see
role add                   door       door     no       no            no       no
role change                door       door     no       no            no       see
role delete                door       door     no       no            no       no
role history               door       door     no       no            no       see

entry-when                 no         no       see      see           see      see
entry-names                no         no       see      see           see      see

history-changes            door       door     see      see           see      see
history-deleted            door       door     see      see           see      see
history-change             door       door     see      see           see      see
history-undo               door       door     see      do            do       see
history-restore            door       door     do       do            do       do
history-bring-back         door       door     404      404           404      404

merge-doubles              door       door     no       no            see      no
merge-compare              door       door     no       no            do       no
merge-distinguish          door       door     no       no            do       no
merge-distinct             door       door     no       no            see      no
merge-distinct-revoke      door       door     no       no            do       no

quality                    door       door     see      see           see      see
quality-document           door       door     404      404           404      404

readings                   door       door     no       do            do       no
reading                    door       door     no       do            do       no
reading-document           door       door     no       see           see      no
reading-again              door       door     no       do            do       no
reading-remove             door       door     no       do            do       no

review-step publish        door       door     no       no            409      no
review-step submit         door       door     no       do            do       no
preview*                   door       door     see      see           see      see
"""

# what changes many records asks first, and leaves alone what is not theirs to change
ACTIONS = """
#                                 anonymous  no role  Viewers  Contributors  Editors  Administrators
delete_selected record public     no         no       no       no            do       no
delete_selected record draft      no         no       no       do            do       no
delete_selected part public       no         no       no       no            do       no
delete_selected part draft        no         no       no       do            do       no
delete_selected place public      no         no       no       no            do       no
delete_selected place draft       no         no       no       do            do       no
delete_selected vocabulary        no         no       no       no            do       no

bulk_publish record public        no         no       no       no            do       no
bulk_publish record draft         no         no       no       no            do       no
bulk_withdraw record public       no         no       no       no            do       no
bulk_withdraw record draft        no         no       no       no            do       no
bulk_add_theme record public      no         no       no       do           do       no
bulk_add_theme record draft       no         no       no       do            do       no
bulk_remove_theme record public   no         no       no       do           do       no
bulk_remove_theme record draft    no         no       no       do            do       no
bulk_set_kind record public       no         no       no       do           do       no
bulk_set_kind record draft        no         no       no       do            do       no
bulk_set_stage record public      no         no       no       do           do       no
bulk_set_stage record draft       no         no       no       do            do       no
bulk_set_kind place *             no         no       no       do            do       no
export *                          no         no       do       do            do       do
merge_two *                       no         no       no       no            do       no
"""

SHOWN_ONLY = (
    *("index", "app_list *", "jsi18n", "view_on_site", "* changelist", "* history*"),
    *("password_change_done", "person add"),
)
"""Pages that answer a form like any other request: with the page itself, or by leading on."""


def arguments() -> dict[str, list[Any]]:
    """What to try addresses on that are no pages of a `ModelAdmin`, by name."""
    activity = Activity.objects.filter(status="published").earliest("pk")
    of_activities = ContentType.objects.get_for_model(Activity)
    nowhere = City.objects.get(slug="nowhere")
    pair = ["city", City.objects.earliest("pk").pk, nowhere.pk]
    change = Context.objects.get(metadata__reason="A slip").pk
    row = [change, "cities.city", nowhere.pk]
    draft = Summary.objects.get(slug="new")
    reading = [[Reading.objects.get().pk]]
    return {
        "people-welcome": [["MQ", "a-token"]],
        "view_on_site": [[of_activities.pk, activity.pk]],
        "entry-names": [["city"]],
        "history-change": [[change]],
        "history-undo": [[change]],
        "history-restore": [row],
        "history-bring-back": [row],
        "merge-compare": [pair],
        "merge-distinguish": [pair],
        "merge-distinct-revoke": [[Distinction.objects.latest("pk").pk]],
        "preview": [["summaries/new/"]],
        "quality-document": [[draft.pk]],
        "reading": reading,
        "reading-document": reading,
        "reading-again": reading,
        "reading-remove": reading,
        "review-step": [["summary", draft.pk, "publish"]],
    }


def all_addresses() -> list[Address]:
    """Every address, and those with names of their own in the table."""
    colleague, operator = addresses.states(User).values()
    about_people = {
        name: [[colleague.pk]] for name in ("people-link", "people-reset", "people-lift")
    }
    found = addresses.addresses({**arguments(), **about_people, "app_list": [["pilots"]]})
    found = [Address("app_list records", a.path) if a.name == "app_list" else a for a in found]
    found.append(Address("app_list people", reverse("admin:app_list", args=["auth"])))
    draft = Summary.objects.get(slug="new").pk
    found = [address for address in found if address.name != "review-step"]
    found += [
        Address(f"review-step {move}", reverse("admin:review-step", args=["summary", draft, move]))
        for move in ("submit", "publish")
    ]
    found += [
        Address(f"{name} operator", reverse(f"admin:{name}", args=[operator.pk]))
        for name in about_people
    ]
    return found


def row(table: dict[str, Any], name: str) -> Any:
    """The row of the table for `name`; None if there is none."""
    return table.get(name) or next((table[p] for p in table if fnmatch(name, p)), None)


def answer(client: Client, method: str, path: str, data: dict[str, Any]) -> str:
    """What a request meets, and nothing comes of it."""
    with transaction.atomic():
        given = getattr(client, method)(path, data)
        transaction.set_rollback(True)
    if given.status_code == 302 and given.headers["Location"].startswith(reverse("admin:login")):
        return "door"
    if given.context and given.context.get("perms_lacking"):
        return "no"  # a page that says what keeps one from deleting
    return {403: "no", 405: "none"}.get(given.status_code) or (
        "yes" if given.status_code in (200, 302) else str(given.status_code)
    )


def outcome(client: Client, address: Address) -> str:
    """What the client may do at the address, in the words of the table."""
    query = {}
    if address.name == "autocomplete":
        query = {"app_label": "pilots", "model_name": "activitycity", "field_name": "city"}
    shown = answer(client, "get", address.path, query)
    if shown == "none":
        sent = answer(client, "post", address.path, {"post": "yes"})
        return "do" if sent == "yes" else sent
    if shown != "yes":
        sent = answer(client, "post", address.path, {"post": "yes"})
        assert sent in (shown, "none"), f"{address}: {shown} to look at, but a form gets: {sent}"
        return shown
    if any(fnmatch(address.name, pattern) for pattern in SHOWN_ONLY):
        return "see"
    sent = answer(client, "post", address.path, {"post": "yes"})
    return {"yes": "do", "no": "see", "none": "see"}.get(sent, sent)


@pytest.fixture(params=ROLES)
def role(request) -> str:
    """Each role, one after the other."""
    return request.param


@pytest.fixture
def client(role: str, person, inside) -> Client:
    """Somebody of that role, in a world in which everything is there."""
    addresses.build()
    if role == "anonymous":
        return Client()
    return inside(person(*([role] if role in ROLES[2:] else [])))


def test_every_address_is_open_to_those_of_the_table_and_to_nobody_else(
    client: Client, role: str
) -> None:
    table = addresses.columns(ADDRESSES, ROLES)
    unknown, wrong = [], []
    for address in all_addresses():
        cells = row(table, address.name)
        if cells is None:
            unknown.append(address)
        elif cells[role] != "open":
            found = outcome(client, address)
            if found != cells[role]:
                wrong.append(f"{address.path} ({address.name}): {found}, not {cells[role]}")
    assert unknown == []
    assert wrong == []


def tried() -> Iterator[tuple[str, Any, str, Any]]:
    """(name in the table, its ModelAdmin, action, record) for everything that can be selected."""
    for model, options in admin.site._registry.items():
        for state, record in addresses.states(model).items():
            yield f"{addresses.kind(model)} {state}".strip(), options, state, record


def test_every_action_is_for_those_of_the_table_and_for_nobody_else(
    client: Client, role: str
) -> None:
    table = addresses.columns(ACTIONS, ROLES)
    operator = Client()
    operator.force_login(User.objects.get(username="operator"))
    unknown, wrong = [], []
    for name, options, _state, record in tried():
        path = reverse(f"admin:{options.opts.app_label}_{options.opts.model_name}_changelist")
        request = client.get(path).wsgi_request
        offered = options.get_actions(request)
        for action in options.get_actions(operator.get(path).wsgi_request):
            cells = row(table, f"{action} {name}")
            data = {"action": action, "_selected_action": [record.pk], "post": "yes"}
            may = action in offered and answer(client, "post", path, data) == "yes"
            if cells is None and action in offered:
                unknown.append(f"{action} {name}")
            elif may != (cells is not None and cells[role] == "do"):
                wrong.append(f"{action} {name} ({path}): {'do' if may else 'no'}")
    assert sorted(set(unknown)) == []
    assert wrong == []


def test_the_table_has_no_row_that_stands_for_nothing(db) -> None:
    addresses.build()
    names = {address.name for address in all_addresses()}
    stale = [
        pattern
        for pattern in addresses.columns(ADDRESSES, ROLES)
        if not any(fnmatch(name, pattern) for name in names)
    ]
    assert stale == []


def test_an_address_that_the_table_does_not_know_is_noticed() -> None:
    assert row(addresses.columns(ADDRESSES, ROLES), "people-backdoor") is None
