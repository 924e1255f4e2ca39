"""Template tags draw the same timeline on pages and in blocks, and editors are told of overlaps."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page

from consultations.models import ConsultationIndexPage, ConsultationPage
from consultations.timeline.overlaps import overlapping_names
from consultations.wagtail_hooks import tell_overlapping_phases
from tests.factories.consultations import consultation_with

NOW = timezone.now()
DAY = dt.timedelta(days=1)
SIDE_BY_SIDE = [(NOW - DAY, NOW + DAY), (NOW, NOW + 2 * DAY), (NOW + 2 * DAY, None)]


def draw(page: Page, tag: str) -> str:
    return Template(f"{{% load consultations %}}{{% {tag} %}}").render(Context({"page": page}))


def test_a_timeline_is_drawn_from_the_plain_page_too(index: ConsultationIndexPage) -> None:
    page = consultation_with(index, SIDE_BY_SIDE)
    html = draw(Page.objects.get(pk=page.pk), "consultation_timeline page limit=2")
    assert html.count("sd-timeline__item--phase") == 2
    assert draw(page, "consultation_timeline page").count("sd-timeline__item--phase") == 3


def test_a_draft_shows_no_timeline(index: ConsultationIndexPage) -> None:
    page = consultation_with(index, SIDE_BY_SIDE)
    page.unpublish()
    assert "sd-timeline" not in draw(ConsultationPage.objects.get(pk=page.pk), "consultation_timeline page")


def test_without_a_session_the_next_one_is_an_empty_state(index: ConsultationIndexPage) -> None:
    assert "sd-empty" in draw(index, "next_session")


def test_editors_are_told_of_overlapping_phases(index: ConsultationIndexPage) -> None:
    page = consultation_with(index, SIDE_BY_SIDE)
    assert overlapping_names(page.phases.all()) == [("Phase 1", "Phase 2")]
    request = RequestFactory().post("/")
    request.user, request.session = get_user_model()(), {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    tell_overlapping_phases(request, page)
    told = [str(message) for message in get_messages(request)]
    assert len(told) == 1
    assert "Phase 1" in told[0]
    assert "Phase 2" in told[0]
