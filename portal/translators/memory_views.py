"""The translation memory at the desk: offers for open parts, taken over one by one or all identical ones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from portal.translators import memory, standings
from portal.translators.doors import translated_page


@require_safe
def offers(request: HttpRequest, page_id: int) -> HttpResponse:
    """All offers for the first open parts, and how many could be taken over without reading twice."""
    page, translation = _translated(request, page_id)
    found = memory.parts(translation, request.user)
    context = {
        "page_title": _("From other pages"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "wagtail-localize-language",
        "page": page,
        "parts": found,
        "identical": memory.identical(found),
        "confirm": request.GET.get("identical") == "1",
    }
    return render(request, "portal/translators/memory.html", context)


@require_POST
@transaction.atomic
def take(request: HttpRequest, page_id: int) -> HttpResponse:
    """Fill one empty part with one offer."""
    page, translation = _translated(request, page_id)
    asked = (request.POST.get("segment", ""), request.POST.get("offer", ""))
    for part in memory.parts(translation, request.user):
        for offer in part.offers:
            if (str(part.segment.pk), str(offer.number)) == asked:
                memory.take(part, offer, translation, request.user)
                messages.success(request, gettext("Taken over. Please read it in its new place."))
                return redirect("translators_memory", page.pk)
    messages.warning(request, gettext("This part is no longer open, or the offer is gone."))
    return redirect("translators_memory", page.pk)


@require_POST
@transaction.atomic
def take_identical(request: HttpRequest, page_id: int) -> HttpResponse:
    """Fill every empty part whose German text was translated elsewhere, in one wording."""
    page, translation = _translated(request, page_id)
    sure = memory.identical(memory.parts(translation, request.user))
    done = sum(memory.take(part, offer, translation, request.user) for part, offer in sure)
    told = ngettext("%(number)d part taken over.", "%(number)d parts taken over.", done)
    messages.success(request, told % {"number": done})
    return redirect("translators_memory", page.pk)


def _translated(request: HttpRequest, page_id: int) -> tuple[Page, Any]:
    page = translated_page(request, page_id)
    translation = standings.translation_of(page)
    if translation is None:
        raise PermissionDenied
    return page, translation
