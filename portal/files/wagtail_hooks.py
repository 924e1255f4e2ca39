"""The report on document texts in Wagtail's menu; imported by `portal.wagtail_hooks`."""

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from portal.files.approval import hooks as approval  # noqa: F401  registers its hooks
from portal.files.models import PortalDocument
from portal.files.publication import is_offered
from portal.files.reports import TextReportView, read_again


class TextReportMenuItem(MenuItem):
    """Shown to everybody who works with documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open the report."""
        policy = policy_registry.get_by_type(PortalDocument)
        return bool(policy.user_has_any_permission(request.user, TextReportView.any_permission_required))


@hooks.register("register_reports_menu_item")
def add_text_report() -> MenuItem:
    """The entry below "Reports"."""
    return TextReportMenuItem(
        _("Text of documents"), reverse("portal_files_report"), name="document-texts", icon_name="doc-full"
    )


@hooks.register("register_admin_urls")
def add_urls() -> list[URLPattern]:
    """The report, its results alone for filtering, and the button "read again"."""
    return [
        path("reports/document-texts/", TextReportView.as_view(), name="portal_files_report"),
        path(
            "reports/document-texts/results/",
            TextReportView.as_view(results_only=True),
            name="portal_files_report_results",
        ),
        path("documents/<int:document_id>/read-again/", read_again, name="portal_files_read_again"),
    ]


@hooks.register("before_serve_document")
def keep_files_of_hidden_pages(document: PortalDocument, request: HttpRequest) -> None:
    """A file nothing public offers does not exist for readers; Wagtail's own hook asks for passwords."""
    if not is_offered(document, request):
        raise Http404
