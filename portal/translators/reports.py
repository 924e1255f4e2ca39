"""The dashboard of the translators: languages by consultations, and every translation below."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.tables import Writer
from portal.translation.languages import language
from portal.translators import overview, tree
from portal.translators.models import Submission, TreeCheck

PER_PAGE = 50


def may_look(request: HttpRequest) -> bool:
    """Everybody who may change any page."""
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """With filters in the address; `export=csv` gives the same lines as a file."""
    if not may_look(request):
        raise PermissionDenied
    asked = {name: request.GET.get(name, "") for name in ("language", "stage", "section", "person")}
    everything = overview.lines({})
    found = overview.lines(asked) if any(asked.values()) else everything
    if request.GET.get("export") == "csv":
        return _as_csv(found)
    languages, rows = overview.table(found)
    context = {
        "page_title": _("Translations at a glance"),
        "header_icon": "wagtail-localize-language",
        "asked": asked,
        "languages": [language(code).name for code in languages],
        "rows": rows,
        "lines": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "filters": _filters(everything, asked),
        "check": TreeCheck.objects.first(),
        "hint": tree.HINT,
        "running": Submission.objects.filter(finished=None),
    }
    return render(request, "portal/translators/dashboard.html", context)


def _filters(everything: list[overview.Line], asked: dict[str, str]) -> list[dict[str, Any]]:
    """What the lines can be narrowed to: only what occurs."""
    labels = {
        "language": _("Language"),
        "stage": _("State"),
        "section": _("Consultation"),
        "person": _("Last changed by"),
    }
    found = []
    for name, label in labels.items():
        shown = {"stage": "stage_label", "language": "language_name"}.get(name, name)
        options = sorted({(str(getattr(one, name)), str(getattr(one, shown))) for one in everything})
        found.append(
            {
                "name": name,
                "label": label,
                "value": asked[name],
                "options": [one for one in options if one[0]],
            }
        )
    return found


def _as_csv(found: list[overview.Line]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="translations.csv"'
    out = Writer(response)
    head = (
        _("Page"),
        _("Consultation"),
        _("Language"),
        _("State"),
        _("Since"),
        _("Last changed by"),
        _("Words open"),
        _("Outdated since"),
    )
    out.row(head)
    for line in found:
        since = timezone.localtime(line.outdated_since).date().isoformat() if line.outdated_since else ""
        changed = timezone.localtime(line.changed).date().isoformat()
        row = [line.title, line.section, line.language, line.stage_label, changed, line.person]
        out.row([*row, line.words_open, since])
    return response
