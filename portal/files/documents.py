"""Own document table and the text of its pages."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.models import CollectionViewRestriction
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from portal.files.entries import document_entries
from portal.files.extraction import Extraction, State
from portal.files.kinds import DocumentKind
from portal.files.names import clean_file_name, clean_title
from portal.files.signals import document_text_changed
from portal.files.states import STATE_LABELS
from portal.files.tasks import request_extraction
from portal.files.validation import validate_document
from portal.files.versions.keeping import ask_to_replace, keep_replaced, stored
from portal.findable import Entry, Findable, Source
from portal.translation.languages import language_choices

CONTENT_FIELDS = {"file", "file_hash", "file_size", "sha256", "pages"}
STATE_FIELDS = {"extraction_state", "extraction_note", "extracted_at"}


def new_key() -> str:
    """The part of an address that nobody guesses."""
    return secrets.token_hex(8)


class PortalDocumentQuerySet(DocumentQuerySet):
    """Documents with the question search and readers ask."""

    def public(self) -> "PortalDocumentQuerySet":
        """Documents in collections without any restriction, their own or one above them."""
        restricted = models.Q()
        for restriction in CollectionViewRestriction.objects.select_related("collection"):
            restricted |= models.Q(collection__path__startswith=restriction.collection.path)
        return self.exclude(restricted) if restricted else self.all()


class PortalDocument(Findable, AbstractDocument):
    """A file readers can download and search.

    Saving a new file computes its hashes, keeps the old one as a version, drops its text and queues reading the
    new one.
    """

    title: str
    file: Any
    find_kind = "document"
    find_kind_label = _("Document")

    kind = models.CharField(_("kind"), max_length=30, choices=DocumentKind, default=DocumentKind.OTHER)
    document_date = models.DateField(
        _("date of the document"), null=True, blank=True, help_text=_("The day readers sort by.")
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        choices=language_choices,
        blank=True,
        help_text=_("Left empty, it is guessed from the text."),
    )
    findable_alone = models.BooleanField(
        _("find this document on its own"),
        default=False,
        help_text=_("Everybody may read it and search finds it, even if no page offers it for download."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    source_url = models.CharField(
        _("source"),
        max_length=500,
        blank=True,
        validators=[URLValidator(["http", "https"])],
        help_text=_("Address where the document was first published."),
    )
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    source_id = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)

    key = models.CharField(max_length=16, default=new_key, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    extraction_state = models.CharField(
        _("text for search"),
        max_length=20,
        choices=[(state.value, label) for state, label in STATE_LABELS.items()],
        default=State.PENDING.value,
        editable=False,
        db_index=True,
    )
    extraction_note = models.CharField(max_length=40, blank=True, editable=False)
    extracted_at = models.DateTimeField(null=True, editable=False)

    objects = PortalDocumentQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "kind",
        "document_date",
        "language",
        "findable_alone",
        "publisher",
        "source_url",
        "licence",
        "collection",
        "tags",
    )
    search_fields = [
        *AbstractDocument.search_fields,
        index.FilterField("kind"),
        index.FilterField("language"),
        index.FilterField("extraction_state"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Check a newly chosen file: name, size and what it really is."""
        self.title = clean_title(self.title)
        if self.file and not self.file._committed:
            self.file.name = clean_file_name(self.file.name)
            validate_document(
                self.file,
                self.file.name,
                extensions=settings.WAGTAILDOCS_EXTENSIONS,
                most_bytes=settings.WAGTAILDOCS_MAX_UPLOAD_SIZE,
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file content is hashed and queued for reading in the same transaction."""
        fields = kwargs.get("update_fields")
        before = stored(self) if fields is None or "file" in fields else {}
        changed = (fields is None or "file" in fields) and self._note_content(before.get("file", ""))
        if changed and fields is not None:
            kwargs["update_fields"] = {*fields, *CONTENT_FIELDS, *STATE_FIELDS}
        if changed and before:
            ask_to_replace(self)
        with transaction.atomic(using=kwargs.get("using")):
            if changed and before:
                keep_replaced(self, before)
            super().save(*args, **kwargs)
            if changed:
                self.text_pages.all().delete()
                document_text_changed.send(sender=type(self), document=self)
                request_extraction(self.pk)

    def _note_content(self, old_name: str) -> bool:
        """Hash a file that is new to this row; whether its content differs from the known one.

        The same content given again keeps the stored file, so that repeated imports leave nothing behind.
        """
        if not self.file or (self.file._committed and self.sha256):
            return False
        if not self.file._committed:
            self.file.name = clean_file_name(self.file.name)
        with self.open_file() as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            self.file_hash = hash_filelike(file)
            file.seek(0)
        self.file_size = self.file.size
        if digest == self.sha256:
            if old_name and self.file.storage.exists(old_name):
                self.file = old_name
            return False
        self.sha256 = digest
        self.pages = None
        self.extraction_state, self.extraction_note, self.extracted_at = State.PENDING.value, "", None
        return True

    def replace_text(self, extraction: Extraction, moment: datetime) -> None:
        """Store what was read, in the caller's transaction."""
        self.text_pages.all().delete()
        headings = extraction.headings or ("",) * len(extraction.pages)
        rows = enumerate(zip(extraction.pages, headings, strict=True), start=1)
        DocumentPage.objects.bulk_create(
            [
                DocumentPage(document=self, number=n, text=text, heading=heading)
                for n, (text, heading) in rows
            ],
            batch_size=200,
        )
        self.pages = extraction.page_count if self.has_pages and extraction.page_count else None
        self.extraction_state = extraction.state.value
        self.extraction_note = extraction.note
        self.extracted_at = moment
        if not self.language and extraction.language in dict(language_choices()):
            self.language = extraction.language
        self.save(update_fields=["pages", "language", *STATE_FIELDS])

    @property
    def url(self) -> str:
        """Where it is fetched: the number finds it, the key cannot be guessed, the name is for people."""
        return reverse("portal_document", args=[self.pk, self.key, self.filename])

    @property
    def has_pages(self) -> bool:
        """Whether readers can be sent to a page of this file; office files have none of their own."""
        return self.file_extension.lower() == "pdf"

    @property
    def lies_open(self) -> bool:
        """Whether its collection keeps nobody out; whether anything offers it is another question."""
        return not self.collection.get_view_restrictions()

    def duplicates(self) -> models.QuerySet["PortalDocument"]:
        """Other documents with exactly the same content, the oldest first."""
        same = PortalDocument.objects.filter(sha256=self.sha256).exclude(sha256="")
        return same.exclude(pk=self.pk).order_by("created_at", "pk")

    @property
    def find_key(self) -> str:
        """Identity in the search index."""
        return f"document:{self.pk}"

    def find_entries(self) -> Iterable[Entry]:
        """One place per page or section with text."""
        return document_entries(self)

    def find_source(self) -> Source:
        """This document as a find of its own; without entries when it may not be found alone."""
        entries = tuple(self.find_entries()) if self.findable_alone and self.lies_open else ()
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.language or settings.LANGUAGE_CODE,
            title=self.title,
            date=self.document_date,
            entries=entries,
        )


class DocumentPage(models.Model):
    """The text of one page of a document, or of one section when the format knows no pages."""

    # It is a part of the document and no place where the document is used.
    wagtail_reference_index_ignore = True

    document = models.ForeignKey(PortalDocument, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_text_per_page_of_a_document")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.number}"
