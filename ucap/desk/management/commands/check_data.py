"""`manage.py check_data`: what is wrong with the record, and what could be better."""

import argparse
import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from django.core.management.base import BaseCommand
from rapidfuzz import process

from ucap.desk.quality.findings import DOCUMENT_DAMAGED, Finding, damaged_documents, findings
from ucap.desk.quality.rule import Severity
from ucap.desk.quality.rules import BY_SLUG, RULES

NAMES = [*BY_SLUG, DOCUMENT_DAMAGED]
WORDS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFORMATION: ("information", "information"),
}


def rule_named(text: str) -> str:
    """The slug of a rule; ArgumentTypeError with those that are spelt like it."""
    if text in NAMES:
        return text
    near = ", ".join(name for name, *_ in process.extract(text, NAMES, limit=3, score_cutoff=60))
    raise argparse.ArgumentTypeError(
        f"there is no rule “{text}”" + (f"; did you mean {near}?" if near else "")
    )


class Command(BaseCommand):
    """Check the record against every rule of the quality page, and the kept documents on disk.

    Exits with 0 when there is no error (with --strict, no warning either),
    with 1 when there is one, with 2 when it was called wrongly.
    """

    help = "Check the record against the rules of the quality page, and the kept documents."

    def add_arguments(self, parser) -> None:
        """What to check, and how to tell it."""
        parser.add_argument("--strict", action="store_true", help="fail on warnings, too")
        parser.add_argument(
            "--rule",
            action="append",
            type=rule_named,
            metavar="RULE",
            help="check this rule only; may be given several times",
        )
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args, **options) -> None:
        """Print what was found."""
        found = self.findings(options["rule"] or NAMES)
        if options["json"]:
            rows = [dataclasses.asdict(finding) for finding in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self.tell(found)
        severe = {Severity.ERROR, Severity.WARNING} if options["strict"] else {Severity.ERROR}
        if any(finding.severity in severe for finding in found):
            sys.exit(1)

    def findings(self, names: Iterable[str]) -> list[Finding]:
        """Every finding of the rules `names`, the worst first."""
        asked = set(names)
        found = list(findings(rule for rule in RULES if rule.slug in asked))
        if DOCUMENT_DAMAGED in asked:
            found += damaged_documents()
        return sorted(found, key=lambda finding: Severity.values.index(finding.severity))

    def tell(self, found: list[Finding]) -> None:
        """A paragraph for each rule that is broken, and the totals."""
        styles = {Severity.ERROR: self.style.ERROR, Severity.WARNING: self.style.WARNING}
        for _rule, group in groupby(found, key=lambda finding: finding.rule):
            same = list(group)
            first = same[0]
            head = f"{WORDS[first.severity][0]}  {first.rule}  {first.title}"
            self.stdout.write(styles.get(first.severity, self.style.HTTP_INFO)(head))
            self.stdout.write(f"  → {first.advice}")
            for finding in same:
                self.stdout.write(f"  {finding.kind}: {finding.name}  {finding.address}")
            self.stdout.write("")
        totals = Counter(finding.severity for finding in found)
        told = (f"{totals[kind]} {words[totals[kind] != 1]}" for kind, words in WORDS.items())
        self.stdout.write(", ".join(told) + ".")
