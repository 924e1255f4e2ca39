"""How files are handed out: names, lengths, parts, caches; images where no web server does it."""

import gc
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from portal.accounts.models import User
from portal.files.models import PortalDocument, PortalImage
from tests.portal.files import samples
from tests.portal.files.conftest import MakeDocument

pytestmark = pytest.mark.django_db
TEXT = b"0123456789" * 100


def fetch(address: str, client: Client | None = None, headers: dict[str, str] | None = None) -> Any:
    response: Any = (client or Client()).get(address, headers=headers or {})
    response.body = b"".join(response)
    return response


@pytest.fixture
def shared(make_document: MakeDocument) -> PortalDocument:
    return make_document(TEXT, name="Übersicht Grünfläche.txt", findable_alone=True)


def test_readers_get_pdf_in_the_browser_and_office_files_as_download(make_document: MakeDocument) -> None:
    pdf = fetch(make_document(samples.protocol_pdf(), findable_alone=True).url)
    office = fetch(make_document(samples.docx_file(), name="entwurf.docx", findable_alone=True).url)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == 'inline; filename="protokoll.pdf"'
    assert office["Content-Disposition"] == 'attachment; filename="entwurf.docx"'
    for response in (pdf, office):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_umlauts_and_length_reach_the_reader(shared: PortalDocument) -> None:
    response = fetch(shared.url, headers={"accept-encoding": "gzip"})
    coded = response["Content-Disposition"].partition("filename*=utf-8''")[2]
    assert unquote(coded) == "Übersicht_Grünfläche.txt"
    assert (response["Content-Length"], response.body) == (str(len(TEXT)), TEXT)


def test_no_header_says_none(shared: PortalDocument) -> None:
    response = fetch(shared.url, headers={"accept-encoding": "gzip"})
    assert {
        name: value for name, value in response.items() if "none" in value.lower().replace("'none'", "")
    } == {}
    assert not response.has_header("Content-Encoding")


def test_what_the_reader_has_is_not_sent_again(shared: PortalDocument) -> None:
    tag = fetch(shared.url)["ETag"]
    again = fetch(shared.url, headers={"if-none-match": tag})
    assert (again.status_code, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "status", "body", "said"),
    [
        ("bytes=0-9", 206, TEXT[:10], "bytes 0-9/1000"),
        ("bytes=990-", 206, TEXT[990:], "bytes 990-999/1000"),
        ("bytes=-5", 206, TEXT[-5:], "bytes 995-999/1000"),
        ("bytes=990-5000", 206, TEXT[990:], "bytes 990-999/1000"),
        ("bytes=1000-", 416, b"", "bytes */1000"),
        ("bytes=-0", 416, b"", "bytes */1000"),
        ("bytes=9-3", 200, TEXT, ""),
        ("bytes=0-1,5-6", 200, TEXT, ""),
        ("bytes=-", 200, TEXT, ""),
        ("bytes=" + "9" * 400 + "-", 200, TEXT, ""),
        ("lines=1-2", 200, TEXT, ""),
    ],
)
def test_a_part_of_a_file(shared: PortalDocument, asked: str, status: int, body: bytes, said: str) -> None:
    response = fetch(shared.url, headers={"range": asked})
    assert (response.status_code, response.body) == (status, body)
    assert response.get("Content-Range", "") == said


def test_a_part_of_another_content_is_no_part_of_this_one(shared: PortalDocument) -> None:
    assert fetch(shared.url, headers={"range": "bytes=5-", "if-range": '"older"'}).body == TEXT
    tag = fetch(shared.url)["ETag"]
    assert fetch(shared.url, headers={"range": "bytes=990-", "if-range": tag}).body == TEXT[990:]


def test_only_what_everybody_may_read_is_kept_on_the_way(
    shared: PortalDocument, make_document: MakeDocument, editor: User
) -> None:
    assert fetch(shared.url)["Cache-Control"] == "public, no-cache"
    staff = Client()
    staff.force_login(editor)
    inside = fetch(make_document(TEXT, name="intern.txt").url, staff)
    assert inside["Cache-Control"] == "private, no-store"
    assert "Cookie" in inside["Vary"]


def test_a_missing_file_is_missing(shared: PortalDocument) -> None:
    Path(shared.file.path).unlink()
    assert fetch(shared.url).status_code == 404


def test_a_closed_group_gets_its_files_by_password(
    make_document: MakeDocument, collection: Collection
) -> None:
    document = make_document(TEXT, name="gruppe.txt")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="Stadtrat"
    )
    reader = Client()
    form = reader.get(document.url)
    assert (form.status_code, b'type="password"' in form.content) == (200, True)
    reader.post(
        f"/documents/authenticate_with_password/{rule.pk}/",
        {"password": "Stadtrat", "return_url": document.url},
    )
    response = fetch(document.url, reader)
    assert (response.body, response["Cache-Control"]) == (TEXT, "private, no-store")


def picture(name: str = "Rathaus Grün.png") -> PortalImage:
    image = PortalImage(title="Rathaus", description="Das Rathaus")
    image.file = ContentFile(samples.picture(), name=name)
    image.save()
    return image


def test_an_image_is_served_without_a_web_server(collection: Collection) -> None:
    rendition = picture().get_rendition("width-10")
    response = fetch(rendition.url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in response["Cache-Control"]
    assert fetch(rendition.url, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert fetch(rendition.url, headers={"if-modified-since": response["Last-Modified"]}).status_code == 304
    gc.collect()


def test_only_computed_sizes_are_open(collection: Collection) -> None:
    image = picture()
    assert fetch(f"/media/{image.file.name}").status_code == 404
    assert fetch("/media/images/").status_code == 404
    assert fetch("/media/images").status_code == 404
    assert fetch(f"/media/images/%2e%2e/{image.file.name}").status_code == 404


def test_a_web_server_may_read_computed_sizes_only(collection: Collection) -> None:
    image = picture()
    rendition = image.get_rendition("width-10")
    assert Path(rendition.file.path).stat().st_mode & 0o777 == 0o644
    assert Path(image.file.path).stat().st_mode & 0o007 == 0


def test_nobody_guesses_the_address_of_an_image(collection: Collection) -> None:
    first, second = picture(), picture()
    assert first.file.name != second.file.name
    assert len(Path(first.file.name).stem) > len("rathaus_gruen") + 10
    long = picture("x" * 200 + ".png")
    assert len(long.get_rendition("fill-1200x630-c100|format-webp").file.name) <= 100
