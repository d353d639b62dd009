"""The desk's place in Django, and Django admin's place on the desk."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """What editors use."""

    name = "ucap.desk"
    label = "desk"
    verbose_name = "Editing desk"
    default = True

    def ready(self) -> None:
        """Keep the roles in step with their table, and note when sessions begin."""
        # models are loaded now, not before; the receivers in `sessions` connect with the import
        from ucap.desk.people import roles, sessions  # noqa: F401

        # what Django calls authentication and authorization
        apps.get_app_config("auth").verbose_name = _("People and roles")
        post_migrate.connect(roles.after_migrate, sender=self, dispatch_uid="desk.roles")


class DeskAdminConfig(admin.AdminConfig):
    """Django admin with the desk as its site, so that `admin.site` is the desk everywhere."""

    default_site = "ucap.desk.site.DeskSite"
    default = False
