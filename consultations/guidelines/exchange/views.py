"""Import from Word or ODT in the admin: upload, look, take over."""

import uuid
from typing import Any, cast

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Page

from consultations.guidelines.exchange import takeover
from consultations.guidelines.exchange.draft import Choice
from consultations.guidelines.exchange.forms import ConfirmForm, UploadForm
from consultations.guidelines.exchange.models import GuidelineUpload
from consultations.guidelines.exchange.presentation import shown
from consultations.guidelines.exchange.reading import Unreadable
from consultations.guidelines.exchange.wording import REFUSALS
from portal.accounts.models import User

FOLDER = "consultations/guidelines/exchange"


def import_text(request: HttpRequest, page_id: int) -> HttpResponse:
    """The upload form."""
    page = _page(request, page_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, choice = form.cleaned_data["file"], _choice(form.cleaned_data["choice"])
        upload = takeover.Upload(file.name, file.read(), choice)
        try:
            kept = takeover.upload(page, _user(request), upload, timezone.now())
        except Unreadable as error:
            form.add_error("file", str(REFUSALS.get(error.reason, REFUSALS["broken"])))
        else:
            return redirect("guideline_import_preview", kept.pk)
    return render(request, f"{FOLDER}/upload.html", _context(page, form=form))


def preview_import(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """What would become of the text, and the button that does it."""
    kept = _upload(request, upload_id)
    page = _page(request, kept.page_id)
    seen = takeover.preview(kept)
    form = ConfirmForm(
        request.POST or None,
        is_foreign=seen.mapped.is_foreign,
        initial={"revision": page.latest_revision_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            taken = takeover.take_over(kept, _user(request), form.cleaned_data["revision"])
        except takeover.Refused as error:
            messages.error(request, str(error))
            return redirect("guideline_import_preview", kept.pk)
        _tell(request, taken.missing_pictures)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, f"{FOLDER}/preview.html", _context(page, form=form, kept=kept, **shown(seen)))


@require_POST
def reread_import(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Recorded changes taken the other way."""
    kept = _upload(request, upload_id)
    _page(request, kept.page_id)
    try:
        takeover.reread(kept, "accept" if kept.choice == "keep" else "keep")
    except Unreadable as error:
        messages.error(request, str(REFUSALS.get(error.reason, REFUSALS["broken"])))
    return redirect("guideline_import_preview", kept.pk)


@require_POST
def drop_import(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Leave the text as it is and forget the file."""
    kept = _upload(request, upload_id)
    page_id = kept.page_id
    kept.delete()
    messages.success(request, _("Nothing was taken over; the file was deleted."))
    return redirect("wagtailadmin_pages:edit", page_id)


def _page(request: HttpRequest, page_id: int) -> Page:
    page: Page = get_object_or_404(apps.get_model("consultations", "GuidelinePage"), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        takeover.refuse_unless_open(page, _user(request))
    except takeover.Refused as error:
        messages.warning(request, str(error))
    return page


def _upload(request: HttpRequest, upload_id: uuid.UUID) -> GuidelineUpload:
    """Only the person who uploaded a file sees it."""
    return get_object_or_404(GuidelineUpload.objects.select_related("page"), pk=upload_id, user=request.user)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _choice(value: str) -> Choice:
    return "keep" if value == "keep" else "accept"


def _context(page: Page, **more: Any) -> dict[str, Any]:
    return {
        "page": page,
        "page_title": _("Import from Word or ODT"),
        "header_icon": "upload",
        "breadcrumbs_items": [],
        **more,
    }


def _tell(request: HttpRequest, missing_pictures: int) -> None:
    messages.success(request, _("The file was taken over as a new draft. Nothing was published."))
    if missing_pictures:
        words = ngettext(
            "%(count)d image could not be taken over. Choose it at its figure.",
            "%(count)d images could not be taken over. Choose them at their figures.",
            missing_pictures,
        )
        messages.warning(request, words % {"count": missing_pictures})
