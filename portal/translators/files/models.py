"""Files that were handed in together, and what became of each."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.translators.leases import Leased


class Delivery(Leased):
    """One upload; `until` is the lease of the process at work."""

    name = models.CharField(max_length=255)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created"]
        verbose_name = _("delivery of translated files")
        verbose_name_plural = _("deliveries of translated files")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class DeliveredFile(models.Model):
    """One file; `content` is emptied when it was worked off, `answer` is what `answers.Answer` holds.

    `only` is the translation whose door it came through, None for files that say themselves what they are.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    only = models.PositiveBigIntegerField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    answer: models.JSONField = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
