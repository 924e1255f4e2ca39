"""What documents and images were before: contents that were replaced, and files that were deleted."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FileVersion(models.Model):
    """An earlier content, with who took it away, when and why.

    The file is named by kind and number, not by a key of the database: it may be gone. `snapshot` holds the
    fields of one that was deleted, so that it comes back under its number.
    """

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        """The two tables of files."""

        DOCUMENT = "document", _("document")
        IMAGE = "image", _("image")

    kind = models.CharField(max_length=10, choices=Kind)
    file_id = models.BigIntegerField()
    title = models.CharField(_("title"), max_length=255)
    content = models.FileField(_("file"), upload_to="file_versions", max_length=255)
    size = models.PositiveBigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    replaced_at = models.DateTimeField(_("until"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    snapshot = models.JSONField(null=True)

    class Meta:
        ordering = ("-replaced_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["kind", "file_id"], name="version_of_file")]

    def __str__(self) -> str:
        return self.title
