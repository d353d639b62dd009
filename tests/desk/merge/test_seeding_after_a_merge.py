"""Seeding again neither brings back what was merged away nor undoes the merge."""

from pathlib import Path

import pytest

from browse.models import FormerSlug
from pilots.models import PilotProject
from tests.desk.merge.test_merging import rows_of_everything
from tests.summaries.test_seeding import change, folder
from ucap.desk.merge.kinds import KINDS
from ucap.desk.merge.merging import Decision, merge
from ucap.summaries.seeding import seed

__all__ = ["folder"]

pytestmark = pytest.mark.django_db


def without_ledger() -> dict:
    rows = rows_of_everything()
    del rows["SeedEntry"]
    return rows


def test_the_portals_own_records_stay_merged() -> None:
    seed()
    for kind in KINDS.values():
        kept, gone = kind.model._base_manager.order_by("slug")[2:4]
        merge(kind, Decision(kept.pk, gone.pk, {}, reason="A try."), may_publish=True)
    before = without_ledger()
    report = seed()
    assert without_ledger() == before
    assert not report.created
    assert len(report.deleted) >= len(KINDS)
    assert seed().unchanged == report.unchanged


def test_what_is_new_in_the_fixtures_finds_what_a_record_was_merged_into(folder: Path) -> None:
    seed()
    one, same = PilotProject.objects.get(slug="one"), PilotProject.objects.get(slug="same")
    merge(KINDS["pilot"], Decision(one.pk, same.pk, {}), may_publish=True)
    change(folder, 'position: "2", pilot: [same]', 'position: "3", pilot: [same]')
    report = seed()
    assert dict(report.created) == {"citations of pilots": 1}
    assert {citation.position for citation in one.citations.all()} == {"1", "2", "3"}
    assert not PilotProject.objects.filter(slug="same").exists()


def test_what_is_new_about_a_record_that_was_deleted_is_still_left_out(folder: Path) -> None:
    seed()
    FormerSlug.objects.create(kind=PilotProject._meta.db_table, slug="same", record=999_999)
    PilotProject.objects.get(slug="same").delete()
    change(folder, 'position: "2", pilot: [same]', 'position: "3", pilot: [same]')
    assert not seed().created
