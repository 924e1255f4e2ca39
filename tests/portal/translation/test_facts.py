"""Dates and states are those of the German page in every language, whoever published last."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page

from consultations.guidelines.pages import GuidelinePage
from consultations.meetings.pages import MeetingPage
from consultations.pages import ConsultationPage
from consultations.timeline.models import Milestone
from portal.translation.facts import fact_fields
from tests.factories.consultations import ConsultationIndexFactory, consultation_with
from tests.factories.meetings import make_organization
from tests.home.site import add, make_home

pytestmark = pytest.mark.django_db
NOW = timezone.now()
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def consultation() -> Any:
    home = make_home()
    make_home("uk")
    index = ConsultationIndexFactory(parent=Page.objects.get(pk=home.pk))
    translated(index)
    page = consultation_with(index, [(NOW - A_DAY, NOW + A_DAY)], title="Verfahren")
    page.milestones.add(
        Milestone(title="Beschluss", date=NOW.date(), state="planned", locale=page.locale, page=page)
    )
    page.save_revision().publish()
    return page


def translated(page: Page) -> Any:
    """The way of Leichte Sprache: a page of its own, which no synchronisation follows."""
    ukrainian = Locale.objects.get_or_create(language_code="uk")[0]
    copied = Page.objects.get(pk=page.pk).specific.copy_for_translation(ukrainian, copy_parents=True)
    copied.save_revision().publish()
    return type(copied).objects.get(pk=copied.pk)


def edit(page: Page, **fields: Any) -> None:
    fresh = Page.objects.get(pk=page.pk).specific
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()


def test_which_fields_are_facts() -> None:
    assert fact_fields(GuidelinePage) == ("binding", "draft_state", "version_date", "scheme")
    assert {"start", "end", "state", "public", "organization_id", "stream_url"} <= set(
        fact_fields(MeetingPage)
    )
    assert not {"title", "slug", "summary", "place", "search_image_id", "show_in_menus"} & set(
        fact_fields(MeetingPage)
    )
    assert fact_fields(Milestone) == ("date", "precision", "state")


def test_a_published_date_holds_in_every_language_at_once(consultation: ConsultationPage) -> None:
    german = add(consultation, MeetingPage(title="Sitzung", start=NOW, organization=make_organization()))
    ukrainian = translated(german)
    ukrainian.title = "Засідання"
    ukrainian.save_revision().publish()
    edit(german, start=NOW + A_DAY, state="cancelled", title="Sitzung fällt aus")
    ukrainian.refresh_from_db()
    assert (ukrainian.start, ukrainian.state, ukrainian.title) == (NOW + A_DAY, "cancelled", "Засідання")


def test_an_older_draft_of_a_translation_brings_no_older_date_back(consultation: ConsultationPage) -> None:
    german = add(consultation, GuidelinePage(title="Leitlinien", version_date=dt.date(2024, 3, 8)))
    ukrainian = translated(german)
    draft = ukrainian.save_revision()
    edit(german, version_date=dt.date(2024, 5, 17), draft_state="revised_draft")
    draft.publish()
    ukrainian = GuidelinePage.objects.get(pk=ukrainian.pk)
    assert (ukrainian.version_date, ukrainian.draft_state) == (dt.date(2024, 5, 17), "revised_draft")


def test_rows_keep_their_words_and_take_the_dates(consultation: ConsultationPage) -> None:
    ukrainian = translated(consultation)
    ukrainian.phases.update(name="Коментарі")
    german = ConsultationPage.objects.get(pk=consultation.pk)
    phase, milestone = german.phases.get(), german.milestones.get()
    phase.end, milestone.state = NOW + 9 * A_DAY, "moved"
    german.phases.set([phase])
    german.milestones.set([milestone])
    german.save_revision().publish()
    found = ConsultationPage.objects.get(pk=ukrainian.pk)
    assert [(row.name, row.end) for row in found.phases.all()] == [("Коментарі", NOW + 9 * A_DAY)]
    assert [row.state for row in found.milestones.all()] == ["moved"]


def test_a_german_draft_changes_nothing_elsewhere(consultation: ConsultationPage) -> None:
    german = add(consultation, GuidelinePage(title="Leitlinien", version_date=dt.date(2024, 3, 8)))
    ukrainian = translated(german)
    german.version_date = dt.date(2025, 1, 1)
    german.save_revision()
    ukrainian.save_revision().publish()
    assert GuidelinePage.objects.get(pk=ukrainian.pk).version_date == dt.date(2024, 3, 8)
