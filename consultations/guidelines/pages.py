"""The page of a guideline text and its current draft."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField

from consultations import placement
from consultations.guidelines import passages, text
from consultations.guidelines.blocks import ChaptersBlock
from consultations.guidelines.routes import DownloadRoutes, ReadingRoutes
from consultations.guidelines.rules import Chapter, outline
from portal.findable import Entry, Findable, Source
from portal.pages.page import PortalPage


class GuidelinePage(ReadingRoutes, DownloadRoutes, RoutablePageMixin, PortalPage, Findable):
    """Guidelines as they stand now: chapters and numbered paragraphs with ids that last."""

    class Binding(models.TextChoices):
        """Degree of binding force, from the weakest to the strongest."""

        MISSION_STATEMENT = "mission_statement", _("Mission statement")
        GUIDELINE = "guideline", _("Guideline")
        RULES_OF_PROCEDURE = "rules_of_procedure", _("Rules of procedure")
        STATUTE = "statute", _("Statute")
        ADMINISTRATIVE_REGULATION = "administrative_regulation", _("Administrative regulation")

    class DraftState(models.TextChoices):
        """How far the text has come."""

        WORKING_DRAFT = "working_draft", _("Working draft")
        DRAFT = "draft", _("Draft for discussion")
        REVISED = "revised", _("Revised draft")
        FINAL_DRAFT = "final_draft", _("Draft for resolution")
        ADOPTED = "adopted", _("Adopted")

    four_eyes: ClassVar[bool] = True
    find_kind: ClassVar[str] = "guideline"
    find_kind_label: ClassVar[object] = _("Guidelines")
    newest_by: ClassVar[str] = "version_date"
    parent_page_types: ClassVar = ["consultations.ConsultationPage"]
    subpage_types: ClassVar[list[str]] = []
    body_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("binding"), FieldPanel("draft_state")]),
                FieldPanel("version_date"),
            ],
            _("This text"),
        ),
        FieldPanel("chapters"),
    ]

    binding = models.CharField(_("binding force"), max_length=30, choices=Binding, default=Binding.GUIDELINE)
    draft_state = models.CharField(
        _("state of the draft"), max_length=20, choices=DraftState, default=DraftState.WORKING_DRAFT
    )
    version_date = models.DateField(_("date of this version"), default=timezone.localdate)
    chapters = StreamField(ChaptersBlock(), blank=True, verbose_name=_("chapters"))

    class Meta:
        verbose_name = _("guidelines")
        verbose_name_plural = _("guidelines")

    def outline(self) -> list[Chapter]:
        """The numbered chapters and paragraphs, without the notes of editors."""
        return outline(text.chapters_of(self.chapters))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `chapters`, the numbered text."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["chapters"] = self.outline()
        return context

    def find_source(self) -> Source:
        """What search knows of this text."""
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.locale.language_code,
            title=self.title,
            summary=self.summary,
            date=self.version_date,
            consultation=placement.consultation_title(self),
            entries=tuple(self.find_entries()),
        )

    def find_entries(self) -> Iterable[Entry]:
        """One entry per chapter introduction and per paragraph."""
        with translation.override(self.locale.language_code):
            return list(passages.entries(self.outline()))
