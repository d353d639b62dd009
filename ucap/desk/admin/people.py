"""People and roles in Django admin."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from ucap.desk.people import invitations, roles
from ucap.desk.people.forms import PersonForm
from ucap.desk.people.log import log

# what Django and its apps would show: password hashes, single permissions, secrets
admin.site.unregister([User, Group, TOTPDevice])


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    """People: invited, not added; deactivated, not deleted."""

    form = PersonForm
    list_display = ["named", "email", "named_roles", "is_active", "has_factor", "last_login"]
    list_display_links = ["named", "email"]
    list_filter = ["groups", "is_active"]
    search_fields = ["first_name", "last_name", "email", "username"]
    ordering = ["first_name", "username"]
    readonly_fields = ["last_login", "has_password", "has_factor"]
    change_form_template = "admin/auth/user/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With roles, and whether each has a second factor: one query more for the list."""
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        people = super().get_queryset(request).prefetch_related("groups")
        return people.annotate(with_factor=Exists(devices))

    @admin.display(description=_("name"), ordering="first_name")
    def named(self, person: User) -> str:
        """The name, or what stands in for it."""
        return person.get_full_name() or person.get_username()

    @admin.display(description=_("roles"))
    def named_roles(self, person: User) -> str:
        """The roles, in words."""
        named = [str(_("Operator"))] if person.is_superuser else []
        return ", ".join(named + [group.name for group in person.groups.all()]) or "–"

    @admin.display(description=_("second factor"), boolean=True)
    def has_factor(self, person: Any) -> bool:
        """Whether codes are asked for."""
        return person.with_factor

    @admin.display(description=_("has set a password"), boolean=True)
    def has_password(self, person: User) -> bool:
        """Whether the invitation, or the last link, has been used."""
        return person.has_usable_password()

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """People are invited, so that only they know their password."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("admin:people-invite")

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """No list is filtered by passwords: whoever could would learn hashes, sign by sign."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only the operator changes the operator."""
        user: Any = request.user
        if obj is not None and obj.is_superuser and not user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """The log and the history keep the names of those who have left."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Nobody gives themselves roles, or locks themselves out."""
        user: Any = request.user
        own = ["groups", "is_active"] if obj is not None and obj.pk == user.pk else []
        return [*self.readonly_fields, *([] if user.is_superuser else own)]

    def save_model(self, request: HttpRequest, obj: User, form: PersonForm, change: bool) -> None:
        """The name to sign in with follows the address; who is deactivated is out at once."""
        if obj.email and not obj.is_superuser:
            obj.username = obj.email
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data and not obj.is_active:
            invitations.deactivate(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Without a role nobody gets in. The log says which roles there are now."""
        super().save_related(request, form, formsets, change)
        invitations.settle(form.instance)
        if "groups" in form.changed_data:
            named = ", ".join(group.name for group in form.cleaned_data["groups"]) or "–"
            log(request, form.instance, gettext("Roles from now on: %(roles)s.") % {"roles": named})


@admin.register(Group)
class RoleAdmin(admin.ModelAdmin):
    """Roles: to look at. What each may do is a table in `ucap.desk.people.roles`."""

    list_display = ["name", "described", "number"]
    fields = ["name", "described", "members", "may"]
    readonly_fields = ["name", "described", "members", "may"]
    ordering = ["pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        """With the number of people in each."""
        return super().get_queryset(request).annotate(people=Count("user"))

    @admin.display(description=_("what it is for"))
    def described(self, group: Group) -> str:
        """What the role is for."""
        return str(roles.described(group.name))

    @admin.display(description=_("people"), ordering="people")
    def number(self, group: Any) -> int:
        """How many people have it."""
        return group.people

    @admin.display(description=_("people"))
    def members(self, group: Any) -> str:
        """Who has it."""
        people = group.user_set.order_by("first_name", "username")
        return ", ".join(person.get_full_name() or person.username for person in people) or "–"

    @admin.display(description=_("permissions"))
    def may(self, group: Group) -> str:
        """What it may do, in Django's words."""
        names = group.permissions.order_by("content_type__app_label", "content_type__model", "name")
        return format_html_join("", "{}<br>", names.values_list("name"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The table says which roles there are."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """The table says what they may do."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """The table says which roles there are."""
        return False
