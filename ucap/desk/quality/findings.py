"""Every finding one by one, for `manage.py check_data`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from ucap.desk.quality.rule import Rule, Severity
from ucap.summaries.documents.keeping import store
from ucap.summaries.models import Summary

DOCUMENT_DAMAGED = "document-damaged"
"""Not a `Rule`: it is about files, which no query finds."""


@dataclass(frozen=True)
class Finding:
    """One record that breaks one rule."""

    rule: str
    severity: Severity
    title: str
    advice: str
    kind: str
    pk: Any
    name: str
    address: str


def findings(rules: Iterable[Rule]) -> Iterator[Finding]:
    """The records that break `rules`. One query for each rule."""
    for rule in rules:
        # a link is called after its ends: none of them is looked up one by one
        for record in rule.broken().select_related():
            yield _finding(rule.slug, rule.severity, str(rule.title), str(rule.advice), record)


def damaged_documents() -> Iterator[Finding]:
    """Summaries whose file should be kept, but is gone or changed. One query; reads every file."""
    for summary in Summary.objects.exclude(document_kind=""):
        if not store().is_whole(summary.document_sha256):
            yield _finding(
                DOCUMENT_DAMAGED,
                Severity.ERROR,
                _("The file of its document is gone or was changed on disk."),
                _("Restore it from a backup, or run keep_documents with the original."),
                summary,
            )


def _finding(
    rule: str, severity: Severity, title: str, advice: str, record: models.Model
) -> Finding:
    options = record._meta
    name = f"admin:{options.app_label}_{options.model_name}_change"
    return Finding(
        rule=rule,
        severity=severity,
        title=title,
        advice=advice,
        kind=str(options.verbose_name),
        pk=record.pk,
        name=str(record),
        address=reverse(name, args=[record.pk]),
    )
