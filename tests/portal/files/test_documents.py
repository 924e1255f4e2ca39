"""Own document table: hashes, text in the background, places for search."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, CollectionViewRestriction

from portal.files.documents import DocumentPage, PortalDocument
from portal.files.entries import file_entries
from portal.files.signals import document_text_changed
from portal.files.tasks import extract_document
from portal.files.versions.models import FileVersion
from tests.portal.files import samples
from tests.portal.files.conftest import MakeDocument

pytestmark = pytest.mark.django_db


READING = "portal.files.tasks.extract_document"


def jobs() -> list[list[int]]:
    return [job.args_kwargs["args"] for job in DBTaskResult.objects.filter(task_path=READING)]


def run_jobs() -> None:
    for (document_id,) in jobs():
        extract_document.call(document_id)
    DBTaskResult.objects.all().delete()


@pytest.fixture
def heard() -> Any:
    """Ids of documents whose text changed."""
    ids: list[int] = []

    def listen(document: PortalDocument, **kwargs: object) -> None:
        ids.append(document.pk)

    document_text_changed.connect(listen)
    yield ids
    document_text_changed.disconnect(listen)


@pytest.fixture
def database_queue(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.usefixtures("database_queue")
class TestReading:
    def test_a_new_file_is_hashed_and_queued_with_its_row(self, make_document: MakeDocument) -> None:
        content = samples.protocol_pdf()
        document = make_document(content)
        assert document.sha256 == hashlib.sha256(content).hexdigest()
        assert document.file_hash == hashlib.sha1(content, usedforsecurity=False).hexdigest()
        assert (document.file_size, document.extraction_state) == (len(content), "pending")
        assert jobs() == [[document.pk]]

    def test_a_rollback_takes_the_job_with_it(self, make_document: MakeDocument) -> None:
        with pytest.raises(ValueError), transaction.atomic():
            make_document(samples.protocol_pdf())
            raise ValueError
        assert jobs() == []

    def test_the_job_stores_text_and_state(self, make_document: MakeDocument, heard: list[int]) -> None:
        document = make_document(samples.protocol_pdf())
        heard.clear()
        run_jobs()
        document.refresh_from_db()
        assert (document.extraction_state, document.pages, document.language) == ("text", 3, "de")
        assert document.extracted_at is not None
        assert document.text_pages.get(number=3).text.startswith("Der Methodenkoffer")
        assert heard == [document.pk]
        assert jobs() == []

    def test_reading_twice_gives_the_same_rows(self, make_document: MakeDocument) -> None:
        document = make_document(samples.protocol_pdf())
        extract_document.call(document.pk)
        extract_document.call(document.pk)
        assert list(document.text_pages.values_list("number", flat=True)) == [1, 2, 3]

    def test_saving_other_fields_reads_nothing(self, make_document: MakeDocument) -> None:
        document = make_document(samples.protocol_pdf())
        run_jobs()
        document = PortalDocument.objects.get(pk=document.pk)
        document.title = "Anders"
        document.save()
        assert jobs() == []
        assert document.text_pages.count() == 3

    def test_a_new_file_drops_the_old_text_at_once(
        self, make_document: MakeDocument, heard: list[int]
    ) -> None:
        document = make_document(samples.protocol_pdf())
        run_jobs()
        heard.clear()
        document = PortalDocument.objects.get(pk=document.pk)
        document.file = ContentFile(samples.pdf([["Neue Fassung"]]), name="neu.pdf")
        document.save()
        assert (document.text_pages.count(), document.extraction_state, document.pages) == (
            0,
            "pending",
            None,
        )
        assert (jobs(), heard) == ([[document.pk]], [document.pk])

    def test_a_file_exchanged_while_it_was_read_keeps_its_own_text(self, make_document: MakeDocument) -> None:
        from portal.files.extraction import Extraction, State
        from portal.files.tasks import store

        stale = make_document(samples.protocol_pdf())
        current = PortalDocument.objects.get(pk=stale.pk)
        current.file = ContentFile(samples.pdf([["Neue Fassung"]]), name="neu.pdf")
        current.save()
        store(stale, Extraction(state=State.TEXT, pages=("alt",), page_count=1))
        assert DocumentPage.objects.count() == 0

    def test_the_editor_s_language_is_kept(self, make_document: MakeDocument) -> None:
        document = make_document(samples.protocol_pdf(), language="en")
        run_jobs()
        document.refresh_from_db()
        assert document.language == "en"

    def test_a_scan_and_a_missing_file_get_their_state(self, make_document: MakeDocument) -> None:
        scan, missing = make_document(samples.scan_pdf()), make_document(samples.protocol_pdf())
        Path(missing.file.path).unlink()
        run_jobs()
        scan.refresh_from_db()
        missing.refresh_from_db()
        assert (scan.extraction_state, scan.pages) == ("scan", 2)
        assert (missing.extraction_state, missing.extraction_note) == ("broken", "missing_file")

    def test_a_deleted_document_is_no_error(self) -> None:
        extract_document.call(4711)

    def test_office_files_have_sections_and_no_page_count(self, make_document: MakeDocument) -> None:
        document = make_document(samples.docx_file(), name="entwurf.docx")
        run_jobs()
        document.refresh_from_db()
        assert (document.extraction_state, document.pages) == ("text", None)
        assert [row.heading for row in document.text_pages.all()] == ["", "Ziele", "Ablauf"]


def files_of(document: PortalDocument) -> list[str]:
    return sorted(path.name for path in Path(document.file.path).parent.iterdir())


@pytest.mark.usefixtures("database_queue")
def test_the_same_content_again_changes_nothing(make_document: MakeDocument) -> None:
    document = make_document(samples.protocol_pdf())
    extract_document.call(document.pk)
    document = PortalDocument.objects.get(pk=document.pk)
    document.file = File(ContentFile(Path(document.file.path).read_bytes()), name="protokoll.pdf")
    document.full_clean()
    document.save()
    document.refresh_from_db()
    assert (document.extraction_state, document.text_pages.count()) == ("text", 3)
    assert files_of(document) == ["protokoll.pdf"]


@pytest.mark.usefixtures("database_queue")
def test_a_replaced_file_is_kept_as_a_version(
    make_document: MakeDocument, django_capture_on_commit_callbacks: Any
) -> None:
    document = PortalDocument.objects.get(pk=make_document(samples.protocol_pdf()).pk)
    document.file = File(ContentFile(samples.docx_file()), name="entwurf.docx")
    document.full_clean()
    with django_capture_on_commit_callbacks(execute=True):
        document.save()
    assert files_of(document) == ["entwurf.docx", "protokoll.pdf"]
    version = FileVersion.objects.get()
    assert (version.content.name, version.file_id) == ("documents/protokoll.pdf", document.pk)


def test_an_immediate_queue_waits_for_the_commit(
    make_document: MakeDocument, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with django_capture_on_commit_callbacks() as callbacks:
        document = make_document(samples.protocol_pdf())
        assert document.text_pages.count() == 0
    for callback in callbacks:
        callback()
    assert document.text_pages.count() == 3


@pytest.mark.usefixtures("database_queue")
class TestPlaces:
    def test_each_page_is_a_place_of_the_file(self, make_document: MakeDocument) -> None:
        document = make_document(samples.protocol_pdf(), title="Protokoll vom 4. Oktober")
        extract_document.call(document.pk)
        entries = list(file_entries(document, heading="Ergebnisprotokoll"))
        assert [(entry.place, entry.heading) for entry in entries] == [
            ("page=1", "Ergebnisprotokoll"),
            ("page=2", "Ergebnisprotokoll"),
            ("page=3", "Ergebnisprotokoll"),
        ]
        assert entries[2].text.startswith("Der Methodenkoffer")
        assert entries[2].file == document.url
        assert entries[2].label.endswith(" 3")

    def test_pages_without_text_are_no_places_but_count(self, make_document: MakeDocument) -> None:
        document = make_document(samples.pdf([["Beschluss"], [], ["Anlage"]]))
        extract_document.call(document.pk)
        assert [entry.place for entry in file_entries(document)] == ["page=1", "page=3"]

    def test_a_word_over_the_page_break_is_context_of_both_pages(self, make_document: MakeDocument) -> None:
        document = make_document(samples.pdf([["Wir reden über Bürger-"], ["beteiligung heute"]]))
        extract_document.call(document.pk)
        assert [entry.context for entry in file_entries(document)] == [
            "Bürgerbeteiligung",
            "Bürgerbeteiligung",
        ]

    def test_sections_of_office_files_are_labelled_by_heading(self, make_document: MakeDocument) -> None:
        document = make_document(samples.docx_file(), name="entwurf.docx")
        extract_document.call(document.pk)
        assert [(entry.place, entry.label) for entry in file_entries(document)] == [
            ("", ""),
            ("", "Ziele"),
            ("", "Ablauf"),
        ]

    def test_a_private_file_offers_nothing(self, make_document: MakeDocument, collection: Collection) -> None:
        below = collection.add_child(name="Entwürfe")
        document = make_document(samples.protocol_pdf(), findable_alone=True, collection=below)
        extract_document.call(document.pk)
        assert len(document.find_source().entries) == 3
        assert list(PortalDocument.objects.public()) == [document]
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        document = PortalDocument.objects.get(pk=document.pk)
        assert list(file_entries(document)) == []
        assert document.find_source().entries == ()
        assert list(PortalDocument.objects.public()) == []

    def test_only_documents_meant_for_it_are_found_alone(self, make_document: MakeDocument) -> None:
        document = make_document(samples.protocol_pdf())
        extract_document.call(document.pk)
        document.refresh_from_db()
        source = document.find_source()
        assert (source.key, source.language, source.entries) == (f"document:{document.pk}", "de", ())


def test_the_same_content_is_known(make_document: MakeDocument) -> None:
    first, second = make_document(samples.scan_pdf()), make_document(samples.protocol_pdf())
    content = Path(first.file.path).read_bytes()
    third = make_document(content, name="andere.pdf")
    assert list(third.duplicates()) == [first]
    assert list(second.duplicates()) == []


def test_names_are_cleaned_even_without_a_form(make_document: MakeDocument) -> None:
    assert make_document(b"%PDF-", name="..\\a\u202eb\x00.PDF").filename == "ab.pdf"


def test_a_web_page_named_pdf_is_refused(collection: Collection) -> None:
    document = PortalDocument(title="x", collection=collection)
    document.file = ContentFile(b"<html><script>alert(1)</script>", name="x.pdf")
    with pytest.raises(ValidationError) as caught:
        document.full_clean()
    assert caught.value.error_dict["file"][0].code == "mismatch"
