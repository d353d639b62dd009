"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("ucap.across.urls")),
    path("", include("ucap.api.urls")),
    path("", include("ucap.summaries.urls")),
    path("", include("pilots.urls")),
    path("", include("cities.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "ucap.across.errors.bad_request"
handler403 = "ucap.across.errors.permission_denied"
handler404 = "ucap.across.errors.page_not_found"
handler500 = "ucap.across.errors.server_error"
