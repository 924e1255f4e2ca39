"""Frozen versions: rows that are written once and never changed or deleted.

Guards in the database refuse every change, see `guards`. A text is finished when its own row exists, a
version when its row exists; so their pieces are written before them (foreign keys are checked at commit).
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.fields import RichTextField

from consultations.guidelines.rules import NumberedPart


class VersionState(models.TextChoices):
    """How far a text has come: of the page and, when it is frozen, of its version, in the same words."""

    WORKING_DRAFT = "working_draft", pgettext_lazy("version", "Working draft")
    PARTICIPATION_DRAFT = "participation_draft", _("Draft for participation")
    REVISED_DRAFT = "revised_draft", _("Draft after participation")
    RESOLUTION = "resolution", _("Version for resolution")
    IN_FORCE = "in_force", _("In force")


class PartKind(models.TextChoices):
    """What a piece of a text is."""

    CHAPTER = "chapter", _("Chapter")
    PARAGRAPH = "paragraph", _("Paragraph")
    FIGURE = "figure", _("Figure")
    TABLE = "table", _("Table")


class GuidelineVersion(models.Model):
    """One numbered version of a guideline text, all languages together.

    `session_key` is the translation key of the session that decided it; the session may go, its title stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guideline = models.ForeignKey(
        "consultations.GuidelinePage",
        verbose_name=_("guidelines"),
        on_delete=models.PROTECT,
        related_name="versions",
    )
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("label"), max_length=120)
    date = models.DateField(_("date"))
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    changes = RichTextField(_("list of changes"), blank=True)
    session_key = models.UUIDField(_("session that decided it"), null=True, blank=True)
    session_title = models.CharField(_("title of the session"), max_length=255, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=VersionState)
    scheme = models.CharField(_("numbering"), max_length=20)
    language = models.CharField(_("source language"), max_length=20)
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.CharField(_("frozen by"), max_length=255)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of guidelines")
        verbose_name_plural = _("versions of guidelines")
        default_permissions = ()
        permissions = [("freeze_guideline", _("Can freeze and withdraw versions of guidelines"))]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "number"], name="one_version_of_a_number"),
        ]

    def __str__(self) -> str:
        """Number and label."""
        return f"{self.number}: {self.label}"

    @property
    def withdrawn(self) -> bool:
        """Whether it was withdrawn; free of a query where `withdrawal` was selected along."""
        return hasattr(self, "withdrawal")


class VersionText(models.Model):
    """The text of a version in one language; a translation may come later than its version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(GuidelineVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(_("language"), max_length=20)
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.CharField(_("frozen by"), max_length=255)
    sha256 = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="one_frozen_text_per_language"),
        ]

    def __str__(self) -> str:
        """Title and language."""
        return f"{self.title} ({self.language})"


class VersionPart(models.Model):
    """One row of a frozen text: a chapter, paragraph, figure or table. `chapter` is an identity too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.ForeignKey(VersionText, on_delete=models.PROTECT, related_name="parts")
    identity = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=PartKind)
    order = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    anchor = models.CharField(max_length=40)
    short = models.CharField(max_length=32, db_index=True)
    chapter = models.UUIDField(null=True, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    html = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["text", "identity"], name="one_frozen_row_per_piece"),
            models.UniqueConstraint(fields=["text", "order"], name="one_frozen_row_per_place"),
        ]

    def __str__(self) -> str:
        """Number and heading."""
        return f"{self.number} {self.heading}".strip()

    def numbered(self) -> NumberedPart:
        """The piece as every rule and every view speaks of it."""
        return NumberedPart(
            kind=self.kind,  # type: ignore[arg-type]  # the choices are the literal
            id=str(self.identity),
            chapter=str(self.chapter) if self.chapter else "",
            number=self.number,
            anchor=self.anchor,
            heading=self.heading,
            html=self.html,
        )


class VersionLineage(models.Model):
    """This piece of this version came (also) from that piece of the version before: a split or a merge.

    A piece that keeps its identity needs no row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(GuidelineVersion, on_delete=models.PROTECT, related_name="lineage")
    identity = models.UUIDField(db_index=True)
    predecessor = models.UUIDField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["version", "identity", "predecessor"], name="each_predecessor_named_once"
            ),
        ]

    def __str__(self) -> str:
        """Both identities."""
        return f"{self.identity} < {self.predecessor}"


class VersionImage(models.Model):
    """An image of a frozen figure; it cannot be deleted, and its hash tells whether its file was replaced."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey(VersionPart, on_delete=models.PROTECT, related_name="images")
    image = models.ForeignKey("portal.PortalImage", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        """The hash of the file."""
        return self.sha256


class VersionWithdrawal(models.Model):
    """A version that is no longer held up; the reason is public and the version stays readable."""

    version = models.OneToOneField(
        GuidelineVersion, primary_key=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField(_("public reason"), max_length=2000)
    withdrawn_at = models.DateTimeField(_("withdrawn at"))
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=255)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        """The reason."""
        return self.reason
