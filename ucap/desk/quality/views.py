"""The page of all rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from browse.text import Spoken
from ucap.desk.pages import DeskPage
from ucap.desk.quality.attention import Need, needs
from ucap.desk.quality.rule import Severity

HEADINGS = {
    Severity.ERROR: _("Errors: something is wrong"),
    Severity.WARNING: _("Warnings: something to improve"),
    Severity.INFORMATION: _("Information: worth a look"),
}


@dataclass(frozen=True)
class Group:
    """The broken rules of one severity."""

    severity: Severity
    heading: Spoken
    needs: Sequence[Need]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(need.number for need in self.needs)


def groups(needs: Iterable[Need]) -> list[Group]:
    """The rules that are broken, by severity, those with most findings first; no empty group."""
    broken = sorted((need for need in needs if need.number), key=lambda need: -need.number)
    made = (
        Group(severity, heading, [need for need in broken if need.rule.severity == severity])
        for severity, heading in HEADINGS.items()
    )
    return [group for group in made if group.needs]


class QualityPage(DeskPage):
    """`/admin/quality/`: every rule, how many records break it, and what to do about it.

    One query for all numbers, besides those of any page of the desk.
    """

    template_name = "desk/quality/quality.html"
    title = _("Quality of the record")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The rules with their numbers, and those that nothing breaks."""
        found = needs(self.request)
        return super().get_context_data(
            groups=groups(found), kept=[need for need in found if not need.number], **kwargs
        )
