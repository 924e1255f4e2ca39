"""Pages of consultations and of their list."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from consultations import listing, passages
from consultations.timeline.models import Phase
from consultations.timeline.rules import ACTING, State, consultation_state
from consultations.vocabulary import Level, WithFormats
from portal.accounts.visibility import offered_below
from portal.blocks.body import BodyStreamBlock
from portal.findable import Entry, Findable, Source
from portal.pages.page import PortalPage
from portal.pages.section import SectionPage


class ConsultationIndexPage(SectionPage):
    """The consultations below it: open, upcoming, closed; filtered by topic and format."""

    # A new consultation can only be submitted at once when the page above it takes part too.
    four_eyes: ClassVar[bool] = True
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["consultations.ConsultationPage"]

    class Meta:
        verbose_name = _("list of consultations")
        verbose_name_plural = _("lists of consultations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`; see `listing.Listing`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        below = offered_below(ConsultationPage.objects.live(), self)
        context["listing"] = listing.read(below, request.GET, timezone.now())
        return context


class ConsultationQuerySet(PageQuerySet):
    """Consultations by the state that follows from their phases, as `rules.consultation_state` has it."""

    def in_state_at(self, state: State, moment: dt.datetime) -> "ConsultationQuerySet":
        """Consultations with this state at an aware moment."""
        phases: Any = Phase.objects.filter(page=OuterRef("pk"))
        running = phases.in_state_at(State.OPEN, moment)
        steps = {
            State.OPEN: running.filter(kind__in=ACTING),
            State.ONGOING: running,
            State.UPCOMING: phases.in_state_at(State.UPCOMING, moment),
            State.CLOSED: phases.in_state_at(State.CLOSED, moment),
        }
        found = self
        for earlier, rows in steps.items():
            if earlier is state:
                return found.filter(Exists(rows))
            found = found.exclude(Exists(rows))
        return found


class ConsultationPage(PortalPage, WithFormats, Findable):
    """One consultation; sessions, texts and notes that belong to it stand below it in the tree."""

    # One row of the translators' dashboard, with all that lies below.
    translated_as_one: ClassVar[bool] = True
    four_eyes: ClassVar[bool] = True
    find_kind: ClassVar[str] = "consultation"
    find_kind_label: ClassVar[object] = _("Consultation")
    parent_page_types: ClassVar = ["consultations.ConsultationIndexPage"]
    subpage_types: ClassVar = [
        "consultations.MeetingPage",
        "consultations.GuidelinePage",
        "home.InfoPage",
    ]

    goal = models.TextField(
        _("goal"), max_length=1000, blank=True, help_text=_("What is decided in the end, and what is open.")
    )
    level = models.CharField(
        _("level of participation"), max_length=12, choices=Level, default=Level.CONSULTATION
    )
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    contact = models.ForeignKey(
        "home.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True)
    result = models.TextField(
        _("result"),
        max_length=4000,
        blank=True,
        help_text=_(
            "What came of it, and what became of the contributions. A blank line begins a paragraph."
        ),
    )

    objects: ClassVar[Any] = PageManager.from_queryset(ConsultationQuerySet)()

    served_with: ClassVar = ("locale", "contact__locale")
    body_panels: ClassVar = [
        FieldPanel("goal"),
        MultiFieldPanel(
            [
                FieldPanel("level"),
                FieldRowPanel(
                    [FieldPanel("format_analog"), FieldPanel("format_digital"), FieldPanel("format_hybrid")],
                    _("Formats"),
                ),
                FieldPanel("organiser"),
                FieldPanel("contact"),
            ],
            _("How one can take part"),
        ),
        MultipleChooserPanel(
            "topic_links", chooser_field_name="topic", heading=_("Topics"), label=_("Topic")
        ),
        InlinePanel("phases", heading=_("Phases"), label=_("Phase")),
        InlinePanel("milestones", heading=_("Milestones"), label=_("Milestone")),
        FieldPanel("body"),
        FieldPanel("result"),
    ]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def state_at(self, moment: dt.datetime) -> State:
        """The state that follows from the phases."""
        phases = list(self.phases.all())
        acting = [phase.window for phase in phases if phase.acting]
        return consultation_state(acting, moment, [phase.window for phase in phases if not phase.acting])

    def find_source(self) -> Source:
        """What search knows of this consultation."""
        starts = [phase.start for phase in self.phases.all() if phase.start]
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.locale.language_code,
            title=self.title,
            summary=self.summary,
            date=timezone.localtime(min(starts)).date() if starts else None,
            consultation=self.title,
            topics=tuple(link.topic.name for link in self.topic_links.select_related("topic")),
            formats=self.formats,
            entries=tuple(self.find_entries()),
        )

    def find_entries(self) -> Iterable[Entry]:
        """Goal, body, timeline and result, in the order of the page."""
        return passages.consultation_entries(self)
