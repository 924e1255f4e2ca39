"""The page of a guideline text and its current draft."""

import datetime as dt
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
from consultations.guidelines import passages, references, text
from consultations.guidelines.blocks import GuidelineStreamBlock
from consultations.guidelines.panels import NumbersPanel
from consultations.guidelines.reading import standing
from consultations.guidelines.routes import DownloadRoutes, ReadingRoutes
from consultations.guidelines.rules import CONTINUOUS, DECIMAL, SECTION, NumberedPart, number, sections
from consultations.guidelines.versions.models import VersionState
from portal.findable import Entry, Findable, Source
from portal.pages.page import PortalPage
from portal.translation.changes import Place


class GuidelinePage(ReadingRoutes, DownloadRoutes, RoutablePageMixin, PortalPage, Findable):
    """Guidelines as they stand now: chapters and numbered paragraphs with ids that last.

    `chapters` is the whole text in one flat row; it keeps the name under which translations know it.
    """

    class Binding(models.TextChoices):
        """Degree of binding force, from the weakest to the strongest."""

        MISSION_STATEMENT = "mission_statement", _("Mission statement")
        GUIDELINE = "guideline", _("Guideline")
        RULES_OF_PROCEDURE = "rules_of_procedure", _("Rules of procedure")
        STATUTE = "statute", _("Statute")
        ADMINISTRATIVE_REGULATION = "administrative_regulation", _("Administrative regulation")

    class Numbering(models.TextChoices):
        """How chapters and paragraphs are numbered, see `rules.SCHEMES`."""

        DECIMAL = DECIMAL, _("1, 1.1, 1.2")
        SECTION = SECTION, _("§ 1, § 1 (1), § 1 (2)")
        CONTINUOUS = CONTINUOUS, _("Chapters and paragraphs each counted through")

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
                FieldRowPanel([FieldPanel("version_date"), FieldPanel("scheme")]),
            ],
            _("This text"),
        ),
        FieldPanel("chapters"),
        NumbersPanel(heading=_("Numbers and anchors"), classname="collapsed"),
    ]

    binding = models.CharField(_("binding force"), max_length=30, choices=Binding, default=Binding.GUIDELINE)
    draft_state = models.CharField(
        _("state"), max_length=20, choices=VersionState, default=VersionState.WORKING_DRAFT
    )
    version_date = models.DateField(_("date of this version"), default=timezone.localdate)
    scheme = models.CharField(_("numbering"), max_length=20, choices=Numbering, default=Numbering.DECIMAL)
    chapters = StreamField(GuidelineStreamBlock(), blank=True, verbose_name=_("text"))

    class Meta:
        verbose_name = _("guidelines")
        verbose_name_plural = _("guidelines")

    def numbered(self) -> list[NumberedPart]:
        """The text with numbers, cross references that follow them, and without the notes of editors."""
        return self.numbered_as(self.scheme)

    def numbered_as(self, scheme: str) -> list[NumberedPart]:
        """The same in a scheme that may not be its own: translations are numbered like their source."""
        return references.resolve(number(text.parts_of(self.chapters), scheme))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `sections`, the numbered text chapter by chapter, and `standing`, how it stands to its versions."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        parts = self.numbered()
        context["sections"] = sections(parts)
        # Asked by the template of the page itself only, not by those of the pages below it.
        context["standing"] = lambda: standing.standing(self, parts)
        return context

    def difference_url(self, since: dt.datetime) -> str:
        """The published text compared with the version that was newest then."""
        return standing.difference_url(self, since)

    def places(self) -> dict[str, Place]:
        """Chapters, paragraphs, figures and tables by what they are cited as."""
        return passages.places(self.numbered(), self.locale.language_code)

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
        """One entry per chapter introduction, paragraph, figure and table."""
        with translation.override(self.locale.language_code):
            return list(passages.entries(self.numbered()))
