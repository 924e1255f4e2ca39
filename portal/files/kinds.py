"""What a document is, in the words of council work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """The kinds an editor chooses from; values are stored and appear in addresses of the API."""

    INVITATION = "invitation", _("Invitation")
    AGENDA = "agenda", _("Agenda")
    RESULTS_PROTOCOL = "results_protocol", _("Results protocol")
    VERBATIM_PROTOCOL = "verbatim_protocol", _("Verbatim protocol")
    MINUTES = "minutes", _("Minutes")
    DECISION = "decision", _("Decision")
    ATTENDANCE = "attendance", _("List of attendance")
    TRANSCRIPT = "transcript", _("Transcript")
    ATTACHMENT = "attachment", _("Attachment")
    GUIDELINE_DRAFT = "guideline_draft", _("Draft guideline")
    PRESENTATION = "presentation", _("Presentation")
    PRESS = "press", _("Press release")
    OTHER = "other", _("Other document")


# Files that hold what was said and decided, and are shown only when a protocol may be.
PROTOCOL_KINDS = (
    DocumentKind.RESULTS_PROTOCOL,
    DocumentKind.VERBATIM_PROTOCOL,
    DocumentKind.MINUTES,
    DocumentKind.TRANSCRIPT,
)
