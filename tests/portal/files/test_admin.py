"""What editors and readers see of documents."""

import gc
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, CollectionViewRestriction

from portal.accounts.models import User
from portal.files.models import PortalDocument, PortalImage
from portal.files.tasks import extract_document
from tests.portal.files import samples
from tests.portal.files.conftest import MakeDocument

pytestmark = pytest.mark.django_db
IMAGE_DATA = {"title": "Rathaus", "description": "Das Rathaus von Westen"}


@pytest.fixture
def client(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def upload(client: Client, collection: Collection, content: bytes, name: str) -> dict[str, Any]:
    response = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": SimpleUploadedFile(name, content), "title": name, "collection": collection.pk},
    )
    return response.json()


def test_an_upload_is_stored_and_queued(client: Client, collection: Collection) -> None:
    answer = upload(client, collection, samples.protocol_pdf(), "Protokoll.pdf")
    assert answer["success"] is True
    document = PortalDocument.objects.get(pk=answer["doc_id"])
    assert (document.extraction_state, len(document.sha256)) == ("pending", 64)
    assert DBTaskResult.objects.filter(task_path="portal.files.tasks.extract_document").count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg"),
        (b"<html></html>", "protokoll.pdf"),
        (b"", "leer.pdf"),
        (samples.protocol_pdf(), "protokoll.docx"),
        (samples.protocol_pdf(), "protokoll"),
    ],
)
def test_a_bad_upload_gets_a_message_and_is_not_stored(
    client: Client, collection: Collection, content: bytes, name: str
) -> None:
    answer = upload(client, collection, content, name)
    assert answer["success"] is False
    assert answer["error_message"]
    assert PortalDocument.objects.count() == 0


def test_the_form_shows_the_state(client: Client, make_document: MakeDocument) -> None:
    document = make_document(samples.scan_pdf())
    url = reverse("wagtaildocs:edit", args=[document.pk])
    assert b"help-info" in client.get(url).content
    extract_document.call(document.pk)
    page = client.get(url).content.decode()
    assert "help-warning" in page
    assert "OCR" in page


def test_the_form_points_to_the_same_file(client: Client, make_document: MakeDocument) -> None:
    first = make_document(samples.scan_pdf(), title="Schon vorhanden")
    second = make_document(Path(first.file.path).read_bytes(), name="noch-einmal.pdf")
    page = client.get(reverse("wagtaildocs:edit", args=[second.pk])).content.decode()
    assert "Schon vorhanden" in page


def test_the_form_saves(client: Client, make_document: MakeDocument) -> None:
    document = make_document(samples.protocol_pdf())
    data = {"title": "Neuer Titel", "kind": "minutes", "language": "de", "collection": document.collection_id}
    response = client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)
    assert response.status_code == 302
    document.refresh_from_db()
    assert (document.title, document.kind) == ("Neuer Titel", "minutes")


def test_the_report_filters_by_state(client: Client, make_document: MakeDocument) -> None:
    scan = make_document(samples.scan_pdf(), title="Abgelichtet")
    make_document(samples.protocol_pdf(), title="Lesbar")
    extract_document.call(scan.pk)
    page = client.get(reverse("portal_files_report"), {"extraction_state": "scan"}).content.decode()
    assert "Abgelichtet" in page
    assert "Lesbar" not in page


@pytest.mark.parametrize(
    "query", [{"extraction_state": "nonsense"}, {"p": "99999"}, {"ordering": "x"}, {"export": "csv"}]
)
def test_the_report_survives_odd_questions(
    client: Client, make_document: MakeDocument, query: dict[str, str]
) -> None:
    make_document(samples.protocol_pdf())
    assert client.get(reverse("portal_files_report"), query).status_code < 500


def test_the_report_needs_rights(make_document: MakeDocument) -> None:
    visitor = Client()
    visitor.force_login(User.objects.create_user("nobody@example.org", "not a real password"))
    document = make_document(samples.protocol_pdf())
    assert visitor.get(reverse("portal_files_report")).status_code == 302
    assert visitor.post(reverse("portal_files_read_again", args=[document.pk])).status_code == 302


def test_a_file_can_be_read_again(client: Client, make_document: MakeDocument) -> None:
    document = make_document(samples.protocol_pdf())
    DBTaskResult.objects.all().delete()
    response = client.post(reverse("portal_files_read_again", args=[document.pk]))
    assert response.status_code == 302
    assert DBTaskResult.objects.filter(task_path="portal.files.tasks.extract_document").count() == 1


def test_a_private_file_needs_the_login(make_document: MakeDocument, collection: Collection) -> None:
    document = make_document(samples.protocol_pdf())
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    response = Client().get(document.url)
    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_an_image_waits_for_its_alternative_text(client: Client, collection: Collection) -> None:
    files = {"files[]": SimpleUploadedFile("rathaus.png", samples.picture()), "collection": collection.pk}
    waiting = client.post(reverse("wagtailimages:add_multiple"), files).json()
    assert waiting["success"] is True
    assert PortalImage.objects.count() == 0
    upload_id = waiting["uploaded_file_id"]
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload_id])
    data = {f"uploaded-image-{upload_id}-{name}": value for name, value in IMAGE_DATA.items()}
    data[f"uploaded-image-{upload_id}-collection"] = str(collection.pk)
    assert client.post(url, data | {f"uploaded-image-{upload_id}-description": ""}).json()["success"] is False
    assert client.post(url, data).json()["success"] is True
    assert PortalImage.objects.get().description == "Das Rathaus von Westen"
    # Wagtail leaves the stored image open; it is closed here, not in the next test.
    gc.collect()


def test_a_drawing_is_not_accepted_as_image(client: Client, collection: Collection) -> None:
    svg = SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    answer = client.post(reverse("wagtailimages:add_multiple"), {"files[]": svg, "collection": collection.pk})
    assert answer.json()["success"] is False
