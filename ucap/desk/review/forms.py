"""What pages of the review ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why a step is made."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"required": _("Say why, so that others understand it later.")},
    )

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        """Take whether a reason must be given."""
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.required = needed
        field.help_text = (
            _("Needed. It is kept in the history.")
            if needed
            else _("Not needed. It is kept in the history.")
        )
