"""What Leichte Sprache adds to the admin."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from portal.accounts.models import User
from portal.easy import checking, twins, views


@hooks.register("register_admin_urls")
def add_urls() -> list[URLPattern]:
    """Making a version in Leichte Sprache, and what the rules say about it."""
    return [
        path("easy/<int:page_id>/make/", views.make_twin, name="easy_make"),
        path("easy/<int:page_id>/check/", views.report, name="easy_check"),
    ]


@hooks.register("register_page_listing_more_buttons")
def offer_way(page: Page, user: User, **kwargs: object) -> Iterator[Button]:
    """In lists one way for both cases: whether there is a version would be one more question for every row."""
    if page.pk and twins.may_have_twin(page) and views.may_make(page, user):
        address = reverse("easy_make", args=[page.pk])
        yield Button(_("Version in Leichte Sprache"), address, icon_name="edit", priority=56)


@hooks.register("register_page_header_buttons")
def offer_twin(page: Page, user: User, **kwargs: object) -> Iterator[Button]:
    """On a German page: to its version in Leichte Sprache, or to the question whether to begin one."""
    if not page.pk or not twins.may_have_twin(page):
        return
    twin = twins.twin_of(page)
    if twin is not None and twin.permissions_for_user(user).can_edit():
        address = reverse("wagtailadmin_pages:edit", args=[twin.pk])
        yield Button(_("Open version in Leichte Sprache"), address, icon_name="edit", priority=56)
    elif twin is None and views.may_make(page, user):
        address = reverse("easy_make", args=[page.pk])
        yield Button(_("Make version in Leichte Sprache"), address, icon_name="plus", priority=56)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_report(page: Page, user: User, **kwargs: object) -> Iterator[Button]:
    """On a page in Leichte Sprache: to the hints for its text."""
    if page.pk and checking.is_easy(page) and page.permissions_for_user(user).can_edit():
        address = reverse("easy_check", args=[page.pk])
        yield Button(_("Rules of Leichte Sprache"), address, icon_name="glasses", priority=57)


@hooks.register("before_edit_page")
def tell_findings(request: HttpRequest, page: Page) -> None:
    """Whoever opens or has saved such a page hears how many hints there are; autosaving says nothing."""
    if request.method != "GET" or not checking.is_easy(page):
        return
    number = sum(len(place.findings) for place in checking.checked(page))
    if number:
        told = ngettext(
            "The rules of Leichte Sprache give %(number)d hint.",
            "The rules of Leichte Sprache give %(number)d hints.",
            number,
        )
        button = messages.button(reverse("easy_check", args=[page.pk]), gettext("Show"))
        messages.warning(request, told % {"number": number}, buttons=[button])
