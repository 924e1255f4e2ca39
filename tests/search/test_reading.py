"""The text of a document's page in HTML: for whom, which page, what is marked."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from consultations.meetings.models import MeetingDocument
from home.models import HomePage
from portal.files.extraction import Extraction, State
from portal.files.models import PortalDocument
from portal.files.tasks import store
from tests.factories.meetings import make_meeting

TEXTS = ("Der Radweg.\n\nAm <b>Ufer</b> wird ge-\nbaut.", "", "Die Bürgerbeteiligung endet.")


@pytest.fixture
def document(home: HomePage) -> PortalDocument:
    made = PortalDocument.objects.create(
        title="Protokoll", file=ContentFile(b"%PDF-1.4", "p.pdf"), language="de", findable_alone=True
    )
    store(made, Extraction(state=State.TEXT, pages=TEXTS, page_count=3))
    return PortalDocument.objects.get(pk=made.pk)


def shown(document: PortalDocument, client: Client | None = None, **query: Any) -> Any:
    return (client or Client()).get(f"/de/documents/{document.pk}/{document.key}/text/", query)


def soup(document: PortalDocument, **query: Any) -> Any:
    response = shown(document, **query)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser").main


def test_paragraphs_are_repaired_escaped_and_marked(document: PortalDocument) -> None:
    page = soup(document, page="1", q="Radwege Ufer")
    assert [p.decode_contents() for p in page.article.select("p")] == [
        "Der <mark>Radweg</mark>.",
        "Am &lt;b&gt;<mark>Ufer</mark>&lt;/b&gt; wird gebaut.",
    ]
    assert page.h1.text == "Protokoll"
    assert page.select_one(f'a[href="{document.url}#page=1"]')


def test_pages_lead_to_each_other_and_keep_the_question(document: PortalDocument) -> None:
    links = soup(document, page="2", q="Rad weg").select("nav.sd-pagination a")
    assert [(a["rel"], a["href"]) for a in links] == [
        (["prev"], "?page=1&q=Rad+weg"),
        (["next"], "?page=3&q=Rad+weg"),
    ]
    assert len(soup(document, page="2").article.select("p")) == 1


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("0", 1), ("x", 1), ("3", 3), ("99", 3), ("-1", 1)])
def test_every_number_is_a_page(document: PortalDocument, asked: str, number: int) -> None:
    assert shown(document, page=asked).context["shown"].number == number


def test_other_search_engines_keep_the_original(document: PortalDocument) -> None:
    assert shown(document)["X-Robots-Tag"] == "noindex, follow"
    assert "private" in shown(document)["Cache-Control"]


def test_recognised_text_is_said_to_be(document: PortalDocument) -> None:
    plain = soup(document).select_one(".sd-meta").text
    PortalDocument.objects.update(extraction_note="ocr")
    assert "Texterkennung" in soup(document).select_one(".sd-meta").text
    assert "OCR" not in plain


def test_a_file_without_text_has_no_such_page(document: PortalDocument) -> None:
    document.text_pages.all().delete()
    assert shown(document).status_code == 404
    assert Client().get("/de/documents/999999/text/").status_code == 404


def test_a_wrong_key_opens_nothing_and_none_leads_on(document: PortalDocument) -> None:
    assert Client().get(f"/de/documents/{document.pk}/{'0' * 16}/text/").status_code == 404
    answer = Client().get(f"/de/documents/{document.pk}/text/?page=3")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/de/documents/{document.pk}/{document.key}/text/?page=3",
    )


def test_who_may_not_download_may_not_read(document: PortalDocument, editor_browser: Client) -> None:
    PortalDocument.objects.update(findable_alone=False)
    assert shown(document).status_code == 404
    page = make_meeting(days=-1)
    page.documents.add(MeetingDocument(document=document, title="Protokoll", locale=page.locale))
    page.save_revision().publish()
    assert shown(document).status_code == 200
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert shown(document).status_code == 404
    assert shown(document, editor_browser).status_code == 200
    restriction.delete()
    page.unpublish()
    assert shown(document).status_code == 404


def test_a_private_collection_is_private_here_too(document: PortalDocument) -> None:
    private = Collection.objects.get(depth=1).add_child(name="Intern")
    PortalDocument.objects.update(collection=private)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert shown(document).status_code == 404
