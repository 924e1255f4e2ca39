"""Reading new files in the background."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.documents import get_document_model

from portal.files.extraction import Extraction, State, extract
from portal.files.recognition import WAITING, is_installed, recognise
from portal.files.signals import document_text_changed

if TYPE_CHECKING:
    from portal.files.documents import PortalDocument


# Pages that are pictures, and letters that only look like letters.
NEED_RECOGNITION = (State.SCAN, State.UNREADABLE)


def request_extraction(document_id: int) -> None:
    """Queue the reading of a file in the open transaction, so that a rollback takes the job with it.

    A backend that runs jobs at once has no queue row; with it the job waits for the commit.
    """
    if isinstance(extract_document.get_backend(), ImmediateBackend):
        transaction.on_commit(partial(extract_document.enqueue, document_id))
    else:
        extract_document.enqueue(document_id)


@task()
def extract_document(document_id: int) -> None:
    """Read the file of a document and store its text; running it again gives the same rows."""
    document = get_document_model().objects.filter(pk=document_id).first()
    if document is None:
        return
    try:
        with local_copy(document) as path:
            extraction = extract(path, document.file_extension.lower())
    except OSError:
        extraction = Extraction(state=State.BROKEN, note="missing_file")
    if extraction.state in NEED_RECOGNITION and settings.OCR and is_installed():
        extraction = replace(extraction, note=WAITING)
        with transaction.atomic():
            store(document, extraction)
            request_recognition(document.pk)
        return
    store(document, extraction)


def request_recognition(document_id: int) -> None:
    """Queue the recognition of a scan, in the open transaction where the backend has a queue."""
    if isinstance(recognise_document.get_backend(), ImmediateBackend):
        transaction.on_commit(partial(recognise_document.enqueue, document_id))
    else:
        recognise_document.enqueue(document_id)


@task(priority=-20)
def recognise_document(document_id: int) -> None:
    """Recognise the text of a scan and store it; everything else that waits goes first."""
    document = get_document_model().objects.filter(pk=document_id).first()
    if document is None or document.extraction_note != WAITING:
        return
    try:
        with local_copy(document) as path:
            extraction = recognise(path, document.pages or 1, State(document.extraction_state))
    except OSError:
        extraction = Extraction(state=State.BROKEN, note="missing_file")
    store(document, extraction)


def store(document: "PortalDocument", extraction: Extraction) -> None:
    """Replace text and state together, unless the file was exchanged while it was read."""
    model = type(document)
    with transaction.atomic():
        current = model.objects.select_for_update().filter(pk=document.pk, sha256=document.sha256).first()
        if current is None:
            return
        current.replace_text(extraction, timezone.now())
        document_text_changed.send(sender=model, document=current)


@contextmanager
def local_copy(document: "PortalDocument") -> Iterator[Path]:
    """The file in a place where a child process can open it; remote storages are copied."""
    if document.is_stored_locally():
        yield Path(document.file.path)
        return
    with tempfile.NamedTemporaryFile(suffix=f".{document.file_extension}") as copy:
        with document.open_file() as source:
            shutil.copyfileobj(source, copy)
        copy.flush()
        yield Path(copy.name)
