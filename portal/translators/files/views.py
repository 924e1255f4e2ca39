"""Translations as files, out and in: one page, or many in a zip file; what was taken is told for each file."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from portal.translators import overview, reports
from portal.translators.files import deliveries, giving, taking, tasks, zips
from portal.translators.files.answers import PROBLEMS, Answer
from portal.translators.files.models import Delivery
from portal.translators.files.rules import LARGEST_FILE, Refused

# Up to so many files are taken while the person waits.
AT_ONCE = 4
# Files on one page of an answer, those with refusals first.
PER_PAGE = 20
# Seconds after which the progress looks again.
AGAIN = 3
SUBMIT = "wagtail_localize.submit_translation"


@require_safe
def download(request: HttpRequest, translation_id: int, kind: str = "po") -> HttpResponse:
    """One page in one language."""
    translation = _translation(request, translation_id)
    if kind not in giving.KINDS:
        raise Http404
    response = HttpResponse(giving.export(translation, kind), content_type=giving.KINDS[kind])
    name = slugify(translation.source.object_repr, allow_unicode=True) or "page"
    file = f"{translation.target_locale.language_code}-{name}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, file) or "attachment"
    return response


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """A file for this page and no other, taken at once."""
    translation = _translation(request, translation_id)
    return _receive(request, translation.get_target_instance_edit_url(), translation.pk)


@require_POST
def upload_many(request: HttpRequest) -> HttpResponse:
    """A zip file, or one file that says itself what it is for."""
    if not reports.may_look(request):
        raise PermissionDenied
    return _receive(request, reverse("translators_dashboard"), None)


@require_safe
def download_many(request: HttpRequest, kind: str) -> HttpResponse:
    """What the filters of the dashboard leave, as far as the person may translate it."""
    if not reports.may_look(request):
        raise PermissionDenied
    if kind not in giving.KINDS:
        raise Http404
    asked = {name: request.GET.get(name, "") for name in ("language", "stage", "section", "person")}
    packed = list(_packed(request.user, asked, kind))
    back = f"{reverse('translators_dashboard')}?{request.GET.urlencode()}"
    if not packed:
        messages.warning(request, gettext("None of these pages is translated in parts by you."))
        return redirect(back)
    if len(packed) > zips.MOST_FILES:
        told = gettext("One zip file holds %(number)d pages. Please choose a language or a consultation.")
        messages.error(request, told % {"number": zips.MOST_FILES})
        return redirect(back)
    response = HttpResponse(zips.pack(packed), content_type="application/zip")
    parts = [asked["language"], slugify(asked["section"], allow_unicode=True), kind]
    name = "-".join(["translations", *filter(None, parts)])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.zip") or "attachment"
    return response


@require_safe
def answer(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """What was taken of each file and what not; looks again by itself while the worker is at it."""
    delivery = _delivery(request, delivery_id)
    files = list(delivery.files.defer("content"))
    done = [(one.name, Answer.stored(one.answer)) for one in files if one.answer is not None]
    answers = [one for _name, one in done]
    shown = sorted(done, key=lambda one: (not one[1].problem, not one[1].refused))
    context = {
        "page_title": _("Translated files"),
        "page_subtitle": delivery.name,
        "header_icon": "wagtail-localize-language",
        "delivery": delivery,
        "running": delivery.running(timezone.now()),
        "done": len(done),
        "files": Paginator(shown, PER_PAGE).get_page(request.GET.get("p")),
        "total": len(files),
        "taken": sum(one.taken for one in answers),
        "refused": sum(one.refused for one in answers),
        "not_taken": sum(bool(one.problem) for one in answers),
    }
    response = render(request, "portal/translators/files/answer.html", context)
    if delivery.finished is None:
        response["Refresh"] = str(AGAIN)
    return response


@require_POST
def resume(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Ask the worker once more, for example after it was down."""
    delivery = _delivery(request, delivery_id)
    if delivery.finished is None:
        tasks.request_work(delivery.pk)
    return redirect("translators_delivery", delivery.pk)


def _receive(request: HttpRequest, back: str, only: int | None) -> HttpResponse:
    file = request.FILES.get("file")
    largest = LARGEST_FILE if only is not None else zips.LARGEST_ZIP
    if file is None or not file.name:
        messages.error(request, gettext("Please choose a file."))
        return redirect(back)
    if (file.size or 0) > largest:
        told = gettext("The file is larger than %(number)d MB; nothing was taken.")
        messages.error(request, told % {"number": largest // 1024 // 1024})
        return redirect(back)
    try:
        made = deliveries.receive(file.name, file.read(), request.user, only)
    except Refused as refused:
        messages.error(request, f"{PROBLEMS[refused.problem]} {refused.told}".strip())
        return redirect(back)
    if made.files.filter(answer__isnull=True).count() > AT_ONCE:
        tasks.request_work(made.pk)
    else:
        deliveries.work(made.pk)
    return redirect("translators_delivery", made.pk)


def _packed(user: Any, asked: dict[str, str], kind: str) -> Iterator[zips.Packed]:
    lines = {line.page: line for line in overview.lines(asked)}
    pages = Page.objects.filter(pk__in=lines).select_related("locale").order_by("path")
    open_to = [page for page in pages if page.permissions_for_user(user).can_edit()]
    keys = {page.translation_key for page in open_to}
    rows = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    known = {
        (one.source.object_id, one.target_locale_id): one
        for one in rows.select_related("source", "target_locale")
    }
    wanted = [(page, known.get((page.translation_key, page.locale_id))) for page in open_to]
    chosen = [(page, one) for page, one in wanted if one is not None]
    # One more than fits says that it does not; the rest need not be made.
    for page, translation in chosen[: zips.MOST_FILES + 1]:
        line = lines[page.pk]
        yield zips.Packed(
            language=line.language,
            slug=page.slug,
            ending=kind,
            title=line.title,
            address=page.url or "",
            section=line.section,
            words_open=line.words_open,
            content=giving.export(translation, kind),
        )


def _translation(request: HttpRequest, translation_id: int) -> Translation:
    rows = Translation.objects.select_related("source", "target_locale")
    translation = get_object_or_404(rows, pk=translation_id)
    if not taking.has_target(translation):
        raise Http404
    if not taking.may_translate(request.user, translation):
        raise PermissionDenied
    return translation


def _delivery(request: HttpRequest, delivery_id: int) -> Delivery:
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    if delivery.user_id != request.user.pk and not request.user.has_perm(SUBMIT):
        raise PermissionDenied
    return delivery
