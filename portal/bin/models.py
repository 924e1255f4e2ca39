"""What lies in the bin, and where it stood."""

import uuid

from django.conf import settings
from django.db import models


class BinnedPage(models.Model):
    """The upper end of a deleted part of the tree; rows of one `batch` were deleted together, the lead by a person."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="binned")
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    lead = models.BooleanField(default=True)
    parent = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.PositiveBigIntegerField(null=True)
    slug = models.CharField(max_length=255)
    # Pages that were public, with the revision that readers saw; and the keys of translations that were taken alone.
    public = models.JSONField(default=list)
    keys = models.JSONField(default=list)
    binned_at = models.DateTimeField(db_index=True)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.slug
