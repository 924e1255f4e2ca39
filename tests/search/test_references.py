"""A session, its body and its PDF: what is shown on a page is found through it, and goes with it."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from consultations.meetings.models import MeetingDocument
from consultations.meetings.pages import MeetingPage
from home.models import GlossaryPage, GlossaryTerm, HomePage
from portal.files.models import PortalDocument
from portal.files.tasks import extract_document
from search.indexing import Outcome
from tests.factories.meetings import german, make_meeting
from tests.home.site import add
from tests.portal.files.samples import protocol_pdf
from tests.search.conftest import Ask

Work = Callable[[], Outcome]


@pytest.fixture
def document(home: HomePage) -> PortalDocument:
    made = PortalDocument.objects.create(
        title="Protokoll", file=ContentFile(protocol_pdf(), name="protokoll.pdf")
    )
    extract_document.func(made.pk)
    return PortalDocument.objects.get(pk=made.pk)


@pytest.fixture
def meeting(document: PortalDocument, work: Work) -> MeetingPage:
    page = make_meeting(
        "Dritte Sitzung", items=[{"number": "2", "title": "Spielplatz", "text": "Schaukel"}], days=-1
    )
    page.documents.add(MeetingDocument(document=document, locale=german()))
    page.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(page)
    work()
    return MeetingPage.objects.get(pk=page.pk)


def test_a_word_of_page_3_leads_to_page_3(
    meeting: MeetingPage, document: PortalDocument, client: Client
) -> None:
    text = client.get("/de/search/", {"q": "Rathausfoyer"}).text
    assert f'href="{document.url}#page=3"' in text
    assert "<mark>Rathausfoyer</mark>" in text
    assert f'href="{meeting.get_url()}"' in text


def test_a_word_of_an_agenda_item_leads_to_the_item(meeting: MeetingPage, ask: Ask) -> None:
    [hit] = ask("Schaukel").hits
    assert [place.url for place in hit.places] == [f"{meeting.get_url()}#top-2"]
    assert (hit.body, hit.kind, hit.date) == ("Arbeitskreis", "meeting", meeting.start.date())


def test_a_body_with_a_new_name_is_found_by_it(meeting: MeetingPage, work: Work, ask: Ask) -> None:
    organization = meeting.organization
    old = organization.name
    assert [hit.body for hit in ask("", body=[old]).hits] == [old]
    organization.name = "Seniorenbeirat"
    organization.save()
    work()
    assert [hit.body for hit in ask("Seniorenbeirat").hits] == ["Seniorenbeirat"]
    assert [hit.body for hit in ask("", body=["Seniorenbeirat"]).hits] == ["Seniorenbeirat"]
    # The file, which is public since the session, goes on naming the old body.
    assert ask("", body=[old]).hits == []
    assert [
        place.url for hit in ask("Arbeitskreis").hits for place in hit.places if "#page=" not in place.url
    ] == []


@pytest.mark.parametrize("way", ["collection restricted", "moved to a private collection", "deleted"])
def test_a_file_that_is_taken_away_is_not_found_through_its_page(
    way: str, meeting: MeetingPage, document: PortalDocument, work: Work, ask: Ask
) -> None:
    collection = Collection.objects.get(depth=1).add_child(name="Intern")
    if way == "collection restricted":
        PortalDocument.objects.update(collection=collection)
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    elif way == "moved to a private collection":
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        document.collection = collection
        document.save()
    else:
        document.delete()
    assert ask("Rathausfoyer").hits == []
    work()
    answer = ask("Rathausfoyer")
    assert (answer.total, answer.corrections) == (0, [])
    assert ask("Schaukel").total == 1


def test_a_new_file_brings_its_new_text(
    meeting: MeetingPage, document: PortalDocument, work: Work, ask: Ask
) -> None:
    document.file = ContentFile(b"Quittenbaum", name="neu.txt")
    document.save()
    extract_document.func(document.pk)
    work()
    assert ask("Rathausfoyer").total == 0
    assert ask("Quittenbaum").total == 1


def test_the_glossary_follows_its_terms(home: HomePage, work: Work, ask: Ask) -> None:
    page = add(home, GlossaryPage(title="Glossar", slug="glossar"))
    work()
    term = GlossaryTerm.objects.create(
        locale=german(), term="Synopse", slug="synopse", definition="<p>Gegenüberstellung</p>"
    )
    work()
    assert [hit.source for hit in ask("Gegenüberstellung").hits] == [page.find_key]
    term.definition = "<p>Nebeneinander</p>"
    term.save()
    work()
    assert [hit.source for hit in ask("Nebeneinander").hits] == [page.find_key]
    term.delete()
    work()
    assert not ask("Nebeneinander").hits
