"""What Leichte Sprache adds to the admin."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from portal.accounts.models import User
from portal.easy import twins, views


@hooks.register("register_admin_urls")
def add_urls() -> list[URLPattern]:
    """Making a version in Leichte Sprache."""
    return [path("easy/<int:page_id>/make/", views.make_twin, name="easy_make")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
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
