"""Bodies, agenda items and attached files of sessions, named as in OParl."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from consultations.meetings import rules
from portal.files.guessing import guess_kind
from portal.files.kinds import DocumentKind


class Organization(models.Model):
    """A body that meets: council, committee, working group.

    Its name is a proper name and the same in all languages, so pages of all languages share one row.
    """

    class Kind(models.TextChoices):
        """What sort of body it is."""

        WORKING_GROUP = "working_group", _("Working group")
        ADVISORY_BOARD = "advisory_board", _("Advisory board")
        COMMITTEE = "committee", _("Committee")
        COUNCIL = "council", _("Council")
        PARLIAMENT = "parliament", _("Parliament")
        OTHER = "other", _("Other body")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        help_text=_("Part of the address of this body's calendar; changing it breaks subscriptions."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    municipality = models.CharField(
        _("municipality"),
        max_length=120,
        blank=True,
        help_text=_("Only for bodies of other municipalities; it is shown behind the name."),
    )
    description = models.TextField(_("description"), blank=True)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("municipality")]),
        FieldPanel("slug"),
        FieldPanel("description"),
    ]

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ("municipality", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["name", "municipality"], name="one_organization_per_municipality"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.municipality})" if self.municipality else self.name


class AgendaItem(TranslatableMixin, Orderable):
    """One item of an agenda and, after the session, what was said and decided under it.

    A `speech` is a turn of a speaker in a transcript that is not filed under an agenda item.
    """

    class Kind(models.TextChoices):
        """Agenda items are listed before the session, speeches only read after it."""

        ITEM = "item", _("Agenda item")
        SPEECH = "speech", _("Speech")

    page = ParentalKey("consultations.MeetingPage", on_delete=models.CASCADE, related_name="agenda_items")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ITEM)
    number = models.CharField(
        _("number"), max_length=30, blank=True, help_text=_("As printed on the agenda, such as 5.1.")
    )
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("what is planned"), blank=True)
    public = models.BooleanField(_("public"), default=True)
    submitted_by = models.TextField(_("submitted by"), blank=True)
    references = models.TextField(
        _("references"), blank=True, help_text=_("Numbers of papers, comma between.")
    )
    decision = models.TextField(_("decision"), blank=True)
    result = models.TextField(_("result of the vote"), blank=True)
    protocol_text = models.TextField(
        _("protocol"), blank=True, help_text=_("Plain text; a blank line begins a new paragraph.")
    )
    page_from = models.PositiveIntegerField(_("from page"), null=True, blank=True)
    page_to = models.PositiveIntegerField(_("to page"), null=True, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    source_id = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    anchor = models.CharField(max_length=80, blank=True, editable=False)

    override_translatable_fields: ClassVar = [
        SynchronizedField(name, overridable=False) for name in ("number", "references", "source_id", "anchor")
    ]

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("kind"), FieldPanel("public")]),
        FieldPanel("title"),
        FieldPanel("text"),
        MultiFieldPanel(
            [
                FieldPanel("decision"),
                FieldPanel("result"),
                FieldPanel("protocol_text"),
                FieldPanel("submitted_by"),
                FieldPanel("references"),
                FieldRowPanel([FieldPanel("page_from"), FieldPanel("page_to")]),
                FieldPanel("source_url"),
            ],
            _("Protocol"),
            classname="collapsed",
        ),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def wished_anchor(self) -> str:
        """The place this item would take in the page's address if it were free."""
        return rules.anchor_of(self.number, "speech" if self.kind == self.Kind.SPEECH else "top")


class MeetingDocument(TranslatableMixin, Orderable):
    """A file that belongs to a session; what kind of file it is, the file itself knows."""

    page = ParentalKey("consultations.MeetingPage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "portal.PortalDocument", verbose_name=_("file"), on_delete=models.CASCADE, related_name="+"
    )
    agenda_number = models.CharField(
        _("agenda item"), max_length=30, blank=True, help_text=_("Number of the item the file belongs to.")
    )
    title = models.CharField(
        _("title"), max_length=255, blank=True, help_text=_("Leave empty to use the file's own title.")
    )

    override_translatable_fields: ClassVar = [SynchronizedField("agenda_number", overridable=False)]

    panels: ClassVar = [
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("agenda_number"), FieldPanel("title")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("file of a session")
        verbose_name_plural = _("files of sessions")

    def __str__(self) -> str:
        return self.title or self.document.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A file of unknown kind that is put on a session gets the kind its name and this place tell."""
        new = self._state.adding
        super().save(*args, **kwargs)
        if new and self.document.kind == DocumentKind.OTHER:
            name = self.document.filename
            self.document.kind = guess_kind(name, self.title or self.document.title, on_session=True)
            self.document.save(update_fields=["kind"])


class ImportedRecord(models.Model):
    """What the importer last wrote for a record, to tell a changed source from an editor's change."""

    # The importer's memory is no place where a file is used.
    wagtail_reference_index_ignore = True

    source_id = models.CharField(max_length=120, unique=True)
    content_hash = models.CharField(max_length=64)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    document = models.ForeignKey(
        "portal.PortalDocument", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # A plain number: revisions may be purged without the importer losing track.
    revision_id = models.BigIntegerField(null=True, blank=True)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")

    def __str__(self) -> str:
        return self.source_id
