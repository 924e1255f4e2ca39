"""The report in which editors see which files search cannot read."""

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from portal.files.extraction import State
from portal.files.models import PortalDocument
from portal.files.tasks import request_extraction


class TextReportFilters(WagtailFilterSet):
    """What the report can be narrowed to."""

    class Meta:
        model = PortalDocument
        fields: ClassVar[list[str]] = ["extraction_state", "kind", "language"]


class TextReportView(ReportView):
    """All documents an editor may change, with the state of their text."""

    model = PortalDocument
    page_title = _("Text of documents")
    header_icon = "doc-full-inverse"
    index_url_name = "portal_files_report"
    index_results_url_name = "portal_files_report_results"
    default_ordering = "-created_at"
    any_permission_required: ClassVar[list[str]] = ["add", "change", "delete"]
    filterset_class = TextReportFilters
    list_export: ClassVar[list[str]] = [
        "title",
        "get_kind_display",
        "get_extraction_state_display",
        "pages",
        "language",
        "created_at",
    ]
    export_headings: ClassVar[dict[str, object]] = {
        "get_kind_display": _("Kind"),
        "get_extraction_state_display": _("Text for search"),
        "pages": _("Pages"),
    }
    columns: ClassVar[list[Column]] = [
        TitleColumn("title", label=_("Title"), sort_key="title", url_name="wagtaildocs:edit"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        StatusTagColumn(
            "get_extraction_state_display",
            label=_("Text for search"),
            sort_key="extraction_state",
            primary=lambda document: document.extraction_state == State.TEXT,
        ),
        Column("pages", label=_("Pages"), sort_key="pages"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
        DateColumn("created_at", label=_("Created"), sort_key="created_at"),
    ]

    def get_queryset(self) -> "QuerySet[PortalDocument]":
        """Only documents the person may change, in the chosen order."""
        permitted = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required[1:]
        )
        return self.order_queryset(permitted)


@require_POST
def read_again(request: HttpRequest, document_id: int) -> HttpResponse:
    """Queue the reading of one document once more, for example after the worker was down."""
    document = get_object_or_404(PortalDocument, pk=document_id)
    policy = policy_registry.get_by_type(PortalDocument)
    if not policy.user_has_permission_for_instance(request.user, "change", document):
        raise PermissionDenied
    request_extraction(document.pk)
    messages.success(request, gettext("The file “%(title)s” is read again.") % {"title": document.title})
    return redirect(reverse("wagtaildocs:edit", args=[document.pk]))
