"""`manage.py check_data` tells every finding, and whether it is bad."""

import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.desk.quality import plants
from tests.universe import world
from ucap.desk.quality.rules import RULES
from ucap.summaries.documents.keeping import keep, store
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    try:
        call_command("check_data", *arguments, stdout=out, no_color=True)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    return 0, out.getvalue()


def test_nothing_wrong_is_said_in_one_line() -> None:
    assert run("--strict") == (0, "0 errors, 0 warnings, 0 information.\n")


def test_a_finding_has_its_rule_its_advice_its_name_and_its_address() -> None:
    activity = plants.activity(title="A forum", start=None)
    code, told = run("--rule", "activity-undated")
    assert code == 0
    assert told.splitlines() == [
        "warning  activity-undated  It has no date.",
        "  → Give at least the month, if a document tells it; the timeline leaves it out.",
        f"  activity: A forum  {reverse('admin:pilots_activity_change', args=[activity.pk])}",
        "",
        "0 errors, 1 warning, 0 information.",
    ]


def test_warnings_fail_when_strict_and_errors_always() -> None:
    plants.activity(start=None)
    assert run("--rule", "activity-undated")[0] == 0
    assert run("--rule", "activity-undated", "--strict")[0] == 1
    plants.summary()
    assert run("--rule", "side-without-city")[0] == 1


def test_information_never_fails() -> None:
    plants.pilot(description="")
    assert run("--rule", "pilot-brief", "--strict")[0] == 0


def test_json_has_the_same_findings() -> None:
    world.build(2, summaries=3)
    rows: list[dict[str, Any]] = json.loads(run("--json")[1])
    assert len(rows) == sum(rule.broken().count() for rule in RULES)
    severities = [row["severity"] for row in rows]
    assert severities == sorted(severities, key=["error", "warning", "information"].index)
    assert set(rows[0]) == {
        *("rule", "severity", "title", "advice", "kind", "pk", "name", "address")
    }


def test_names_cost_no_queries_of_their_own(django_assert_num_queries) -> None:
    world.build(2, summaries=4)
    with django_assert_num_queries(len(RULES) + 1):
        run()


def test_a_rule_that_there_is_none_of_names_those_like_it() -> None:
    with pytest.raises(CommandError, match="did you mean activity-undated"):
        run("--rule", "activity-undatd")


def test_a_document_that_was_changed_on_disk_or_is_gone_is_an_error(tmp_path, settings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path}}
    }
    summary: Summary = plants.named(Summary, kind="city-plan")
    keep(summary, "a.txt", BytesIO(b"Plan"))
    summary.save()
    assert run("--rule", "document-damaged")[0] == 0
    with open(store().path(summary.document_sha256), "wb") as file:
        file.write(b"Plam")
    code, told = run("--rule", "document-damaged")
    assert code == 1
    assert summary.title in told
    with open(store().path(summary.document_sha256), "wb") as file:
        file.write(b"Plan")
    assert run("--rule", "document-damaged")[0] == 0
    (tmp_path / summary.document_sha256[:2] / summary.document_sha256).unlink()
    assert run("--rule", "document-damaged")[0] == 1
