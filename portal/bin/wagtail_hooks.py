"""What the bin adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.bin import views

# Every page type takes its views from here, those with a view set of their own too.
PageViewSet.delete_view_class = views.BinView


@hooks.register("register_admin_urls")
def add_urls() -> list[URLPattern]:
    """The list, and the way back."""
    return [
        path("bin/", views.bin_list, name="portal_bin"),
        path("bin/<int:entry_id>/restore/", views.restore, name="portal_bin_restore"),
    ]


class BinMenuItem(MenuItem):
    """For those who may publish somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The right to put something back."""
        return bool(policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["publish"]))


@hooks.register("register_reports_menu_item")
def add_bin() -> MenuItem:
    """The entry below "Reports"."""
    return BinMenuItem(_("Bin"), reverse("portal_bin"), name="bin", icon_name="bin", order=1500)


@hooks.register("register_log_actions")
def name_log_actions(actions: Any) -> None:
    """The history of the page tells who deleted it and who put it back."""
    actions.register_action("bin.put", _("Delete"), _("Moved to the bin"))
    actions.register_action("bin.restore", _("Restore"), _("Restored from the bin"))
