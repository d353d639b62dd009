"""Lists as files."""

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.generic import View

from browse.export import csv, xlsx
from ucap.api.downloads.asked import Asked
from ucap.api.downloads.calendar import calendar
from ucap.api.downloads.feeds import feed
from ucap.api.listings import Listing

IN_MEMORY = 1024 * 1024
"""How many bytes of a workbook stay in memory before it goes to the disk."""


class Download(View):
    """A whole filtered list as a file."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, listing: Listing) -> HttpResponseBase:
        """The file."""
        asked = Asked(request, listing)
        answer = self.made_of(asked)
        # found by the lists that offer it: search engines should show pages
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def made_of(self, asked: Asked) -> HttpResponseBase:
        """The answer."""
        raise NotImplementedError


class CSVDownload(Download):
    """`/<list>.csv`, sent while it is read."""

    def made_of(self, asked: Asked) -> HttpResponseBase:
        """See `Download`."""
        names = [column.name for column in asked.columns]
        return StreamingHttpResponse(
            csv.lines(names, asked.rows()),
            content_type="text/csv; charset=utf-8",
            headers=_attached(f"{asked.stem}.csv"),
        )


class XLSXDownload(Download):
    """`/<list>.xlsx`, written to the disk row by row: the format has its index at its end."""

    def made_of(self, asked: Asked) -> HttpResponseBase:
        """See `Download`."""
        file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
        name = str(asked.listing.heading)
        xlsx.write(file, name, asked.columns, asked.rows(), asked.about)
        file.seek(0)
        return FileResponse(
            file,
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            headers=_attached(f"{asked.stem}.xlsx"),
        )


class CalendarDownload(Download):
    """`/activities.ics`."""

    def made_of(self, asked: Asked) -> HttpResponseBase:
        """See `Download`. Not attached: calendars subscribe to it."""
        return HttpResponse(calendar(asked), content_type="text/calendar; charset=utf-8")


class FeedDownload(Download):
    """`/<list>.atom`."""

    def made_of(self, asked: Asked) -> HttpResponseBase:
        """See `Download`."""
        return HttpResponse(feed(asked), content_type="application/atom+xml; charset=utf-8")


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": str(content_disposition_header(True, name))}
