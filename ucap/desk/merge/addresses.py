"""The addresses of a merged record: they lead to the one that it became part of."""

from typing import Any

from django.db.models import Model

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


def hand_back(metadata: dict[str, Any]) -> None:
    """What undoing a merge has to do about addresses, which are no part of history. Two queries.

    Takes the metadata of the merge's change set. The address that the record
    had when it was merged needs nothing, since an address in use wins; those it
    had before lead to it again, as far as nothing else has taken them since.
    """
    table = KINDS[metadata["kind"]].model._meta.db_table
    current, *former = metadata["slugs"]
    given = FormerSlug.objects.filter(kind=table, record=metadata["kept"])
    given.filter(slug=current).delete()
    given.filter(slug__in=former).update(record=metadata["gone"])
