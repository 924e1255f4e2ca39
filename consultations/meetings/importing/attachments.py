"""Stores the PDF files of a collection and attaches them to the sessions they belong to."""

import hashlib
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile

from consultations.meetings.importing.records import BadRecordError, FileRecord
from consultations.meetings.importing.writer import Outcome, edited_since, one_page, publish
from consultations.meetings.models import AgendaItem, ImportedRecord, MeetingDocument
from consultations.meetings.pages import MeetingPage
from portal.files.documents import PortalDocument
from portal.files.guessing import guess_kind
from portal.files.kinds import DocumentKind

MOST_BYTES = 60 * 1024 * 1024
PROTOCOL_FOLDERS = ("retypeset", "scan")


def outcome_of(record: FileRecord) -> Outcome:
    """What importing this file would do now, without doing it."""
    known = ImportedRecord.objects.filter(source_id=record.source_id, document__isnull=False).first()
    if known is None:
        return Outcome.CREATED
    return Outcome.UNCHANGED if known.content_hash == record.sha256 else Outcome.UPDATED


def write(record: FileRecord, folder: Path) -> Outcome:
    """Stores one file; a file of an imported agenda item is attached to its session, others stand alone."""
    content = read_checked(record, folder)
    with one_page():
        outcome = outcome_of(record)
        if outcome is Outcome.UNCHANGED:
            return outcome
        item = section_of(record)
        document = _stored(record, content, item)
        attached = item is not None and _attach(item, document, record)
        if document.findable_alone is attached:
            document.findable_alone = not attached
            document.save(update_fields=["findable_alone"])
        ImportedRecord.objects.update_or_create(
            source_id=record.source_id,
            defaults={"content_hash": record.sha256, "document_id": document.pk},
        )
    return outcome


def read_checked(record: FileRecord, folder: Path) -> bytes:
    """The bytes of a file inside the folder, as the manifest promises them."""
    path = (folder / record.path).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BadRecordError(f"“{record.path}” lies outside the folder of the manifest")
    if not path.is_file():
        raise BadRecordError(f"“{record.path}” does not exist")
    if path.stat().st_size > MOST_BYTES:
        raise BadRecordError(f"“{record.path}” is bigger than 60 MB")
    content = path.read_bytes()
    if record.sha256 and hashlib.sha256(content).hexdigest() != record.sha256:
        raise BadRecordError(f"“{record.path}” is not the file the manifest describes (SHA-256)")
    return content


def section_of(record: FileRecord) -> AgendaItem | None:
    """The agenda item a file was filed under, when it is imported."""
    if not record.section:
        return None
    items = AgendaItem.objects.filter(source_id=record.section, page__alias_of__isnull=True)
    return items.select_related("page").order_by("pk").first()


def _stored(record: FileRecord, content: bytes, item: AgendaItem | None) -> PortalDocument:
    document = PortalDocument.objects.filter(source_id=record.source_id).first()
    if document is None:
        document = PortalDocument(source_id=record.source_id, language="de")
        document.title = f"{record.title} (Scan)" if record.kind == "scan" else record.title
        document.kind = (
            DocumentKind.VERBATIM_PROTOCOL
            if record.kind in PROTOCOL_FOLDERS
            else guess_kind(record.path.rpartition("/")[2], record.title, on_session=item is not None)
        )
        document.document_date = record.date
        document.publisher = record.publisher or (item.page.publisher if item else "")
        document.source_url = record.source_url
        document.licence = record.licence
    document.file = File(ContentFile(content), name=record.path.rsplit("/", 1)[-1])
    document.full_clean(exclude=["collection"])
    document.save()
    return document


def _attach(item: AgendaItem, document: PortalDocument, record: FileRecord) -> bool:
    """Puts the file on the page of its session; not when an editor is at work there."""
    page: MeetingPage = item.page
    if page.documents.filter(document=document).exists():
        return True
    known = ImportedRecord.objects.filter(page_id=page.pk).select_related("page").first()
    if known is None or edited_since(known):
        return False
    draft = page.get_latest_revision_as_object()
    draft.documents.add(
        MeetingDocument(
            document=document,
            agenda_number=item.number,
            locale=page.locale,
            sort_order=draft.documents.count(),
        )
    )
    known.revision_id = publish(draft).pk
    known.save(update_fields=["revision_id"])
    return True
