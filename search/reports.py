"""The report "Search index" in the admin: numbers, what fails and why, and what can be done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from search import sources, status, tasks
from search.configured import engine_in_use

LOOK = "search.view_run"
ACT = "search.change_run"
# Seconds after which the report looks again while something is running.
AGAIN = 5
DUE: dict[str, str | Promise] = {
    "analysis": _("The language rules of the search have changed."),
    "schema": _("The index is built in another way than before; until it is made anew it cannot be read."),
}


def may_look(request: HttpRequest) -> bool:
    """Whether the person may see how the index is."""
    return bool(request.user.has_perm(LOOK))


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Everything at one glance; looks again by itself while something is running."""
    _demand(request, LOOK)
    found = status.read(engine_in_use(), timezone.now())
    context = {
        "page_title": _("Search index"),
        "header_icon": "search",
        "status": found,
        "runs": [_told(run, found) for run in (found.last_rebuild, found.last_comparison) if run],
        "failures": [_explained(failure) for failure in found.failures],
        "reasons": [DUE[fact] for fact in found.due],
        "may_act": request.user.has_perm(ACT),
    }
    response = render(request, "search/admin/report.html", context)
    if found.running or found.due:
        response["Refresh"] = str(AGAIN)
    return response


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Try again at once what failed."""
    _demand(request, ACT)
    tasks.retry_now()
    messages.success(request, gettext("What failed is tried again now."))
    return redirect("search_report")


@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Compare index and database in the background."""
    _demand(request, ACT)
    tasks.request_comparison()
    messages.success(request, gettext("The comparison begins as soon as the worker is free."))
    return redirect("search_report")


@require_http_methods(["GET", "POST"])
def rebuild(request: HttpRequest) -> HttpResponse:
    """Ask first, then rebuild in the background."""
    _demand(request, ACT)
    if request.method == "POST":
        tasks.request_rebuild()
        messages.success(request, gettext("The rebuild begins as soon as the worker is free."))
        return redirect("search_report")
    context = {"page_title": _("Rebuild the search index"), "header_icon": "search"}
    return render(request, "search/admin/confirm_rebuild.html", context)


def _demand(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _told(run: Any, found: status.Status) -> dict[str, Any]:
    names: dict[str, str] = {
        "written": gettext("written"),
        "failed": gettext("failed"),
        "compared": gettext("compared"),
        "missing": gettext("missing"),
        "stale": gettext("out of date"),
        "surplus": gettext("no longer public"),
    }
    counts = [f"{names.get(name, name)}: {count}" for name, count in run.counts.items()]
    return {"run": run, "state": run.state(found.now), "counts": ", ".join(counts)}


def _explained(failure: status.Failure) -> dict[str, Any]:
    """With the name of the source, and the reason in words before the technical one."""
    prefix, number = sources.split_key(failure.source)
    page = Page.objects.filter(pk=number).first() if prefix == "page" else None
    # An exception of the page's own code is kept with its type, "ValueError: ..."; the engine's is not.
    kind, colon, _rest = failure.error.partition(": ")
    own_code = bool(colon) and kind.isidentifier()
    return {
        "failure": failure,
        "page": page,
        "reason": gettext("The text of this page could not be put together.")
        if own_code
        else gettext("The index did not take this text."),
    }
