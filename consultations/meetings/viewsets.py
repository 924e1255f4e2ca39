"""The editors' lists of sessions and bodies."""

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from consultations.meetings.models import Organization
from consultations.meetings.pages import MeetingPage
from consultations.meetings.rules import time_known
from portal.bin.selectors import in_sight
from portal.translation.languages import languages

ALL = "all"


def start_text(meeting: MeetingPage) -> str:
    """When a session starts, as short as a list needs it."""
    start = localtime(meeting.start)
    return f"{start:%d.%m.%Y, %H:%M}" if time_known(start) else f"{start:%d.%m.%Y}"


def _languages() -> list[tuple[str, Any]]:
    return [*((one.code, one.name) for one in languages()), (ALL, _("All languages"))]


class MeetingFilters(PageFilterSet):
    """One language at a time, German unless another one is chosen; then body and states."""

    language = ChoiceFilter(
        label=_("Language"), method="in_language", choices=_languages, empty_label=None, widget=RadioSelect
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        data = data.copy() if data is not None else {}
        data.setdefault("language", settings.LANGUAGE_CODE)
        super().__init__(data, *args, **kwargs)

    def in_language(self, meetings: QuerySet, name: str, value: str) -> QuerySet:
        """Of the chosen language."""
        return meetings if value == ALL else meetings.filter(locale__language_code=value)

    class Meta:
        model = MeetingPage
        fields: ClassVar = ["language", "organization", "state", "protocol_state"]


class MeetingIndex(IndexView):
    """The rows with what they show, in as many questions to the database however many they are."""

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Their bodies too."""
        found: QuerySet = super().annotate_queryset(in_sight(pages)).prefetch_related("organization")
        return found


class MeetingListing(PageListingViewSet):
    """All sessions by date, wherever in the tree they stand."""

    model = MeetingPage
    icon = "date"
    name = "meetings"
    menu_label = _("Sessions")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = MeetingIndex
    ordering = "-start"
    filterset_class = MeetingFilters
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
