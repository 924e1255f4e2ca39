"""Tables of the translators' desk: submissions, where each translation stands, checks of the tree."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.translators.leases import Leased
from portal.translators.rules import Stage

_STAGES = [
    (Stage.IN_TRANSLATION.value, _("in translation")),
    (Stage.READY.value, _("ready for review")),
    (Stage.REVIEWED.value, _("reviewed")),
    (Stage.OUTDATED.value, _("outdated")),
]


class Submission(Leased):
    """Pages that were submitted together; worked off page by page, so that any stop can be taken up again.

    `pages` are the ids in the order of the tree; the first `above` of them lie above the chosen page and are
    only made where a language lacks them. `until` is the lease of the process at work.
    """

    title = models.CharField(max_length=255)
    pages: models.JSONField = models.JSONField(default=list)
    above = models.PositiveIntegerField(default=0)
    languages: models.JSONField = models.JSONField(default=list)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    skipped: models.JSONField = models.JSONField(default=list)
    failures: models.JSONField = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-created"]
        verbose_name = _("submission for translation")
        verbose_name_plural = _("submissions for translation")

    def __str__(self) -> str:
        return self.title

    @property
    def total(self) -> int:
        """Number of pages."""
        return len(self.pages)


class TranslationStanding(models.Model):
    """Where a translated page stands, since when and by whom; `outdated_since` stays until it is published anew."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="standing")
    stage = models.CharField(
        _("state"), max_length=20, choices=_STAGES, default=Stage.IN_TRANSLATION.value, db_index=True
    )
    changed = models.DateTimeField(_("since"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outdated_since = models.DateTimeField(_("outdated since"), null=True)
    # What readers see of a machine's words that nobody has checked: id of the part to a digest of its words.
    live_machine: models.JSONField = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.stage}"


class StandingEntry(models.Model):
    """One change of state, kept."""

    standing = models.ForeignKey(TranslationStanding, on_delete=models.CASCADE, related_name="entries")
    stage = models.CharField(max_length=20, choices=_STAGES)
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {self.stage}"


class TreeCheck(models.Model):
    """One look at the page tree; `problems` maps the kind of a fault to the ids of pages."""

    at = models.DateTimeField()
    problems: models.JSONField = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {len(self.problems)}"


class DigestReader(models.Model):
    """A translator who wants the weekly mail; `told` is when the last one was sent, or when it was asked for."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reader of the translators' weekly mail")
        verbose_name_plural = _("readers of the translators' weekly mail")
        default_permissions = ()

    def __str__(self) -> str:
        return f"digest reader {self.pk}"
