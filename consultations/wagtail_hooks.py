"""What this app adds to the editors' interface."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from consultations.guidelines.exchange import hooks as exchange  # noqa: F401  registers the import of texts
from consultations.guidelines.reading import hooks as reading  # noqa: F401  registers the way to the comparison
from consultations.guidelines.versions import hooks as versions  # noqa: F401  registers the freezing of texts
from consultations.meetings.clashes import clashing_titles
from consultations.meetings.pages import MeetingPage
from consultations.meetings.viewsets import MeetingListing, OrganizationViewSet
from consultations.pages import ConsultationPage
from consultations.timeline.overlaps import overlapping_names
from consultations.topics import TopicViewSet

register_snippet(OrganizationViewSet)
register_snippet(TopicViewSet)


@hooks.register("register_admin_viewset")
def list_meetings() -> MeetingListing:
    """Sessions by date, beside the tree of pages."""
    return MeetingListing()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_clashes(request: HttpRequest, page: Page) -> None:
    """Two sessions of one body at one time are told, not forbidden: a joint session may be meant."""
    if not isinstance(page, MeetingPage):
        return
    for title in clashing_titles(page):
        messages.warning(
            request,
            _("“%(body)s” has another session at this time: %(title)s")
            % {"body": page.organization, "title": title},
        )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_overlapping_phases(request: HttpRequest, page: Page) -> None:
    """Overlapping phases are told, not forbidden: an online and an analog track often run side by side."""
    if request.method != "POST" or not isinstance(page, ConsultationPage):
        return
    for one, other in overlapping_names(page.phases.all()):
        messages.warning(
            request,
            _("The phases “%(one)s” and “%(other)s” overlap. If that is meant, nothing needs to be done.")
            % {"one": one, "other": other},
        )
