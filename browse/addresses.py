"""Addresses that stay good: a trigger that remembers each slug that a record leaves."""

import pgtrigger


def keeps_old_address() -> pgtrigger.Trigger:
    """A trigger for models with a `slug`: a changed one becomes a `FormerSlug`.

    A trigger and no signal, so that it also sees bulk updates and SQL.
    """
    return pgtrigger.Trigger(
        name="keep_old_address",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("slug"),
        func="""
            INSERT INTO browse_formerslug (kind, slug, record, left_at)
            VALUES (TG_TABLE_NAME, OLD.slug, OLD.id, NOW())
            ON CONFLICT (kind, slug)
            DO UPDATE SET record = EXCLUDED.record, left_at = EXCLUDED.left_at;
            RETURN NULL;
        """,
    )
