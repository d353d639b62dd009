"""What who may publish has to do with admin pages: the rights of `ucap.desk.rights` in forms."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ucap.desk import rights


class RightsForm(forms.ModelForm):
    """A form that moves nothing from or to where `user` may not touch it.

    Permissions are asked for the record as it is; a form can also point a part at another
    record, which has to be theirs to touch, too.
    """

    user: Any

    def _post_clean(self) -> None:
        """Check the record as it was and, once the values are in, as it would become.

        A form that changes nothing, such as most rows of an inline, costs no query.
        """
        allowed = not self.has_changed() or rights.may_touch(self.user, self.instance)
        super()._post_clean()
        if allowed and (not self.has_changed() or rights.may_touch(self.user, self.instance)):
            return
        record = rights.whole(self.instance)
        first = rights.PARTS.get(self._meta.model, "").partition("__")[0]
        self.add_error(
            first if first in self.fields else None,
            _("“%(record)s” is public: choose a draft, or ask an editor.") % {"record": record},
        )


def with_rights(form: type[forms.BaseModelForm], request: HttpRequest) -> Any:
    """`form` as a `RightsForm` of who sends the request."""
    return type(form.__name__, (RightsForm, form), {"user": request.user})


class RightsAdmin(admin.ModelAdmin):
    """What is public is for those who may publish; to others pages show it, forms leave it."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and that what is public does not stand in the way."""
        return super().has_change_permission(request, obj) and rights.may_touch(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and that nothing else would lose something.

        Django asks for each record that would go along, too.
        """
        return super().has_delete_permission(request, obj) and rights.may_delete(request.user, obj)

    def may_delete_all(self, request: HttpRequest, keys: list[Any]) -> bool:
        """`has_delete_permission` for each record with one of `keys`. Two queries at most."""
        return self.has_delete_permission(request) and rights.may_delete_all(
            request.user, self.model, keys
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        """A form that respects what is public."""
        return with_rights(super().get_form(request, obj, change, **kw), request)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """A form that respects what is public."""
        return with_rights(super().get_changelist_form(request, **kwargs), request)


class RecordInline(InlineModelAdmin):
    """The parts of a record on its page: with the record, they are theirs to change or not."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and that the record may be touched."""
        return super().has_add_permission(request, obj) and rights.may_touch(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and that the record may be touched."""
        return super().has_change_permission(request, obj) and rights.may_touch(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Django's permission, and that the record may be touched."""
        return super().has_delete_permission(request, obj) and rights.may_touch(request.user, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Forms that respect what is public."""
        kwargs.setdefault("form", with_rights(self.form, request))
        return super().get_formset(request, obj, **kwargs)


class TabularInline(RecordInline, admin.TabularInline):
    """Parts of a record, one to a row of a table."""


class StackedInline(RecordInline, admin.StackedInline):
    """Parts of a record, one below the other."""
