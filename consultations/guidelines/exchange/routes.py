"""Downloads below the page of a guideline text."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import condition
from wagtail.contrib.routable_page.models import re_path
from wagtail.models import Page

from consultations.guidelines.exchange.exports import Export, synopsis_export, version_export
from consultations.guidelines.exchange.kept_files import Busy
from consultations.guidelines.exchange.pdf import NotPrintable
from consultations.guidelines.reading.addresses import comparison
from consultations.guidelines.versions.models import GuidelineVersion
from consultations.guidelines.versions.selectors import version_of

# Wagtail hands every path to its routes with a slash at the end, also one that was asked for without.
FORMATS = "(?P<file_format>pdf|docx|odt)"


class DownloadRoutes:
    """Versions and synopses as files."""

    @re_path(rf"^versions/(?P<number>[0-9]{{1,6}})/leitlinien\.{FORMATS}/$")
    def version_file_route(self, request: HttpRequest, number: str, file_format: str) -> HttpResponseBase:
        """One version as a file."""
        page = cast(Page, self)
        return served(request, version_export(page, _version(page, number), file_format))

    @re_path(rf"^compare/(?P<old>[0-9]{{1,6}})/(?P<new>[0-9]{{1,6}})/synopsis\.{FORMATS}/$")
    def synopsis_route(self, request: HttpRequest, old: str, new: str, file_format: str) -> HttpResponseBase:
        """Two versions in three columns; the older version always comes first."""
        page = cast(Page, self)
        before, after = _version(page, old), _version(page, new)
        if before.number == after.number:
            raise Http404
        if before.number > after.number:
            address = comparison(page, after.number, before.number)
            return HttpResponseRedirect(f"{address}synopsis.{file_format}")
        return served(request, synopsis_export(page, before, after, file_format))


def served(request: HttpRequest, export: Export) -> HttpResponseBase:
    """The file, or a short answer for a browser that has it."""
    etag = quote_etag(export.seal)

    @condition(etag_func=lambda _request: etag)
    def answer(_request: HttpRequest) -> HttpResponse:
        try:
            data = export.data()
        except NotPrintable:
            words = _("This text cannot be set as PDF here. Please take the Word or ODT file.")
            return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
        except Busy:
            words = _("This file is being made at the moment. Please try again in a few seconds.")
            busy = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
            busy["Retry-After"] = "5"
            return busy
        response = HttpResponse(data, content_type=export.content_type)
        response["Content-Disposition"] = content_disposition_header(True, export.name)
        return response

    response = answer(request)
    # Who may read the page can change, so nobody keeps the file for others and everybody asks again.
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _version(page: Page, number: str) -> GuidelineVersion:
    version = version_of(page, int(number))
    if version is None:
        raise Http404
    return version
