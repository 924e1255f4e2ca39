"""Doors that ask for a password or a mail: Wagtail's views, each with a limit in front."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from wagtail import views as wagtail_views
from wagtail.admin.views.account import PasswordResetView
from wagtail.documents.views import serve as wagtail_documents

from portal.accounts.limits import Limit, too_many
from portal.clients import network_of

GUESSES = Limit("shared-password", most=10, seconds=15 * 60)
WISHES_OF_CLIENT = Limit("reset-client", most=10, seconds=3600)
WISHES_FOR_ADDRESS = Limit("reset-address", most=5, seconds=3600)


@sensitive_post_parameters("password")
def page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """The shared password of a page."""
    return _guess(
        request,
        f"page {page_view_restriction_id}",
        lambda: wagtail_views.authenticate_with_password(request, page_view_restriction_id, page_id),
    )


@sensitive_post_parameters("password")
def collection_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """The shared password of a collection of documents."""
    return _guess(
        request,
        f"collection {restriction_id}",
        lambda: wagtail_documents.authenticate_with_password(request, restriction_id),
    )


def password_reset(request: HttpRequest) -> HttpResponse:
    """Ask for a new password: so often by one client, and for one address."""
    if request.method == "POST":
        address = request.POST.get("email", "").strip().lower()
        wait = max(WISHES_OF_CLIENT.wait(network_of(request)), WISHES_FOR_ADDRESS.wait(address))
        if wait:
            return too_many(request, wait)
    answer: HttpResponse = PasswordResetView.as_view()(request)
    return answer


def _guess(request: HttpRequest, door: str, ask: Callable[[], HttpResponse]) -> HttpResponse:
    if request.method != "POST":
        return ask()
    client = network_of(request)
    wait = GUESSES.wait(door, client)
    if wait:
        return too_many(request, wait)
    answer = ask()
    if answer.status_code == 302:
        GUESSES.forget(door, client)
    return answer
