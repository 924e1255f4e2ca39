"""The chief editor's pages: freeze in two steps, list, withdraw, add a translation."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.log_actions import log
from wagtail.models import Page

from consultations.guidelines.versions import freezing, selectors, translations
from consultations.guidelines.versions.access import guideline_for
from consultations.guidelines.versions.forms import FreezeForm, WithdrawForm, facts
from consultations.guidelines.versions.models import GuidelineVersion
from consultations.guidelines.versions.predecessors import PredecessorsForm, rows
from consultations.guidelines.versions.preview import pairs_to_lineage, preview

FOLDER = "consultations/admin/versions"
# In seconds: a page left open longer is looked at again before it is confirmed.
MAX_AGE = 8 * 60 * 60


def version_list(request: HttpRequest, page_id: int) -> HttpResponse:
    """All versions with what can be done about them."""
    page = guideline_for(request, page_id)
    languages = {text.locale.language_code: str(text.locale) for text in translations.live(page)}
    known = [
        {"version": version, "missing": _missing(version, languages)}
        for version in selectors.versions_of(page)
    ]
    return _draw(request, page, "list", _("Versions"), rows=known)


def freeze_form(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """What is said of the version; nothing is frozen here."""
    page = guideline_for(request, page_id)
    form = FreezeForm(page, request.POST or None)
    if form.is_valid():
        request.session[_key(page)] = form.to_store()
        return redirect("guideline_freeze_confirm", page.pk)
    return _draw(request, page, "form", _("Freeze as a version"), form=form)


def freeze_confirm(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Names what will happen, and does it when it is confirmed."""
    page = guideline_for(request, page_id)
    salt = f"{_key(page)}-{request.user.pk}"
    try:
        stored = _stored(request, page, salt)
    except signing.BadSignature:
        messages.error(
            request, _("Somebody has changed the text since you looked at it. Nothing was frozen.")
        )
        return redirect("guideline_freeze_confirm", page.pk)
    if stored is None:
        return redirect("guideline_freeze", page.pk)
    named = PredecessorsForm(page, request.POST or None)
    wanted = named.is_valid() and "add" not in request.POST
    if wanted and (version := _freeze(request, page, stored, named.pairs)):
        request.session.pop(_key(page), None)
        messages.success(request, _("Version %(number)s is frozen.") % {"number": version.number})
        return redirect("guideline_versions", page.pk)
    page.refresh_from_db()
    shown = FreezeForm(page).fields["state"].choices  # type: ignore[attr-defined]
    state = dict(shown)[stored["state"]]
    shown_facts = {
        "facts": facts(stored),
        "state": state,
        "signed": signing.dumps(stored, salt=salt, compress=True),
        **_boxes(request, page, named),
    }
    return _draw(request, page, "confirm", _("Freeze as a version"), **shown_facts)


def withdraw(request: HttpRequest, page_id: int, number: int) -> HttpResponseBase:
    """Asks for the public reason; the version stays readable."""
    page = guideline_for(request, page_id)
    version = _version(page, number)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            freezing.withdraw(version, form.cleaned_data["reason"], _name(request), timezone.now())
        except freezing.Refused as refused:
            messages.error(request, str(refused))
        else:
            log(page, "guidelines.withdraw", user=request.user, data={"number": number})
            messages.success(request, _("Version %(number)s is withdrawn.") % {"number": number})
        return redirect("guideline_versions", page.pk)
    return _draw(request, page, "withdraw", _("Withdraw a version"), form=form, version=version)


@require_POST
def add_translation(request: HttpRequest, page_id: int, number: int, language: str) -> HttpResponse:
    """Freeze the published text of a language into a version that lacks it."""
    page = guideline_for(request, page_id)
    try:
        freezing.add_translation(_version(page, number), language, _name(request), timezone.now())
    except freezing.Refused as refused:
        messages.error(request, str(refused))
    else:
        data = {"number": number, "language": language}
        log(page, "guidelines.add_translation", user=request.user, data=data)
        messages.success(request, _("The translation was added to version %(number)s.") % {"number": number})
    return redirect("guideline_versions", page.pk)


def _stored(request: HttpRequest, page: Page, salt: str) -> dict[str, str] | None:
    """The facts that were shown when it is confirmed: the session may hold those of another tab by then."""
    if request.method != "POST":
        return request.session.get(_key(page))
    shown: dict[str, str] = signing.loads(request.POST.get("facts", ""), salt=salt, max_age=MAX_AGE)
    return shown


def _boxes(request: HttpRequest, page: Page, form: PredecessorsForm) -> dict[str, Any]:
    """What will happen, with boxes as they were ticked, unless the text is another one by now."""
    shown = preview(page)
    ticked = _ticked(request)
    named = [*ticked, *form.pairs] if form.is_valid() else ticked
    told = (str(shown.revision_id or ""), str(shown.number))
    seen = (request.POST.get("revision"), request.POST.get("number")) == told
    return {
        "preview": shown,
        "rows": rows(shown, named, named if seen else None),
        "predecessors": PredecessorsForm(page) if form.is_valid() else form,
    }


def _ticked(request: HttpRequest) -> list[tuple[str, str]]:
    values = (value.partition(":") for value in request.POST.getlist("lineage"))
    return [(new, old) for new, colon, old in values if colon]


def _freeze(
    request: HttpRequest, page: Page, stored: dict[str, str], named: list[tuple[str, str]]
) -> GuidelineVersion | None:
    revision, number = (_number(request.POST.get(name, "")) for name in ("revision", "number"))
    told = facts(stored, revision, number or 0)
    lineage = pairs_to_lineage(dict.fromkeys([*_ticked(request), *named]))
    try:
        version = freezing.freeze(page, told, lineage, _name(request), timezone.now())
    except freezing.Refused as refused:
        messages.error(request, str(refused))
        return None
    log(page, "guidelines.freeze", user=request.user, data={"number": version.number})
    return version


def _draw(request: HttpRequest, page: Page, name: str, title: str, **context: Any) -> HttpResponse:
    crumbs = [
        {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()},
        {"url": reverse("guideline_versions", args=[page.pk]), "label": _("Versions")},
    ]
    form = context.get("form")
    shared = {"page": page, "page_title": title, "header_icon": "lock", "breadcrumbs_items": crumbs}
    media = form.media if form else ""
    return render(request, f"{FOLDER}/{name}.html", {**shared, "media": media, **context})


def _missing(version: GuidelineVersion, languages: dict[str, str]) -> dict[str, str]:
    frozen = {text.language for text in version.texts.all()}
    return {code: name for code, name in languages.items() if code not in frozen}


def _version(page: Page, number: int) -> GuidelineVersion:
    version = selectors.version_of(page, number)
    if version is None:
        raise Http404
    return version


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _name(request: HttpRequest) -> str:
    user: Any = request.user
    return str(user.get_full_name() or user)


def _key(page: Page) -> str:
    return f"freeze-{page.pk}"
