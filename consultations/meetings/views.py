"""Addresses of calendars and feeds."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.addresses import asked_locale
from consultations.meetings import calendar
from consultations.meetings.models import Organization
from consultations.meetings.pages import MeetingPage
from portal.accounts.visibility import public

MAX_AGE = "public, max-age=900"


@require_safe
def meeting_calendar(request: HttpRequest, page_id: int) -> HttpResponse:
    """One session, also a cancelled or a past one."""
    meetings = public(MeetingPage.objects.live()).select_related("organization", "locale")
    meeting = get_object_or_404(meetings, id=page_id)
    with translation.override(meeting.locale.language_code):
        return _answer(request, meeting.title, [meeting], filename=f"{meeting.slug}.ics")


@require_safe
def body_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The sessions of one body."""
    organization = get_object_or_404(Organization, slug=slug)
    locale = asked_locale(request)
    meetings = calendar.feed_meetings(locale, timezone.now(), organization)
    with translation.override(locale.language_code):
        return _answer(request, str(organization), meetings, filename=f"{slug}.ics")


@require_safe
def all_calendar(request: HttpRequest) -> HttpResponse:
    """The sessions of all bodies."""
    locale = asked_locale(request)
    with translation.override(locale.language_code):
        meetings = calendar.feed_meetings(locale, timezone.now())
        return _answer(request, _("All sessions"), meetings, filename="all.ics")


def _answer(request: HttpRequest, name: str, meetings: Sequence[MeetingPage], filename: str) -> HttpResponse:
    content = calendar.render(name, meetings, timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Cache-Control"] = MAX_AGE
    response["ETag"] = calendar.etag(content)
    changed = calendar.changed_at(meetings)
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    # By ETag only: a session that was taken out of the feed leaves no younger date behind.
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer or response
