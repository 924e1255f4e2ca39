"""The pages of the alerts: ask for one, agree, change, leave. No answer says whether an address is known."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from search.alerts import addressees, subscribing
from search.alerts.forms import AlertForm, HoneypotForm, LinkForm
from search.alerts.limits import is_allowed
from search.alerts.links import alert_of, handed_on
from search.alerts.models import Alert
from search.alerts.questions import described, headline, lasting, read_again

_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_page
def new(request: HttpRequest) -> HttpResponse:
    """The form; the question is in the address, as on the page with the hits."""
    language = _language()
    asked = lasting(request.GET, language)
    if asked.is_empty:
        return redirect("search:results")
    if subscribing.is_too_long(asked):
        return _shown(request, "too_long", {"meta": {"title": _("This question is too long")}}, status=400)
    form = AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # For known addresses, too: the answer must not tell them from new ones.
        if addressees.are_too_many(timezone.now()):
            return _too_many(request, everywhere=True)
        return _answered(
            request,
            form,
            lambda: subscribing.subscribe(
                form.cleaned_data["email"], asked, form.cleaned_data["frequency"], language
            ),
        )
    context = {"form": form, "question": described(asked), "meta": {"title": _("Be told when there is news")}}
    return _shown(request, "new", context, status=400 if form.errors else 200)


@never_cache
@_page
def link(request: HttpRequest) -> HttpResponse:
    """Send me the address under which I find my alerts."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, form, lambda: subscribing.request_letter(form.cleaned_data["email"]))
    context = {"form": form, "meta": {"title": _("My search alerts")}}
    return _shown(request, "link", context, status=400 if form.errors else 200)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody: look into your mailbox."""
    return _shown(request, "sent", {"meta": {"title": _("Please look into your mailbox")}})


@never_cache
@_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The address behind the mailed link: what waits, and a button, because mail scanners follow links."""
    alert = alert_of("confirm", token)
    if alert is None:
        return _gone(request)
    waiting = list(subscribing.waiting_with(alert))
    if request.method == "POST":
        chosen = [one for one in waiting if one.key.hex in request.POST.getlist("alert")]
        if chosen:
            subscribing.confirm(chosen)
            messages.success(request, _("You will be told when there is news."))
            return _to_manage(alert, token)
    if not waiting:
        return _to_manage(alert, token)
    nothing_chosen = request.method == "POST"
    context = {
        "alerts": _rows(waiting),
        "nothing_chosen": nothing_chosen,
        "meta": {"title": _("Confirm search alerts")},
    }
    return _shown(request, "confirm", context, status=400 if nothing_chosen else 200)


@never_cache
@_page
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """All alerts of the address the link was sent to."""
    alert = alert_of("manage", token)
    if alert is None:
        return _gone(request)
    own = list(subscribing.all_of(alert).filter(confirmed__isnull=False))
    if request.method == "POST":
        return _changed(request, alert, own, token)
    context = {
        "alerts": _rows(own),
        "frequencies": Alert.FREQUENCIES,
        "meta": {"title": _("My search alerts")},
    }
    return _shown(request, "manage", context)


@csrf_exempt
@never_cache
@_page
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ends one alert with one POST, of the page or of a mail program (RFC 8058), which knows no CSRF token."""
    alert = alert_of("leave", token)
    return _leaving(request, [] if alert is None else [alert])


@csrf_exempt
@never_cache
@_page
def leave_all(request: HttpRequest, token: str) -> HttpResponse:
    """Ends all alerts of an address."""
    alert = alert_of("leave_all", token)
    return _leaving(request, [] if alert is None else list(subscribing.all_of(alert)))


@csrf_exempt
@never_cache
@_page
def refuse(request: HttpRequest, token: str) -> HttpResponse:
    """Ends all that waits for the agreement of an address: it was not its owner who asked."""
    alert = alert_of("refuse", token)
    return _leaving(request, [] if alert is None else list(subscribing.waiting_with(alert)))


def _leaving(request: HttpRequest, alerts: list[Alert]) -> HttpResponse:
    """What is gone already counts as left: the way out always ends well."""
    if request.method == "POST":
        subscribing.leave(alerts)
    elif alerts:
        context = {"alerts": _rows(alerts), "meta": {"title": _("No more e-mails")}}
        return _shown(request, "leave", context)
    return _left(request)


def _answered(request: HttpRequest, form: HoneypotForm, act: Callable[[], None]) -> HttpResponse:
    if not is_allowed(request):
        return _too_many(request)
    if not form.is_filled_by_program:
        act()
    return redirect("search:alert_sent")


def _too_many(request: HttpRequest, *, everywhere: bool = False) -> HttpResponse:
    context = {"everywhere": everywhere, "meta": {"title": _("Too many requests")}}
    response = _shown(request, "too_many", context, status=429)
    response["Retry-After"] = "3600"
    return response


def _changed(request: HttpRequest, alert: Alert, own: list[Alert], token: str) -> HttpResponse:
    """One button of the page was pressed; afterwards the address is signed with an alert that still exists."""
    chosen = [one for one in own if one.key.hex == request.POST.get("alert", "")]
    action = request.POST.get("action", "")
    if action == "leave_all":
        return _leaving(request, list(subscribing.all_of(alert)))
    if action == "leave":
        subscribing.leave(chosen)
    else:
        for one in chosen:
            subscribing.change_frequency(one, request.POST.get("frequency", ""))
    left = subscribing.all_of(alert).first()
    if left is None:
        return _left(request)
    messages.success(request, _("Your change is saved."))
    return _to_manage(left, token)


def _rows(alerts: list[Alert]) -> list[dict[str, object]]:
    """Each with its question; one of another language is described in the language of the page."""
    rows = []
    for alert in alerts:
        asked = read_again(alert.question, alert.language)
        rows.append({"alert": alert, "headline": headline(asked), "question": described(asked)})
    return rows


def _to_manage(alert: Alert, token: str) -> HttpResponse:
    """To the page of all alerts, for as long as the mailed link that led here would have been good for it."""
    return redirect(reverse("search:alert_manage", args=[handed_on(token, alert)]))


def _left(request: HttpRequest) -> HttpResponse:
    return _shown(request, "left", {"meta": {"title": _("You will get no more e-mails about this")}})


def _gone(request: HttpRequest) -> HttpResponse:
    return _shown(request, "gone", {"meta": {"title": _("This link no longer works")}}, status=410)


def _shown(request: HttpRequest, name: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    response = render(request, f"search/alerts/{name}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
