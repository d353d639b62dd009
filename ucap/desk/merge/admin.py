"""What changelists of records that can be merged have more: an action for two of them."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ucap.desk.merge.kinds import kind_of


class MergeableAdmin(admin.ModelAdmin):
    """A `ModelAdmin` of a kind that can be merged."""

    actions: Any = ["merge_two"]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may merge records of the kind."""
        kind = kind_of(self.model)
        return kind is not None and request.user.has_perm(kind.merge_permission)

    @admin.action(description=gettext_lazy("Merge these two"), permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Put exactly two records side by side; for any other number, say what to do."""
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        kind = kind_of(self.model)
        if len(chosen) != 2 or kind is None:
            self.message_user(request, _("Tick exactly two records to merge."), messages.WARNING)
            return None
        return redirect("admin:merge-compare", kind.name, *chosen)
