"""What a session shows, hides and offers to search."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from consultations.meetings.models import AgendaItem, MeetingDocument
from consultations.meetings.pages import MeetingPage
from consultations.meetings.presentation import present
from portal.files.models import PortalDocument
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db
ITEMS: list[dict[str, Any]] = [
    {"number": "1", "title": "Begrüßung", "protocol_text": "Guten Abend.\n\nEs geht los."},
    {"number": "2", "title": "Vorhabenliste", "decision": "Die Liste kommt.", "result": "einstimmig"},
    {"number": "2", "title": "Vorhabenliste, Fortsetzung", "text": "Muster"},
    {"number": "3", "title": "Personal", "public": False, "protocol_text": "Geheimnis"},
]


def read(client: Client, page: MeetingPage) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_agenda_before_the_session(client: Client) -> None:
    page = make_meeting(items=ITEMS, place="Rathausfoyer", stream_url="https://example.org/live")
    html = read(client, page)
    assert 'class="sd-agenda"' in html
    assert "Rathausfoyer" in html
    assert "https://example.org/live" in html
    assert f"/calendar/meeting/{page.pk}.ics" in html
    assert "sd-protocol" not in html
    assert "Geheimnis" not in html and "Personal" not in html


def test_protocol_after_the_session(client: Client) -> None:
    page = make_meeting(items=ITEMS, days=-7, stream_url="https://example.org/live")
    html = read(client, page)
    assert "<p>Es geht los.</p>" in html
    assert 'id="top-2"' in html
    assert "Die Liste kommt." in html
    assert "https://example.org/live" not in html
    assert "Geheimnis" not in html and "Personal" not in html


def test_items_without_protocol_text_stay_on_the_page(client: Client) -> None:
    """What was on the agenda was on it, whether or not somebody wrote down what was said."""
    spoken = {"number": "10:15", "title": "Wortmeldung", "kind": AgendaItem.Kind.SPEECH, "text": "Gut so."}
    page = make_meeting(items=[*ITEMS, {"number": "4", "title": "Verschiedenes"}, spoken], days=-7)
    html = read(client, page)
    for there in ("Begrüßung", "Vorhabenliste, Fortsetzung", "Muster", "Verschiedenes", "Wortmeldung"):
        assert there in html
    assert 'id="top-3"' in html and "Nichtöffentlicher Tagesordnungspunkt" in html
    assert "Geheimnis" not in html and "Personal" not in html


def test_files_of_an_item_stay_beside_it_after_the_session() -> None:
    page = make_meeting(items=ITEMS, days=-7)
    document = PortalDocument.objects.create(title="Vorlage", file=ContentFile(b"x", "vorlage.txt"))
    MeetingDocument.objects.create(page=page, document=document, agenda_number="2", locale=page.locale)
    sections = present(page, timezone.now()).protocol
    assert [len(section.documents) for section in sections] == [0, 1, 1, 0]


def test_non_public_session_shows_body_and_date_only(client: Client) -> None:
    page = make_meeting(
        items=ITEMS, days=-7, public=False, place="Geheimer Ort", summary="Geheime Sache", publisher="Amt"
    )
    html = read(client, page)
    assert "Arbeitskreis" in html
    for secret in ("Begrüßung", "Die Liste kommt.", "Geheimer Ort", "Amt</dd>"):
        assert secret not in html
    assert [entry.place for entry in page.find_entries()] == [""]
    assert page.find_source().summary == ""
    assert "Geheim" not in page.find_entries()[0].text


def test_entries_lead_to_the_agenda_items() -> None:
    page = make_meeting(items=ITEMS, days=-7)
    places = {entry.place: entry for entry in page.find_entries()}
    assert list(places) == ["", "top-1", "top-2", "top-2-2"]
    assert places["top-2"].heading == "Vorhabenliste"
    assert places["top-2"].text == "Die Liste kommt.\n\neinstimmig"
    assert page.find_source().body == "Arbeitskreis"


def test_an_item_is_found_by_the_number_of_its_paper() -> None:
    page = make_meeting(items=ITEMS, days=-7)
    AgendaItem.objects.filter(page=page, number="2").update(
        references="2021/0975", submitted_by="Die Fraktion"
    )
    found = MeetingPage.objects.get(pk=page.pk).find_entries()
    assert found[2].text.endswith("\n\n2021/0975 · Die Fraktion")


def test_places_survive_reordering_and_new_items() -> None:
    page = make_meeting(items=ITEMS)
    draft = page.get_latest_revision_as_object()
    items = list(draft.agenda_items.all())
    draft.agenda_items = [AgendaItem(locale=page.locale, number="2", title="Neu"), *reversed(items)]
    for position, item in enumerate(draft.agenda_items.all()):
        item.sort_order = position
    draft.save_revision().publish()
    stored = AgendaItem.objects.filter(page=page)
    assert stored.get(title="Vorhabenliste").anchor == "top-2"
    assert stored.get(title="Neu").anchor == "top-2-3"


def test_words_of_others_are_escaped(client: Client) -> None:
    attack = "<script>alert(1)</script>"
    item = {
        "number": attack[:30],
        "title": attack,
        "text": attack,
        "protocol_text": attack,
        "decision": attack,
    }
    page = make_meeting(title=attack, items=[item | {"result": attack, "submitted_by": attack}], days=-7)
    assert "<script>alert" not in read(client, page)


def test_event_for_machines() -> None:
    page = make_meeting(
        place="Rathausfoyer", state="moved", format="hybrid", stream_url="https://example.org/live"
    )
    data = page.json_ld("https://example.org/sitzung/")
    assert data["@type"] == "Event"
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert data["organizer"] == {"@type": "Organization", "name": "Arbeitskreis"}
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert dt.datetime.fromisoformat(data["startDate"]) == page.start
    assert json.loads(json.dumps(data)) == data


def test_cancelled_event() -> None:
    assert make_meeting(state="cancelled").json_ld("x")["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_session_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValidationError) as caught:
        make_meeting(end=timezone.now() - dt.timedelta(days=1))
    assert list(caught.value.message_dict) == ["end"]


def test_source_id_is_unique_within_a_language() -> None:
    make_meeting(source_id="a-1")
    with pytest.raises(ValidationError):
        make_meeting(title="Zweite", source_id="a-1")


@pytest.mark.parametrize(
    ("change", "expected"),
    [({"place": "Anderswo"}, 1), ({"state": "cancelled"}, 1), ({"title": "Neu"}, 1), ({"summary": "Neu"}, 0)],
)
def test_sequence_rises_when_a_published_fact_changes(change: dict[str, str], expected: int) -> None:
    page = make_meeting()
    draft = page.get_latest_revision_as_object()
    for name, value in change.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    assert MeetingPage.objects.get(pk=page.pk).ical_sequence == expected


def test_sequence_goes_on_from_what_is_stored_not_from_the_revision() -> None:
    page = make_meeting()
    for place in ("A", "B", "C"):
        draft = page.get_latest_revision_as_object()
        draft.ical_sequence = 0
        draft.place = place
        draft.save_revision().publish()
    assert MeetingPage.objects.get(pk=page.pk).ical_sequence == 3


def test_drafts_do_not_raise_the_sequence() -> None:
    page = make_meeting()
    draft = page.get_latest_revision_as_object()
    draft.place = "Anderswo"
    draft.save_revision()
    assert MeetingPage.objects.get(pk=page.pk).ical_sequence == 0


def test_a_long_protocol_costs_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    items = [
        {"number": str(count), "title": f"Punkt {count}", "protocol_text": "Wort. " * 500}
        for count in range(1, 101)
    ]
    page = make_meeting(items=items, days=-7)
    assert page.url, "The addresses of sites are read once and then kept in the cache."
    assert page.locale, "A page that is served brings its language along, see `served_with`."
    with django_assert_max_num_queries(3):
        present(page, timezone.now())
    html = read(client, page)
    assert len(html) > 300_000
    assert 'href="#top-100"' in html
