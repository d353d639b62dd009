"""The addresses of a merged record: they lead to the one that it became part of."""

from typing import Any

from django.db.models import Model

from browse.history.changes import Action, ChangeSet, find
from browse.models import FormerSlug
from ucap.desk.merge.kinds import KINDS


def hand_on(gone: Model, kept: Model) -> list[str]:
    """Give the address of `gone`, and all that it had before, to `kept`; tell which. Three queries.

    To be called before `gone` is deleted.
    """
    table = gone._meta.db_table
    held = FormerSlug.objects.filter(kind=table, record=gone.pk)
    slugs = [gone.slug, *held.order_by("slug").values_list("slug", flat=True)]  # type: ignore[attr-defined]
    held.update(record=kept.pk)
    FormerSlug.objects.update_or_create(kind=table, slug=slugs[0], defaults={"record": kept.pk})
    return slugs


def follow(undone: ChangeSet) -> None:
    """Let addresses, which are no part of history, follow when `undone` has been undone.

    Undoing a merge hands them back; undoing that undoing hands them on again.
    Nothing for other change sets. Two queries, and two for each undoing.
    """
    merged: ChangeSet | None = undone
    back = True
    while merged and merged.undoes:
        merged, back = find(merged.undoes), not back
    if merged and merged.metadata.get("action") == Action.MERGE:
        (_hand_back if back else _hand_on_again)(merged.metadata)


def _hand_back(merge: dict[str, Any]) -> None:
    """Lead the addresses of the record that went to it again, if it is there again.

    The one it had when it was merged needs nothing, since an address in use
    wins; those it had before lead to it as far as nothing else has taken them.
    """
    model = KINDS[merge["kind"]].model
    if not model._base_manager.filter(pk=merge["gone"]).exists():
        return  # only a part of the merge was undone
    current, *former = merge["slugs"]
    given = FormerSlug.objects.filter(kind=model._meta.db_table, record=merge["kept"])
    given.filter(slug=current).delete()
    given.filter(slug__in=former).update(record=merge["gone"])


def _hand_on_again(merge: dict[str, Any]) -> None:
    """Lead the addresses of the record that has gone once more to the one that was kept."""
    model = KINDS[merge["kind"]].model
    if model._base_manager.filter(pk=merge["gone"]).exists():
        return
    table, kept = model._meta.db_table, {"record": merge["kept"]}
    FormerSlug.objects.filter(kind=table, record=merge["gone"]).update(**kept)
    FormerSlug.objects.get_or_create(kind=table, slug=merge["slugs"][0], defaults=kept)
