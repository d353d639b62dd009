"""The parameters of the map: those of the list of pilots, and which view."""

from django.utils.translation import gettext_lazy as _

from browse.filters import PageSetting
from browse.pictures import PictureFilterSet
from pilots.filters import PilotFilterSet


class MapFilterSet(PictureFilterSet, PilotFilterSet):
    """The parameters of `/map/`."""

    OFFERS_ORDERS = False

    view = PageSetting(
        choices=[("regions", _("Region by region")), ("world", _("The whole world"))],
        label=_("View"),
    )
