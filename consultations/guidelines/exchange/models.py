"""An uploaded text between its upload and the decision about it."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT = dt.timedelta(hours=24)


class GuidelineUpload(models.Model):
    """A file one editor has uploaded and not yet taken over; nobody else sees it, and after a day it is gone.

    `draft` is what was read from it, `revision_id` the newest revision of the page at that time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey("consultations.GuidelinePage", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("uploaded at"))
    file_name = models.CharField(_("file name"), max_length=255)
    file_format = models.CharField(max_length=10)
    content = models.BinaryField()
    choice = models.CharField(max_length=10)
    draft = models.TextField()
    revision_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("uploaded text")
        verbose_name_plural = _("uploaded texts")

    def __str__(self) -> str:
        """The name of the file."""
        return self.file_name
