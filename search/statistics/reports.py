"""The report on questions without hits and without clicks, for editors."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from search.alerts.models import Alert
from search.statistics.counting import add_up
from search.statistics.figures import Row, without_success
from search.statistics.rules import LEAST_ASKED


class RemedyColumn(Column):
    """Links to the forms for synonyms and promoted results."""

    cell_template_name = "search/statistics/remedies.html"


class QueryColumn(Column):
    """The question, with a link to what it finds."""

    cell_template_name = "search/statistics/question.html"


class QueriesReportView(ReportView):
    """Questions of the last seven days that found nothing or were hardly followed by a click."""

    page_title = _("Searched without success")
    header_icon = "search"
    index_url_name = "search_queries_report"
    index_results_url_name = "search_queries_report_results"
    results_template_name = "search/statistics/report.html"
    default_ordering = None
    paginate_by = 50
    list_export: ClassVar[list[str]] = ["text", "language", "asked", "without_hits", "clicked", "problem"]
    export_headings: ClassVar[dict[str, object]] = {
        "text": _("Question"),
        "language": _("Language"),
        "asked": _("Asked"),
        "without_hits": _("Without hits"),
        "clicked": _("With a click"),
        "problem": _("What was missing"),
    }
    columns: ClassVar[list[Column]] = [
        QueryColumn("text", label=_("Question")),
        Column("language", label=_("Language")),
        Column("asked", label=_("Asked")),
        Column("without_hits", label=_("Without hits")),
        Column("clicked", label=_("With a click")),
        Column("problem", label=_("What was missing")),
        RemedyColumn("remedies", label=_("What you can do")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may see the figures; adds up first, so that they are of this moment."""
        if not may_see(request):
            raise PermissionDenied
        add_up()
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> list[Row]:
        """The rows, most asked first."""
        return without_success()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the number of alerts; whose they are is nobody's business."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"alerts": active_alerts(), "least_asked": LEAST_ASKED}


def may_see(request: HttpRequest) -> bool:
    """Everybody who works on the pages: the figures name nobody."""
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def active_alerts() -> Iterable[tuple[str, int]]:
    """How many there are of each frequency."""
    confirmed = Alert.objects.filter(confirmed__isnull=False)
    counts = dict(confirmed.values_list("frequency").annotate(number=Count("pk")).order_by())
    return [(str(label), counts.get(value, 0)) for value, label in Alert.FREQUENCIES]
