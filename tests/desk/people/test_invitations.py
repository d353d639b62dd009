"""People come by a link that only they use, and go when they are deactivated."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.desk.people.signing import PASSWORD, is_in, sign_in
from ucap.desk.people import invitations
from ucap.desk.people import mail as post

pytestmark = pytest.mark.django_db

INVITE = "/admin/people/invite/"


@pytest.fixture
def administrator(person, inside) -> Client:
    """An administrator, signed in."""
    return inside(person("Administrators", name="admin@example.org"))


@pytest.fixture
def mail_server(settings, monkeypatch) -> None:
    """A mail server; what is sent soon is sent at once."""
    settings.EMAIL_HOST = "mail.example.org"
    monkeypatch.setattr(post, "send_soon", post.send)


def roles(*names: str) -> list[int]:
    """The groups of these names, as a form sends them."""
    return list(Group.objects.filter(name__in=names).values_list("pk", flat=True))


def invite(client: Client, email: str = "bo@example.org", **data: Any) -> Any:
    """Send the form that invites somebody."""
    return client.post(INVITE, {"name": "Bo", "email": email, "roles": roles("Editors"), **data})


def set_password(link: str, password: str = PASSWORD, again: str | None = None) -> tuple[Any, Any]:
    """Follow a link and set a password: the client, and what it gets."""
    client = Client()
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else link
    data = {"new_password1": password, "new_password2": password if again is None else again}
    return client, client.post(form, data)


def test_who_is_invited_sets_a_password_and_is_in(administrator: Client) -> None:
    page = invite(administrator)
    assert page.context["link"] in page.content.decode()
    _client, answer = set_password(page.context["link"])
    assert answer.headers["Location"] == reverse("admin:login")
    client = Client()
    sign_in(client, "bo@example.org")
    assert is_in(client)
    assert list(User.objects.get(username="bo@example.org").groups.values_list("name")) == [
        ("Editors",)
    ]


def test_a_link_works_once(administrator: Client) -> None:
    link = invite(administrator).context["link"]
    set_password(link)
    _client, answer = set_password(link, "another four words")
    assert "does not work" in answer.content.decode()
    assert User.objects.get(username="bo@example.org").check_password(PASSWORD)


def test_the_address_bar_and_referrers_hold_no_token(administrator: Client) -> None:
    link = invite(administrator).context["link"]
    token = link.rstrip("/").rpartition("/")[2]
    page = Client().get(link, follow=True)
    assert token not in page.redirect_chain[-1][0]
    assert token not in page.content.decode()


def test_inviting_again_makes_a_new_link_and_ends_the_old_one(administrator: Client) -> None:
    first = invite(administrator).context["link"]
    second = invite(administrator, roles=roles("Viewers")).context["link"]
    assert "does not work" in set_password(first)[1].content.decode()
    assert set_password(second)[1].status_code == 302
    assert User.objects.get(username="bo@example.org").groups.get().name == "Viewers"


def test_a_link_dies_after_three_days(administrator: Client, monkeypatch) -> None:
    link = invite(administrator).context["link"]
    for days, works in ((4, False), (2, True)):
        later = datetime.now() + timedelta(days=days)
        monkeypatch.setattr(default_token_generator, "_now", lambda later=later: later)
        assert (set_password(link)[1].status_code == 302) is works


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "at least 12 characters"),
        ("password1234", "too common"),
        ("bo@example.org!", "too similar"),
    ],
)
def test_a_password_that_breaks_a_rule_is_told_where_it_was_typed(
    administrator: Client, password: str, told: str
) -> None:
    _client, page = set_password(invite(administrator).context["link"], password)
    assert told in str(page.context["form"].errors["new_password1"])


@pytest.mark.parametrize(
    "password",
    ["748159263748159263", "blanks in it and é 昆明", "x" + "ab" * 100, "aaaaaaaaaaaaaab"],
)
def test_a_password_may_be_of_any_characters_and_long(administrator: Client, password: str) -> None:
    set_password(invite(administrator).context["link"], password)
    client = Client()
    sign_in(client, "bo@example.org", password)
    assert is_in(client)


def test_two_different_passwords_are_told(administrator: Client) -> None:
    link = invite(administrator).context["link"]
    _client, page = set_password(link, again="something else altogether")
    assert page.context["form"].errors["new_password2"]


@pytest.mark.parametrize(
    "link", ["MQ/x-y", "MQ/set-password", "%00/x", "zzzz/a-b", "OTk5OTk5OTk5OTk5/a-b"]
)
def test_what_is_no_link_is_told_and_breaks_nothing(link: str, db) -> None:
    page = Client().get(f"/admin/people/welcome/{link}/")
    assert page.status_code == 200
    assert "does not work" in page.content.decode()


def test_nobody_with_an_account_is_invited(administrator: Client, person) -> None:
    person("Viewers", name="bo@example.org")
    page = invite(administrator, "BO@example.org")
    assert "has an account" in str(page.context["form"].errors["email"])


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "no address"), ("email", ""), ("email", "a" * 150 + "@x.org"), ("roles", [])],
)
def test_what_an_invitation_lacks_is_told(administrator: Client, field: str, value: Any) -> None:
    page = invite(administrator, **{field: value})
    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert page.context["form"]["name"].value() == "Bo"


def test_only_roles_can_be_given(administrator: Client) -> None:
    friends = Group.objects.create(name="Friends")
    assert invite(administrator, roles=[friends.pk]).context["form"].errors["roles"]


def test_the_link_is_mailed_if_there_is_a_mail_server(administrator: Client, mail_server) -> None:
    page = invite(administrator)
    [message] = mail.outbox
    assert message.to == ["bo@example.org"]
    assert page.context["link"] in message.body
    assert "mailed to bo@example.org" in page.content.decode()


def test_a_mail_that_fails_leaves_the_link(administrator: Client, mail_server, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = invite(administrator)
    assert "could not be sent" in page.content.decode()
    assert page.context["link"] in page.content.decode()


def test_without_a_mail_server_that_is_said(administrator: Client) -> None:
    assert "cannot send mail" in invite(administrator).content.decode()
    assert mail.outbox == []


def test_who_invited_whom_is_in_the_log(administrator: Client) -> None:
    invite(administrator)
    entry = LogEntry.objects.get()
    assert entry.user.username == "admin@example.org"
    assert entry.get_change_message() == "Invited as Editors."


# The command


def test_the_command_prints_a_link_that_works() -> None:
    printed = StringIO()
    call_command(
        "invite",
        "Bo@Example.org",
        role=["Editors"],
        name="Bo",
        site="http://x",
        stdout=printed,
        stderr=StringIO(),
    )
    link = printed.getvalue().strip()
    assert link.startswith("http://x/admin/people/welcome/")
    assert set_password(link.removeprefix("http://x"))[1].status_code == 302
    assert sign_in(Client(), "bo@example.org").status_code == 302


def test_the_command_says_what_is_wrong(person) -> None:
    person("Viewers", name="bo@example.org")
    with pytest.raises(CommandError, match="has an account"):
        call_command("invite", "bo@example.org", role=["Editors"])
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("invite", "bo", role=["Editors"])
    with pytest.raises(CommandError, match="role"):
        call_command("invite", "bo@example.org")


# Forgotten passwords


FORGOTTEN = "/admin/people/forgotten/"


def test_without_a_mail_server_there_is_no_page_for_forgotten_passwords(db) -> None:
    assert Client().get(FORGOTTEN).status_code == 404
    assert FORGOTTEN not in Client().get(reverse("admin:login")).content.decode()


def test_who_has_forgotten_the_password_gets_a_link_that_works(person, mail_server) -> None:
    person("Viewers")
    Client().post(FORGOTTEN, {"email": "Ana@example.org"})
    [message] = mail.outbox
    link = next(line for line in message.body.splitlines() if line.startswith("http://testserver"))
    assert (
        set_password(link.removeprefix("http://testserver"), "a new long one")[1].status_code == 302
    )


def test_the_answer_does_not_tell_whether_there_is_an_account(person, mail_server) -> None:
    person("Viewers")
    one, other = (
        Client().post(FORGOTTEN, {"email": f"{name}@example.org"}).content.decode()
        for name in ("ana", "bob")
    )
    assert one.replace("ana@", "bob@") == other
    assert len(mail.outbox) == 1


def test_nobody_is_flooded_with_mails(person, mail_server) -> None:
    person("Viewers")
    for _ in range(3):
        Client().post(FORGOTTEN, {"email": "ana@example.org"})
    assert len(mail.outbox) == 1


# Going


def person_page(client: Client, who: User, **data: Any) -> Any:
    """Send the form about a person as it is, but for `data`."""
    path = reverse("admin:auth_user_change", args=[who.pk])
    form = client.get(path).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    sent["groups"] = [getattr(group, "pk", group) for group in sent.get("groups", [])]
    sent |= data
    return client.post(path, {name: value for name, value in sent.items() if value is not None})


def test_who_is_deactivated_is_out_at_once_and_for_good(
    administrator: Client, person, inside, mail_server
) -> None:
    bo = person("Editors", name="bo@example.org")
    client = inside(bo)
    link = invitations.path(bo)
    assert is_in(client)
    assert person_page(administrator, bo, is_active=None).status_code == 302
    assert not is_in(client)
    assert sign_in(Client(), bo.username).status_code == 200
    Client().post(FORGOTTEN, {"email": bo.email})
    assert mail.outbox == []
    # back again: neither the old session nor the old link nor the old password work
    bo.refresh_from_db()
    assert person_page(administrator, bo, is_active="on").status_code == 302
    assert not is_in(client)
    assert "does not work" in set_password(link)[1].content.decode()
    assert sign_in(Client(), bo.username).status_code == 200


def test_a_link_that_was_made_before_deactivation_does_not_work(person) -> None:
    bo = person("Editors", name="bo@example.org")
    link = invitations.path(bo)
    bo.is_active = False
    bo.save()
    assert "does not work" in set_password(link)[1].content.decode()


def test_who_loses_the_last_role_is_out(administrator: Client, person, inside) -> None:
    bo = person("Editors", name="bo@example.org")
    client = inside(bo)
    assert person_page(administrator, bo, groups=[]).status_code == 302
    assert not is_in(client)


def test_the_log_says_which_roles_somebody_got(administrator: Client, person) -> None:
    bo = person("Viewers", name="bo@example.org")
    person_page(administrator, bo, groups=roles("Viewers", "Editors"))
    told = [entry.get_change_message() for entry in LogEntry.objects.all()]
    assert "Roles from now on: Viewers, Editors." in told


def test_the_name_to_sign_in_with_follows_the_address(administrator: Client, person) -> None:
    bo = person("Editors", name="bo@example.org")
    assert person_page(administrator, bo, email="Bo.New@example.org").status_code == 302
    assert sign_in(Client(), "bo.new@example.org").status_code == 302


def test_two_people_have_not_the_same_address(administrator: Client, person) -> None:
    bo = person("Editors", name="bo@example.org")
    page = person_page(administrator, bo, email="ADMIN@example.org")
    assert "Somebody else" in str(page.context["adminform"].form.errors["email"])


# What administrators cannot do


def test_nobody_gives_themselves_roles_or_deactivates_themselves(administrator: Client) -> None:
    own = User.objects.get(username="admin@example.org")
    assert (
        person_page(administrator, own, groups=roles("Editors", "Administrators")).status_code
        == 302
    )
    assert [group.name for group in own.groups.all()] == ["Administrators"]
    assert person_page(administrator, own, is_active=None).status_code == 302
    own.refresh_from_db()
    assert own.is_active


def test_an_administrator_cannot_touch_the_operator(administrator: Client) -> None:
    root = User.objects.create_superuser("root", "root@example.org", PASSWORD)
    path = reverse("admin:auth_user_change", args=[root.pk])
    assert administrator.post(path, {"email": "me@example.org"}).status_code == 403
    for name in ("people-link", "people-reset", "people-lift"):
        path = reverse(f"admin:{name}", args=[root.pk])
        assert administrator.post(path, {"reason": "x"}).status_code == 403
    root.refresh_from_db()
    assert root.check_password(PASSWORD)


@pytest.mark.parametrize("extra", ["is_superuser", "is_staff", "user_permissions", "password"])
def test_nothing_can_be_set_that_the_form_does_not_show(
    administrator: Client, person, extra: str
) -> None:
    bo = person("Viewers", name="bo@example.org")
    before = User.objects.filter(pk=bo.pk).values().get()
    assert person_page(administrator, bo, **{extra: "1"}).status_code == 302
    assert User.objects.filter(pk=bo.pk).values().get() == before
    assert not bo.user_permissions.exists()


def test_no_page_shows_a_password_hash(administrator: Client, person) -> None:
    bo = person("Viewers", name="bo@example.org")
    for path in (
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_change", args=[bo.pk]),
        reverse("admin:auth_user_history", args=[bo.pk]),
    ):
        assert bo.password not in administrator.get(path).content.decode()


def test_no_list_is_filtered_by_password_hashes(administrator: Client) -> None:
    path = reverse("admin:auth_user_changelist")
    answer = administrator.get(path, {"password__startswith": "md5"})
    assert answer.status_code == 400


# Helping


def test_a_new_link_ends_the_password_and_says_why_in_the_log(
    administrator: Client, person, inside
) -> None:
    bo = person("Viewers", name="bo@example.org")
    client = inside(bo)
    path = reverse("admin:people-link", args=[bo.pk])
    assert administrator.post(path, {"reason": ""}).context["form"].errors["reason"]
    page = administrator.post(path, {"reason": "rang me up"})
    assert not is_in(client)
    assert sign_in(Client(), bo.username).status_code == 200
    assert set_password(page.context["link"])[1].status_code == 302
    assert "rang me up" in LogEntry.objects.get().get_change_message()


def test_nobody_who_is_not_active_gets_a_link(administrator: Client, person) -> None:
    bo = person("Viewers", name="bo@example.org")
    invitations.deactivate(bo)
    page = administrator.post(reverse("admin:people-link", args=[bo.pk]), {"reason": "x"})
    assert "not active" in page.content.decode()


def test_the_list_of_people_asks_as_often_however_many_there_are(
    administrator: Client, person
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = []
    for names in ("ab", "cdefgh"):
        for name in names:
            person("Editors", "Viewers", name=f"{name}@example.org")
        administrator.get(reverse("admin:auth_user_changelist"))
        with CaptureQueriesContext(connection) as asked:
            administrator.get(reverse("admin:auth_user_changelist"))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
