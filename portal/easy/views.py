"""The way to the version of a page in Leichte Sprache, and what the rules say about its text."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from portal.accounts.models import User
from portal.easy import checking, twins
from portal.easy.wording import hint

# More hints for one place than anybody reads.
MOST_SHOWN = 200
SUBMIT = "wagtail_localize.submit_translation"


def may_make(page: Page, user: User) -> bool:
    """Whoever submits for translation also begins a version in Leichte Sprache."""
    return user.has_perm(SUBMIT) and page.permissions_for_user(user).can_edit()


@require_http_methods(["GET", "POST"])
def make_twin(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asks, makes the draft and opens it in the ordinary editor; where there is one already, opens that."""
    page = get_object_or_404(Page, pk=page_id)
    if not may_make(page, cast(User, request.user)) or not twins.may_have_twin(page):
        raise PermissionDenied
    twin = twins.twin_of(page)
    if twin is None and request.method == "GET":
        context = {
            "page_title": _("Version in Leichte Sprache"),
            "page_subtitle": page.get_admin_display_title(),
            "header_icon": "doc-empty",
            "page": page,
            "back": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        }
        return render(request, "portal/easy/confirm.html", context)
    if twin is None:
        twin = twins.make_twin(page)
        if twin is None:
            messages.error(request, gettext("No valid page could be made in Leichte Sprache."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        messages.success(request, gettext("The draft is made. Please write its text anew, then publish it."))
    return redirect("wagtailadmin_pages:edit", twin.pk)


@require_safe
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """All hints for the newest draft, place by place."""
    page = get_object_or_404(Page, pk=page_id)
    if not checking.is_easy(page) or not page.permissions_for_user(cast(User, request.user)).can_edit():
        raise PermissionDenied
    places = checking.checked(page.get_latest_revision_as_object())
    context = {
        "page_title": _("Rules of Leichte Sprache"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "glasses",
        "editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "places": [
            {
                "piece": place.piece,
                "rows": [(finding, hint(finding)) for finding in place.findings[:MOST_SHOWN]],
            }
            for place in places
        ],
    }
    return render(request, "portal/easy/report.html", context)
