"""Middleware of the portal: the language of a request and the security policy of an answer."""

import logging
from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.db.utils import DataError
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

UNPREFIXED = ("/admin/", "/api/", "/documents/", "/feeds/", "/calendar/", "/p/", "/static/", "/media/")


class LanguageMiddleware(LocaleMiddleware):
    """Django's language choice, without turning a missing unprefixed address into a redirect to /de/."""

    def process_request(self, request: HttpRequest) -> None:
        """Editors work in the city's language, whatever their browser asks for; an account may choose its own."""
        super().process_request(request)
        if request.path_info.startswith("/admin/"):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave a 404 of an address that has no language alone."""
        if response.status_code == 404 and request.path_info.startswith(UNPREFIXED):
            return response
        return super().process_response(request, response)


class CompressionMiddleware(GZipMiddleware):
    """Pages are compressed; files go as they are, so that their length is known and parts can be asked for."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Streamed answers are files."""
        return response if response.streaming else super().process_response(request, response)


class ForgedMiddleware:
    """What no form of the admin sends is a fault of the request (400), not of the server (500).

    Only faults that Wagtail's own views let through, and only in the admin: a fault of ours stays one.
    The traceback goes to the log all the same.
    """

    # What its views trip over when a field, a parent or a session entry is not there, or cannot be what it says.
    TRIPPED = (AttributeError, DataError, KeyError, NoReverseMatch, OverflowError, ValueError)
    OURS = ("home", "consultations", "search", "portal")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer instead of Django's error page."""
        if request.method != "POST" or not request.path_info.startswith("/admin/"):
            return None
        if isinstance(error, ProtectedError | RestrictedError):
            messages.error(request, _("This is still used elsewhere and cannot be deleted."))
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        number_too_large = isinstance(error, OverflowError | DataError)
        if not isinstance(error, self.TRIPPED) or (self._is_ours(error) and not number_too_large):
            return None
        logger.error("Forged request to %s", request.path_info, exc_info=error)
        return render(request, "400.html", status=400)

    def _is_ours(self, error: Exception) -> bool:
        """Whether the innermost frame outside Django and the standard library is code of the portal."""
        trace, names = error.__traceback__, []
        while trace is not None:
            names.append(str(trace.tb_frame.f_globals.get("__name__", "")).partition(".")[0])
            trace = trace.tb_next
        known = [name for name in names if name in (*self.OURS, "wagtail", "wagtail_localize")]
        return bool(known) and known[-1] in self.OURS


class PolicyMiddleware(CSPMiddleware):
    """Content Security Policy: strict for readers, Wagtail's needs for editors; plus isolation headers."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Editors' pages get the admin policy; a preview is a reader's page the editor may frame.

        A served document keeps the header it came with.
        """
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        elif getattr(request, "is_preview", False):
            parts.replace = settings.PREVIEW_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the isolation headers unless the view has set its own."""
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)
