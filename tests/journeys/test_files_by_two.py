"""Four eyes for files: what readers see is replaced, deleted or moved by two people, whatever door is used."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import Collection, CollectionViewRestriction

from portal.accounts.models import User
from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from portal.files.approval.models import FileProposal
from portal.files.models import PortalDocument, PortalImage
from portal.files.versions.models import FileVersion
from tests.demo import DemoPortal
from tests.personas import browser_of, person
from tests.portal.files.samples import pdf, picture, protocol_pdf

SESSION = "sitzung-2023-10-04"
OLD = protocol_pdf()
NEW = pdf([["Neue Fassung des Protokolls"]])
Committed = Callable[..., Any]


@pytest.fixture
def protocol(demo_portal: DemoPortal, db: None) -> PortalDocument:
    return PortalDocument.objects.get(title="Ergebnisprotokoll vom 4. Oktober 2023")


@pytest.fixture
def loose(demo_portal: DemoPortal, db: None) -> PortalDocument:
    return PortalDocument.objects.create(title="Lose", file=ContentFile(OLD, "lose.pdf"))


@pytest.fixture
def photo(demo_portal: DemoPortal, db: None) -> PortalImage:
    """An image in a published session."""
    image = PortalImage(
        title="Rathausfoyer", description="Das Foyer", file=ContentFile(picture(), "foyer.png")
    )
    image.save()
    page = demo_portal.page(SESSION)
    page.search_image = image
    page.save_revision().publish()
    return image


def digest(document: PortalDocument) -> str:
    return PortalDocument.objects.get(pk=document.pk).sha256


def send_document(browser: Client, document: PortalDocument, content: bytes = NEW, **more: str) -> Any:
    upload = SimpleUploadedFile("neu.pdf", content, "application/pdf")
    data = {
        "title": document.title,
        "kind": document.kind,
        "collection": document.collection_id,
        "language": "de",
    }
    url = reverse("wagtaildocs:edit", args=[document.pk])
    response = browser.post(url, data | {"file": upload} | more, follow=True)
    assert response.status_code == 200
    return response


def decide(browser: Client, proposal: FileProposal, **data: str) -> Any:
    return browser.post(reverse("portal_files_proposal", args=[proposal.pk]), data, follow=True)


def test_an_editor_s_new_file_waits_and_a_second_person_approves_it(
    protocol: PortalDocument,
    editor_browser: Client,
    chief_browser: Client,
    worker: Callable[[], int],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    before = digest(protocol)
    with django_capture_on_commit_callbacks(execute=True):
        response = send_document(editor_browser, protocol, change_reason="Tippfehler")
    assert digest(protocol) == before
    assert "wartet" in response.content.decode()
    proposal = FileProposal.objects.get()
    assert (proposal.state, proposal.reason, proposal.proposed_by) == ("open", "Tippfehler", person(EDITOR))
    worker()
    told = {to: letter for letter in mail.outbox for to in letter.to}
    assert person(CHIEF_EDITOR).email in told
    assert person(EDITOR).email not in told
    address = reverse("portal_files_proposal", args=[proposal.pk])
    assert address in told[person(CHIEF_EDITOR).email].body
    assert address in chief_browser.get("/admin/").content.decode()
    assert chief_browser.get(reverse("portal_files_proposals")).status_code == 200
    sent = b"".join(chief_browser.get(reverse("portal_files_proposed", args=[proposal.pk])))
    assert sent == NEW
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(chief_browser, proposal, accept="1")
    assert digest(protocol) == hashlib.sha256(NEW).hexdigest()
    assert not proposal.content.storage.exists(str(proposal.content.name))
    version = FileVersion.objects.get()
    assert (version.replaced_by, version.approved_by) == (person(EDITOR), person(CHIEF_EDITOR))
    assert version.reason == "Tippfehler"
    assert hashlib.sha256(version.content.read()).hexdigest() == before
    version.content.close()
    worker()
    assert [letter.to for letter in mail.outbox] == [[person(EDITOR).email]]


def test_nobody_approves_their_own(protocol: PortalDocument, editor_browser: Client) -> None:
    before = digest(protocol)
    send_document(editor_browser, protocol)
    proposal = FileProposal.objects.get()
    decide(editor_browser, proposal, accept="1")
    chief = browser_of(CHIEF_EDITOR)
    send_document(chief, protocol)
    own = FileProposal.objects.exclude(pk=proposal.pk).get()
    decide(chief, own, accept="1")
    assert digest(protocol) == before
    assert set(FileProposal.objects.values_list("state", flat=True)) == {"open"}
    decide(browser_of(CHIEF_EDITOR, "other"), own, accept="1")
    assert digest(protocol) != before
    assert chief.get(reverse("portal_files_proposals")).status_code == 200


def test_a_refusal_needs_a_reason_and_is_told(
    protocol: PortalDocument,
    editor_browser: Client,
    chief_browser: Client,
    worker: Callable[[], int],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    send_document(editor_browser, protocol)
    proposal = FileProposal.objects.get()
    decide(chief_browser, proposal, refuse="1", reason=" ")
    proposal.refresh_from_db()
    assert proposal.state == "open"
    with django_capture_on_commit_callbacks(execute=True):
        decide(chief_browser, proposal, refuse="1", reason="Seite 2 fehlt")
    worker()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("refused", "Seite 2 fehlt")
    assert "Seite 2 fehlt" in mail.outbox[-1].body
    decide(chief_browser, proposal, accept="1")
    assert FileVersion.objects.count() == 0


def test_what_cannot_wait_is_done_with_a_reason_and_told(
    protocol: PortalDocument,
    chief_browser: Client,
    worker: Callable[[], int],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    other = person(CHIEF_EDITOR, "other")
    with django_capture_on_commit_callbacks(execute=True):
        send_document(chief_browser, protocol, change_reason="Privatanschriften standen darin")
    worker()
    assert digest(protocol) == hashlib.sha256(NEW).hexdigest()
    assert FileVersion.objects.get().reason == "Privatanschriften standen darin"
    letters = [letter for letter in mail.outbox if other.email in letter.to]
    assert "Privatanschriften standen darin" in letters[0].body


def test_the_file_is_looked_at_again_before_it_is_replaced(
    protocol: PortalDocument, editor_browser: Client, chief_browser: Client
) -> None:
    send_document(editor_browser, protocol)
    send_document(chief_browser, protocol, pdf([["Inzwischen eine dritte"]]), change_reason="Eilt")
    third = digest(protocol)
    decide(chief_browser, FileProposal.objects.get(), accept="1")
    assert digest(protocol) == third


def test_a_file_nobody_sees_is_replaced_at_once_and_brought_back(
    loose: PortalDocument, editor_browser: Client
) -> None:
    before = digest(loose)
    send_document(editor_browser, loose)
    assert digest(loose) == hashlib.sha256(NEW).hexdigest()
    version = FileVersion.objects.get()
    assert version.replaced_by == person(EDITOR)
    listed = editor_browser.get(reverse("portal_files_versions", args=["document", loose.pk]))
    assert "Lose" in listed.content.decode()
    assert b"".join(editor_browser.get(reverse("portal_files_version", args=[version.pk]))) == OLD
    editor_browser.post(reverse("portal_files_restore", args=[version.pk]))
    assert digest(loose) == before


def test_bringing_back_is_a_change_like_any_other(
    protocol: PortalDocument, editor_browser: Client, chief_browser: Client
) -> None:
    send_document(chief_browser, protocol, change_reason="Eilt")
    now = digest(protocol)
    editor_browser.post(reverse("portal_files_restore", args=[FileVersion.objects.get().pk]))
    assert digest(protocol) == now
    assert FileProposal.objects.get().action == "replace"


def delete_by_form(browser: Client, kind: str, pk: int) -> None:
    name, argument = ("wagtaildocs:delete", pk) if kind == "document" else ("wagtailimages:delete", pk)
    browser.post(reverse(name, args=[argument]), follow=True)


def delete_of_many(browser: Client, kind: str, pk: int) -> None:
    room = "wagtaildocs" if kind == "document" else "wagtailimages"
    answer = browser.post(reverse(f"{room}:delete_multiple", args=[pk]))
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    assert answer.json()["error_message"]


def delete_in_bulk(browser: Client, kind: str, pk: int) -> None:
    url = reverse("wagtail_bulk_action", args=["portal", f"portal{kind}", "delete"])
    browser.post(f"{url}?id={pk}", follow=True)


@pytest.mark.parametrize("door", [delete_by_form, delete_of_many, delete_in_bulk])
@pytest.mark.parametrize("role", [EDITOR, CHIEF_EDITOR])
def test_one_person_deletes_nothing_readers_see(
    protocol: PortalDocument, photo: PortalImage, door: Callable[..., None], role: str
) -> None:
    browser = browser_of(role)
    door(browser, "document", protocol.pk)
    door(browser, "image", photo.pk)
    assert PortalDocument.objects.filter(pk=protocol.pk).exists()
    assert PortalImage.objects.filter(pk=photo.pk).exists()


def test_a_deletion_is_proposed_approved_and_undone(
    protocol: PortalDocument, editor_browser: Client, chief_browser: Client, client: Client
) -> None:
    url = reverse("portal_files_propose_deletion", args=["document", protocol.pk])
    assert 'name="reason"' in editor_browser.get(url).content.decode()
    editor_browser.post(url, {"reason": "Doppelt"})
    decide(chief_browser, FileProposal.objects.get(), accept="1")
    assert not PortalDocument.objects.filter(pk=protocol.pk).exists()
    assert protocol.title in editor_browser.get(reverse("portal_files_deleted")).content.decode()
    version = FileVersion.objects.get()
    assert (version.reason, version.approved_by) == ("Doppelt", person(CHIEF_EDITOR))
    editor_browser.post(reverse("portal_files_restore", args=[version.pk]))
    back = PortalDocument.objects.get(pk=protocol.pk)
    assert (back.sha256, back.url.split("/")[3], back.kind) == (protocol.sha256, protocol.key, protocol.kind)
    assert FileVersion.objects.count() == 0


def test_a_chief_editor_deletes_alone_only_with_a_reason(
    protocol: PortalDocument, chief_browser: Client
) -> None:
    url = reverse("portal_files_propose_deletion", args=["document", protocol.pk])
    chief_browser.post(url, {"reason": ""})
    assert PortalDocument.objects.filter(pk=protocol.pk).exists()
    chief_browser.post(url, {"reason": "Datenschutz"})
    assert not PortalDocument.objects.filter(pk=protocol.pk).exists()


def test_an_image_s_file_waits_too(photo: PortalImage, editor_browser: Client, chief_browser: Client) -> None:
    before = photo.file.name
    fields = {"title": photo.title, "description": photo.description, "collection": photo.collection_id}
    upload = SimpleUploadedFile("neu.png", picture(size=(50, 30)), "image/png")
    url = reverse("wagtailimages:edit", args=[photo.pk])
    assert editor_browser.post(url, fields | {"file": upload}).status_code == 302
    assert PortalImage.objects.get(pk=photo.pk).file.name == before
    photo.get_rendition("width-5")
    decide(chief_browser, FileProposal.objects.get(), accept="1")
    changed = PortalImage.objects.get(pk=photo.pk)
    assert changed.file.name != before
    assert (changed.width, changed.renditions.count()) == (50, 0)
    kept = FileVersion.objects.get()
    assert (kept.kind, kept.content.name) == ("image", before)
    assert kept.content.storage.exists(before)


@pytest.mark.parametrize("door", ["bulk", "form"])
def test_a_move_hides_nothing_by_accident(
    protocol: PortalDocument, editor_browser: Client, door: str
) -> None:
    closed = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    if door == "bulk":
        url = reverse("wagtail_bulk_action", args=["portal", "portaldocument", "add_to_collection"])
        editor_browser.post(f"{url}?id={protocol.pk}", {"collection": closed.pk})
    else:
        data = {"title": protocol.title, "kind": protocol.kind, "language": "de", "collection": closed.pk}
        editor_browser.post(reverse("wagtaildocs:edit", args=[protocol.pk]), data)
    protocol.refresh_from_db()
    assert protocol.collection_id != closed.pk


def test_the_last_door_holds_for_views_nobody_thought_of(protocol: PortalDocument) -> None:
    before = digest(protocol)
    with LogContext(user=person(EDITOR)):
        protocol.file = ContentFile(NEW, "neu.pdf")
        with pytest.raises(PermissionDenied):
            protocol.save()
        with pytest.raises(PermissionDenied), transaction.atomic():
            PortalDocument.objects.filter(pk=protocol.pk).delete()
    assert digest(protocol) == before


def test_strangers_see_no_proposals_and_no_versions(
    protocol: PortalDocument, editor_browser: Client, client: Client, translator_browser: Client
) -> None:
    send_document(editor_browser, protocol)
    proposal = FileProposal.objects.get()
    for url in (
        reverse("portal_files_proposal", args=[proposal.pk]),
        reverse("portal_files_proposed", args=[proposal.pk]),
        reverse("portal_files_versions", args=["document", protocol.pk]),
        reverse("portal_files_deleted"),
    ):
        assert client.get(url).status_code == 302
        assert translator_browser.get(url).status_code in {302, 404}
    assert client.get(f"/media/{proposal.content.name}").status_code == 404
    superuser = User.objects.create_superuser("root@stadt.example", "x")
    assert superuser.is_superuser
