"""Table of what was given to a machine."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.translators.leases import Leased


class MachineRun(Leased):
    """The open parts of one translated page on their way to a service and back; only one at a time for a page.

    `until` is the lease of the process at work, `fault` a rules.Fault, `refused` the German parts whose
    translation was empty or lost its markup.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    service = models.CharField(max_length=40)
    created = models.DateTimeField()
    parts = models.PositiveIntegerField(default=0)
    characters = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    refused: models.JSONField = models.JSONField(default=list)
    attempts = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["-created"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(finished__isnull=True),
                name="one_machine_run_for_each_page",
            )
        ]
        verbose_name = _("machine translation")
        verbose_name_plural = _("machine translations")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.service}"
