"""The page of the open data, and the files that it offers."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from ucap.api.bulk.archive import package, published
from ucap.api.bulk.catalog import catalog
from ucap.api.listings import EVERY_LIST


class DataView(TemplateView):
    """`/data/`: what there is to take, how it is made and what it may be used for. No query."""

    template_name = "api/data.html"
    heading = gettext_lazy("Open data")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest archive with its tables, and every list."""
        archive = published()
        made = parse_datetime(archive.made) if archive else None
        return super().get_context_data(
            archive=archive, made=made, listings=EVERY_LIST.values(), **kwargs
        )


@require_safe
def archive_file(request: HttpRequest) -> HttpResponseBase:
    """`/data/u-cap.zip`: the newest archive. No query."""
    archive = published()
    if archive is None:
        raise Http404(_("No archive has been made yet."))
    name = f"u-cap-{archive.made[:10]}.zip"
    answer = FileResponse(archive.path.open("rb"), as_attachment=True, filename=name)
    answer.headers["ETag"] = f'"{archive.sha256}"'
    return answer


@require_safe
def datapackage(request: HttpRequest) -> HttpResponse:
    """`/data/datapackage.json`: the description of the newest archive, as it stands in it."""
    told = package()
    if told is None:
        raise Http404(_("No archive has been made yet."))
    return HttpResponse(told, content_type="application/json; charset=utf-8")


@require_safe
def catalog_file(request: HttpRequest) -> HttpResponse:
    """`/data/catalog.jsonld`: the data set as other catalogues harvest it. No query."""
    base = request.build_absolute_uri("/").rstrip("/")
    return JsonResponse(catalog(published(), base), content_type="application/ld+json")
