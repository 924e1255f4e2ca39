"""One timeline from phases, milestones, sessions and texts; what is open now."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale

from consultations import selectors
from consultations.guidelines.pages import GuidelinePage
from consultations.meetings.models import AgendaItem, Organization
from consultations.meetings.pages import MeetingPage
from consultations.models import ConsultationIndexPage, ConsultationPage
from consultations.timeline.rules import State
from tests.consultations.timeline.cases import at
from tests.factories.consultations import consultation_with
from tests.home.site import add

NOW = at("2024-03-21T12:00")
PHASES = [(at("2023-06-14T18:00"), at("2024-03-08T09:00")), (at("2024-03-08T09:00"), at("2024-03-30T00:00"))]


@pytest.fixture(autouse=True)
def german() -> object:
    with translation.override("de"):
        yield


@pytest.fixture
def consultation(index: ConsultationIndexPage) -> ConsultationPage:
    """The Leitlinien of Kaiserslautern, shortened."""
    milestones: list[dict[str, Any]] = [
        {"title": "Themen gesammelt", "when_label": "Herbst 2023", "state": "reached"},
        {"title": "Erste Fassung", "date": dt.date(2024, 3, 8), "state": "reached"},
        {"title": "Beschluss", "when_label": "wenn alles beraten ist", "precision": "text"},
    ]
    return consultation_with(index, PHASES, milestones=milestones, title="Leitlinien")


def meeting(consultation: ConsultationPage, **fields: object) -> MeetingPage:
    body, _made = Organization.objects.get_or_create(name="Arbeitskreis", slug="arbeitskreis")
    return add(consultation, MeetingPage(organization=body, **fields))


def test_phases_and_milestones_stand_in_one_order(consultation: ConsultationPage) -> None:
    lines = selectors.timeline_of(consultation, NOW)
    assert [(line.kind, line.title, line.when_label, line.state) for line in lines] == [
        ("phase", "Phase 1", "14.06.2023–08.03.2024", "past"),
        ("milestone", "Themen gesammelt", "Herbst 2023", "past"),
        ("milestone", "Erste Fassung", "08.03.2024", "past"),
        ("phase", "Phase 2", "08.–29.03.2024", "now"),
        ("milestone", "Beschluss", "wenn alles beraten ist", "undated"),
    ]
    assert [line.iso for line in lines] == ["2023-06-14", "", "2024-03-08", "2024-03-08", ""]
    assert [line.badge for line in lines] == ["past", "done", "done", "now", "planned"]


def test_sessions_protocols_and_texts_join_the_timeline(consultation: ConsultationPage) -> None:
    past = meeting(consultation, title="Vierte Sitzung", slug="vierte", start=at("2023-12-06T18:00"))
    AgendaItem.objects.create(
        page=past, title="Bericht", protocol_text="Es wurde beraten.", locale=past.locale
    )
    meeting(
        consultation,
        title="Workshop",
        slug="workshop",
        start=at("2024-03-21T18:00"),
        end=at("2024-03-21T20:00"),
    )
    add(consultation, GuidelinePage(title="Entwurf", slug="entwurf", version_date=dt.date(2024, 3, 8)))
    overview = selectors.overview(consultation, NOW)
    kinds = [line.kind for line in overview.timeline]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "phase": 2,
        "milestone": 3,
        "meeting": 2,
        "protocol": 1,
        "version": 1,
    }
    assert [line.title for line in overview.sessions] == ["Workshop"]
    assert [line.kind for line in overview.readings] == ["version", "protocol"]
    assert overview.sessions[0].iso == "2024-03-21T18:00:00+01:00"


def test_a_session_without_end_is_over_one_day(consultation: ConsultationPage) -> None:
    meeting(consultation, title="Sitzung", slug="sitzung", start=at("2024-03-20T18:00"))
    line = next(line for line in selectors.timeline_of(consultation, NOW) if line.kind == "meeting")
    assert line.state == "past"


def test_a_milestone_links_to_what_it_produced_while_that_is_public(
    consultation: ConsultationPage, index: ConsultationIndexPage
) -> None:
    consultation.milestones.filter(title="Erste Fassung").update(produced=index)
    assert selectors.timeline_of(consultation, NOW)[2].url == index.url
    index.unpublish()
    assert selectors.timeline_of(consultation, NOW)[2].url == ""


def test_an_excerpt_begins_with_what_runs(consultation: ConsultationPage) -> None:
    titles = [line.title for line in selectors.timeline_excerpt(consultation, NOW, 2)]
    assert titles == ["Phase 2", "Beschluss"]
    assert len(selectors.timeline_excerpt(consultation, NOW, 4)) == 4
    assert len(selectors.timeline_excerpt(consultation, NOW, 20)) == 5


def test_the_overview_tells_what_is_possible_and_what_comes(consultation: ConsultationPage) -> None:
    before = selectors.overview(consultation, at("2023-01-01T00:00"))
    assert (before.badge, before.now, before.next and before.next.name) == ("upcoming", (), "Phase 1")
    during = selectors.overview(consultation, NOW)
    assert (during.badge, [phase.name for phase in during.now], during.next) == ("open", ["Phase 2"], None)
    assert during.now[0].when_label.endswith("29.03.2024")
    after = selectors.overview(consultation, at("2024-03-30T00:00"))
    assert (after.badge, after.now, after.next) == ("closed", (), None)


def test_open_consultations_are_those_of_the_language_and_the_moment(index: ConsultationIndexPage) -> None:
    now = timezone.now()
    day = dt.timedelta(days=1)
    consultation_with(index, [(now - 2 * day, None)], title="Seit gestern")
    consultation_with(index, [(now - day, now + day)], title="Seit heute")
    consultation_with(index, [(now + day, None)], title="Bald")
    german = Locale.get_default()
    assert [page.title for page in selectors.open_consultations(german, now)] == [
        "Seit heute",
        "Seit gestern",
    ]
    english, _made = Locale.objects.get_or_create(language_code="en")
    assert selectors.open_consultations(english, now) == selectors.open_consultations(german, now)


KINDS_IN_WHICH_NOBODY_ACTS = (
    "preparation",
    "information",
    "working",
    "evaluation",
    "decision",
    "implementation",
)


@pytest.mark.parametrize("kind", KINDS_IN_WHICH_NOBODY_ACTS)
def test_nobody_is_told_to_take_part_in_a_phase_without_citizens(
    index: ConsultationIndexPage, client: Client, kind: str
) -> None:
    now = timezone.now()
    day = dt.timedelta(days=1)
    page = consultation_with(index, [(now - day, now + day), (now + 2 * day, None)], title="Platz")
    page.phases.filter(name="Phase 1").update(kind=kind)
    german = Locale.get_default()
    assert selectors.open_consultations(german, now) == []
    assert [found.pk for found in selectors.open_consultations(german, now, State.ONGOING)] == [page.pk]
    for address in (page.url, index.url, "/de/"):
        shown = client.get(address).content.decode()
        assert "Jetzt möglich" not in shown
        assert "Beteiligung läuft" not in shown
        assert ">Offen<" not in shown
    assert "Verfahren in Arbeit" in client.get("/de/").content.decode()
    shown = client.get(page.url).content.decode()
    assert "Zurzeit können Sie sich nicht beteiligen." in shown
    assert "Es läuft: Phase 1" in shown
    assert "Als Nächstes: Phase 2" in shown
    assert "Dann können Sie sich beteiligen: Phase 2" in shown


def test_the_box_says_where_and_how_or_that_it_is_over(index: ConsultationIndexPage, client: Client) -> None:
    now = timezone.now()
    day = dt.timedelta(days=1)
    page = consultation_with(index, [(now - day, now + day)], title="Platz")
    page.phases.update(text="")
    assert "steht bald hier" in client.get(page.url).content.decode()
    meeting(page, title="Bürgerforum", slug="forum", start=now + day)
    shown = client.get(page.url).content.decode()
    assert "Wo und wie" in shown
    assert "In der Sitzung <a" in shown
    page.phases.update(end=now - dt.timedelta(hours=1))
    shown = client.get(page.url).content.decode()
    assert "Die Beteiligung ist beendet." in shown
    assert "Jetzt möglich" not in shown


def test_what_has_no_date_yet_comes_next_all_the_same(index: ConsultationIndexPage) -> None:
    now = timezone.now()
    page = consultation_with(index, [(now - dt.timedelta(days=1), None), (None, None)], title="Platz")
    found = selectors.overview(page, now)
    assert found.next is not None and (found.next.name, found.next.when_label) == (
        "Phase 2",
        "Termin steht noch nicht fest",
    )
