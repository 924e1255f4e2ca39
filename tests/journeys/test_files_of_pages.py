"""A file is as public as the pages that use it."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.meetings.models import AgendaItem, MeetingDocument
from consultations.meetings.pages import MeetingPage
from portal.files.models import Offer, PortalDocument
from portal.files.offers import rebuild
from tests.demo import DemoPortal
from tests.portal.files.samples import protocol_pdf

SESSION = "sitzung-2023-10-04"


def answer(reader: Client, document: PortalDocument) -> int:
    """Status of the answer; the file is read to its end, as a browser does."""
    response = reader.get(document.url)
    b"".join(response)
    return response.status_code


@pytest.fixture
def protocol(demo_portal: DemoPortal, db: None) -> PortalDocument:
    return PortalDocument.objects.get(title="Ergebnisprotokoll vom 4. Oktober 2023")


def test_the_file_of_a_published_session_is_read(client: Client, protocol: PortalDocument) -> None:
    assert answer(client, protocol) == 200


def test_the_file_goes_when_its_session_is_unpublished(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument
) -> None:
    demo_portal.page(SESSION).unpublish()
    assert answer(client, protocol) == 404


def test_the_file_goes_when_its_consultation_is_private(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument
) -> None:
    page = demo_portal.page(SESSION).get_parent()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert answer(client, protocol) == 404


def test_editors_keep_reading_it(
    demo_portal: DemoPortal, editor_browser: Client, protocol: PortalDocument
) -> None:
    demo_portal.page(SESSION).unpublish()
    assert answer(editor_browser, protocol) == 200


def loose_file(**changes: Any) -> PortalDocument:
    return PortalDocument.objects.create(
        title="Anlage", file=ContentFile(protocol_pdf(), "anlage.pdf"), **changes
    )


def test_a_file_that_nothing_offers_is_for_staff(
    demo_portal: DemoPortal, client: Client, editor_browser: Client
) -> None:
    loose = loose_file()
    assert (answer(client, loose), answer(editor_browser, loose)) == (404, 200)


def test_a_file_meant_for_everybody_needs_no_page(demo_portal: DemoPortal, client: Client, db: None) -> None:
    assert answer(client, loose_file(findable_alone=True)) == 200


def test_a_file_of_a_draft_is_for_staff_until_it_is_published(
    demo_portal: DemoPortal, client: Client, db: None
) -> None:
    page, loose = demo_portal.page(SESSION), loose_file()
    page.documents.add(MeetingDocument(document=loose, locale=page.locale, sort_order=9))
    revision = page.save_revision()
    text = reverse("search:text", args=[loose.pk, loose.key])
    assert (answer(client, loose), client.get(text).status_code) == (404, 404)
    revision.publish()
    assert answer(client, loose) == 200
    page = demo_portal.page(SESSION)
    page.documents.filter(document=loose).delete()
    page.save_revision().publish()
    assert answer(client, loose) == 404


def test_a_file_in_the_text_of_a_page_is_offered_too(
    demo_portal: DemoPortal, client: Client, db: None
) -> None:
    page, loose = demo_portal.page("so-funktioniert-beteiligung"), loose_file()
    link = f'<p><a linktype="document" id="{loose.pk}">Anlage</a></p>'
    page.body = [*page.body.raw_data, {"type": "text", "value": link}]
    page.save_revision().publish()
    assert answer(client, loose) == 200
    page.unpublish()
    assert answer(client, loose) == 404


@pytest.mark.parametrize("change", [{"public": False}, {"live": False}])
def test_what_a_session_withholds_its_files_do_too(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument, change: dict[str, bool]
) -> None:
    MeetingPage.objects.filter(documents__document=protocol).update(**change)
    assert answer(client, protocol) == 404


def test_a_file_under_a_non_public_item_is_withheld(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument
) -> None:
    page = demo_portal.page(SESSION)
    item = page.agenda_items.first()
    AgendaItem.objects.filter(page__translation_key=page.translation_key).update(public=False)
    MeetingDocument.objects.filter(document=protocol).update(agenda_number=item.number)
    assert answer(client, protocol) == 404
    assert protocol.title not in client.get(page.url).content.decode()


def test_numbers_lead_on_only_where_the_file_is_public(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument
) -> None:
    old = f"/documents/{protocol.pk}/{protocol.filename}"
    assert client.get(old).headers["Location"] == protocol.url
    assert client.get(f"/documents/{protocol.pk}/{'0' * 16}/{protocol.filename}").status_code == 404
    assert client.get(f"/de/documents/{protocol.pk}/text/?page=1").status_code == 302
    demo_portal.page(SESSION).unpublish()
    assert client.get(old).status_code == 404
    assert client.get(f"/de/documents/{protocol.pk}/text/").status_code == 404


def test_the_folder_of_files_is_no_way_around(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument
) -> None:
    for path in (
        protocol.file.name,
        f"images/../{protocol.file.name}",
        f"images/%2e%2e/{protocol.file.name}",
    ):
        assert client.get(f"/media/{path}").status_code == 404


def test_a_rebuild_finds_what_was_noted(demo_portal: DemoPortal, db: None) -> None:
    def noted() -> set[tuple[object, ...]]:
        return set(Offer.objects.values_list("holder_type", "holder_id", "document", "image"))

    before = noted()
    assert rebuild() >= len(before) > 0
    assert noted() == before
