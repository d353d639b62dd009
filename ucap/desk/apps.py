"""The desk's place in Django, and Django admin's place on the desk."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class DeskConfig(AppConfig):
    """What editors use."""

    name = "ucap.desk"
    label = "desk"
    verbose_name = "Editing desk"
    default = True


class DeskAdminConfig(admin.AdminConfig):
    """Django admin with the desk as its site, so that `admin.site` is the desk everywhere."""

    default_site = "ucap.desk.site.DeskSite"
    default = False
