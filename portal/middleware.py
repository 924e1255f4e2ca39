"""Middleware of the portal: the language of a request and the security policy of an answer."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

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
