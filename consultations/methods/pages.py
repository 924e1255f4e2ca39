"""Pages of the Methodenkoffer: its list and the methods."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from consultations.methods import filters, presentation
from consultations.vocabulary import Level, WithFormats
from portal.accounts.visibility import offered_below
from portal.findable import Entry, Findable, Source
from portal.pages.page import PortalPage
from portal.pages.section import SectionPage


class MethodIndexPage(SectionPage):
    """The Methodenkoffer: all methods below it, filtered without JavaScript."""

    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["consultations.MethodPage"]

    class Meta:
        verbose_name = _("method collection")
        verbose_name_plural = _("method collections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `chosen`, the filtered cards; see `filters.read`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["chosen"] = filters.read(offered_below(MethodPage.objects.live(), self), request.GET)
        return context


class MethodPage(PortalPage, WithFormats, Findable):
    """One method of participation as a fact sheet."""

    class Goal(models.TextChoices):
        """What the method is good for."""

        ACTIVATE = "activate", _("Activate")
        INFORM = "inform", _("Inform")
        OPINIONS = "opinions", _("Gather opinions")
        PLAN = "plan", _("Plan together")
        CONFLICT = "conflict", _("Work on conflicts")

    class Effort(models.TextChoices):
        """How much work it is for the organisers."""

        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    find_kind: ClassVar[str] = "method"
    find_kind_label: ClassVar[object] = _("Method")
    parent_page_types: ClassVar = ["consultations.MethodIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    goal = models.CharField(_("goal"), max_length=10, choices=Goal, default=Goal.OPINIONS)
    level = models.CharField(
        _("level of participation"), max_length=12, choices=Level, default=Level.CONSULTATION
    )
    group_min = models.PositiveIntegerField(_("people, at least"), null=True, blank=True)
    group_max = models.PositiveIntegerField(_("people, at most"), null=True, blank=True)
    hours_min = models.DecimalField(
        _("hours, at least"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    hours_max = models.DecimalField(
        _("hours, at most"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    effort = models.CharField(_("effort"), max_length=6, choices=Effort, default=Effort.MEDIUM)
    cost = models.CharField(_("cost frame"), max_length=200, blank=True)
    target_groups = models.CharField(_("target groups"), max_length=255, blank=True)
    accessibility = models.TextField(_("accessibility"), max_length=1000, blank=True)
    material = models.TextField(_("material"), max_length=1000, blank=True)

    body_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("goal"), FieldPanel("level"), FieldPanel("effort")]),
                FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")]),
                FieldRowPanel([FieldPanel("hours_min"), FieldPanel("hours_max")]),
                FieldRowPanel(
                    [FieldPanel("format_analog"), FieldPanel("format_digital"), FieldPanel("format_hybrid")],
                    _("Formats"),
                ),
                FieldPanel("cost"),
                FieldPanel("target_groups"),
            ],
            _("Fact sheet"),
        ),
        InlinePanel("steps", heading=_("Course"), label=_("Step")),
        FieldPanel("material"),
        FieldPanel("accessibility"),
        InlinePanel("uses", heading=_("Where used"), label=_("Use")),
    ]

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")

    def clean(self) -> None:
        """The smaller figure comes first."""
        super().clean()
        errors = {}
        for name in ("group", "hours"):
            low, high = getattr(self, f"{name}_min"), getattr(self, f"{name}_max")
            if low is not None and high is not None and high < low:
                errors[f"{name}_max"] = _("The upper figure is smaller than the lower one.")
        if errors:
            raise ValidationError(errors)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `method`, the fact sheet."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["method"] = presentation.sheet(self)
        return context

    def find_source(self) -> Source:
        """What search knows of this method."""
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.locale.language_code,
            title=self.title,
            summary=self.summary,
            formats=self.formats,
            entries=tuple(self.find_entries()),
        )

    def find_entries(self) -> Iterable[Entry]:
        """The head, every step, material and accessibility."""
        return presentation.entries(self)
