"""Open parts of a page to a machine: the cost first, then the progress."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from portal.translators import standings
from portal.translators.doors import translated_page
from portal.translators.machine import drafts, tasks
from portal.translators.machine.models import MachineRun
from portal.translators.machine.router import router
from portal.translators.machine.rules import Fault
from portal.translators.terms.selectors import terms_of

# Seconds after which the progress looks again.
AGAIN = 3
FAULTS = {
    Fault.UNREACHABLE.value: _("The service could not be reached, or broke off."),
    Fault.TOO_SLOW.value: _("The service did not answer in time."),
    Fault.REFUSED.value: _("The service refused the key. Please tell those who run the portal."),
    Fault.TOO_MANY.value: _(
        "The service has too much to do at the moment. Please try again in some minutes."
    ),
    Fault.USED_UP.value: _("The allowance of characters at the service is used up."),
    Fault.BROKEN.value: _("The service reports an error of its own."),
    Fault.UNREADABLE.value: _("The answer of the service was not complete or not readable."),
    Fault.STOPPED.value: _("The work stopped several times; the log of the worker says why."),
}


@require_http_methods(["GET", "POST"])
@transaction.atomic
def send(request: HttpRequest, page_id: int) -> HttpResponse:
    """What would be sent and what it costs; POST begins, unless more is open by now than was shown."""
    page, service, translation = _sendable(request, page_id)
    expected = drafts.cost_of(translation)
    if not expected.parts:
        messages.info(request, gettext("No part is open; what stands there is never overwritten."))
        return redirect("translators_desk", page.pk)
    # No page has more characters than these; Python refuses to read numbers of thousands of digits.
    shown = request.POST.get("characters", "")[:12]
    if request.method == "POST" and shown.isdecimal() and int(shown) >= expected.characters:
        run = drafts.begin(page, service.name, expected, request.user)
        tasks.request_work(run.pk)
        return redirect("translators_machine_run", run.pk)
    context = {
        "page_title": _("Machine translation"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "wagtail-localize-language",
        "page": page,
        "service": service.name,
        "cost": expected,
    }
    return render(request, "portal/translators/machine_send.html", context)


@require_safe
def progress(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far a run is, what went wrong, and what does not keep to the fixed terms."""
    run = get_object_or_404(MachineRun, pk=run_id)
    page = translated_page(request, run.page_id)
    translation = standings.translation_of(page)
    findings = terms_of(page, translation)[1] if translation and run.finished else []
    context = {
        "page_title": _("Machine translation"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "wagtail-localize-language",
        "page": page,
        "run": run,
        "running": run.running(timezone.now()),
        "fault": FAULTS.get(run.fault, ""),
        "findings": findings,
    }
    response = render(request, "portal/translators/machine_run.html", context)
    if run.finished is None:
        response["Refresh"] = str(AGAIN)
    return response


@require_POST
def resume(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask the worker once more, for example after it was down."""
    run = get_object_or_404(MachineRun, pk=run_id, finished=None)
    translated_page(request, run.page_id)
    tasks.request_work(run.pk)
    return redirect("translators_machine_run", run.pk)


def offered(page: Page, open_parts: int) -> str:
    """Name of the service that would translate the open parts; empty where there is none."""
    service = router(str(page.locale.language_code)) if open_parts else None
    return service.name if service else ""


def _sendable(request: HttpRequest, page_id: int) -> tuple[Page, Any, Any]:
    page = translated_page(request, page_id)
    service = router(str(page.locale.language_code))
    translation = standings.translation_of(page)
    if service is None or translation is None:
        raise Http404
    return page, service, translation
