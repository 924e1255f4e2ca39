"""Changes of files that wait for a second person."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FileProposal(models.Model):
    """The wish to replace or delete a document or an image that readers see; exactly one of the two is set."""

    wagtail_reference_index_ignore = True

    class Action(models.TextChoices):
        """What is to be done."""

        REPLACE = "replace", _("Replace the file")
        DELETE = "delete", _("Delete the file")

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("waits for approval")
        ACCEPTED = "accepted", _("approved")
        REFUSED = "refused", _("sent back")
        WITHDRAWN = "withdrawn", _("withdrawn")

    action = models.CharField(_("change"), max_length=10, choices=Action)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    document = models.ForeignKey(
        "portal.PortalDocument", null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    image = models.ForeignKey(
        "portal.PortalImage", null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    title = models.CharField(_("title"), max_length=255)
    # The content the proposal was made for; another one since then is another decision.
    known_hash = models.CharField(max_length=40, blank=True)
    content = models.FileField(_("new file"), upload_to="file_proposals", max_length=255, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.title}"

    @property
    def file(self) -> Any:
        """The document or image; None when it is gone."""
        return self.document or self.image

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return bool(self.state == self.State.OPEN)
