"""The editors' lists of sessions and bodies."""

from typing import ClassVar

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from consultations.meetings.models import Organization
from consultations.meetings.pages import MeetingPage
from consultations.meetings.rules import time_known


def start_text(meeting: MeetingPage) -> str:
    """When a session starts, as short as a list needs it."""
    start = localtime(meeting.start)
    return f"{start:%d.%m.%Y, %H:%M}" if time_known(start) else f"{start:%d.%m.%Y}"


class MeetingListing(PageListingViewSet):
    """All sessions by date, wherever in the tree they stand."""

    model = MeetingPage
    icon = "date"
    name = "meetings"
    menu_label = _("Sessions")
    menu_order = 110
    add_to_admin_menu = True
    default_ordering = "-start"
    list_filter: ClassVar = ["organization", "state", "protocol_state"]
    columns: ClassVar = [
        *(column for column in PageListingViewSet.columns if column.name in ("bulk_actions", "title")),
        Column("start", label=_("Start"), sort_key="start", accessor=start_text, width="16%"),
        Column("organization", label=_("Body"), sort_key="organization__name", width="18%"),
        Column("state", label=_("State"), sort_key="state", accessor="get_state_display", width="10%"),
        *(column for column in PageListingViewSet.columns if column.name == "status"),
    ]


class OrganizationViewSet(SnippetViewSet):
    """The list of bodies."""

    model = Organization
    icon = "group"
    menu_label = _("Bodies")
    menu_order = 450
    add_to_admin_menu = True
    list_display: ClassVar = ["name", "kind", "municipality"]
    list_filter: ClassVar = ["kind"]
    search_fields: ClassVar = ["name", "short_name"]
