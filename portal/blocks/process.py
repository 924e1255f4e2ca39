"""Blocks that show where a consultation stands; the consultations app draws them."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks.base import PortalBlock

GROUP = _("Participation")


class TimelineExcerptBlock(PortalBlock):
    """The next steps of a consultation, always up to date."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    consultation = blocks.PageChooserBlock(
        label=_("Consultation"), page_type="consultations.ConsultationPage"
    )
    limit = blocks.IntegerBlock(label=_("Number of entries"), default=5, min_value=1, max_value=20)

    class Meta:
        icon = "history"
        group = GROUP
        label = _("Timeline")
        description = _("The current steps of a consultation, taken from its timeline.")

    def example(self) -> dict[str, Any]:
        """Three steps of the first consultation."""
        return {"title": gettext("Timeline"), "limit": 3}


class NextSessionBlock(PortalBlock):
    """When and where the next public session takes place."""

    choose_for_preview = False

    organization = SnippetChooserBlock(
        "consultations.Organization",
        label=_("Body or working group"),
        required=False,
        help_text=_("Left empty, the next session of any body is shown."),
    )

    class Meta:
        icon = "date"
        group = GROUP
        label = _("Next session")
        description = _("Date, time and place of the next session, taken from the calendar.")
