"""Phases and milestones of a consultation."""

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin

from consultations.timeline.fields import EndField
from consultations.timeline.querysets import WindowQuerySet
from consultations.timeline.rules import ACTING, Precision, State, Window, fuzzy_window, read_fuzzy


class Phase(TranslatableMixin, Orderable):
    """A span of a consultation in which something is possible; phases may overlap."""

    class Kind(models.TextChoices):
        """What happens in the phase."""

        PREPARATION = "preparation", _("Preparation")
        INFORMATION = "information", _("Information")
        WORKING = "working", _("Working phase")
        COMMENT = "comment", _("Participation")
        WORKSHOP = "workshop", _("Workshop")
        EVALUATION = "evaluation", _("Evaluation")
        DECISION = "decision", _("Decision")
        IMPLEMENTATION = "implementation", _("Implementation")

    page = ParentalKey("consultations.ConsultationPage", on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=Kind,
        default=Kind.COMMENT,
        help_text=_("Only in “Participation” and “Workshop” readers are told that they can take part."),
    )
    start = models.DateTimeField(_("start"), null=True, blank=True, db_index=True)
    end = EndField(
        _("until and including"),
        null=True,
        blank=True,
        help_text=_(
            "The last day, such as 29.03.2024: open until midnight. With a clock time, such as 29.03.2024 12:00, "
            "it ends then."
        ),
    )
    text = models.TextField(
        _("what is possible"),
        max_length=500,
        blank=True,
        help_text=_(
            "What readers can do in this phase, where and how. Only name ways that are there: an address, a session."
        ),
    )

    objects: ClassVar[Any] = models.Manager.from_queryset(WindowQuerySet)()

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        FieldPanel("text"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A phase ends after it starts."""
        super().clean()
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The phase ends before it starts.")})

    @property
    def window(self) -> Window:
        """When the phase runs."""
        return Window(self.start, self.end)

    @property
    def acting(self) -> bool:
        """Whether citizens can do something in it."""
        return self.kind in ACTING

    def state_at(self, moment: dt.datetime) -> State:
        """The state at an aware moment."""
        return self.window.state_at(moment)


class Milestone(TranslatableMixin, Orderable):
    """A point of a consultation, dated as exactly as it is known."""

    class When(models.TextChoices):
        """How exactly the date is known; the values are those of `rules.Precision`."""

        EXACT = Precision.EXACT.value, _("Day")
        MONTH = Precision.MONTH.value, _("Month")
        QUARTER = Precision.QUARTER.value, _("Quarter")
        SEASON = Precision.SEASON.value, _("Season")
        YEAR = Precision.YEAR.value, _("Year")
        TEXT = Precision.TEXT.value, _("Only in words")

    class State(models.TextChoices):
        """What is known about the date."""

        PLANNED = "planned", pgettext_lazy("milestone", "Planned")
        CONFIRMED = "confirmed", pgettext_lazy("milestone", "Confirmed")
        MOVED = "moved", pgettext_lazy("milestone", "Postponed")
        CANCELLED = "cancelled", pgettext_lazy("milestone", "Cancelled")
        REACHED = "reached", pgettext_lazy("milestone", "Reached")

    page = ParentalKey("consultations.ConsultationPage", on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=160)
    date = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("For a month, quarter, season or year any day of it."),
    )
    precision = models.CharField(_("known to the"), max_length=8, choices=When, default=When.EXACT)
    when_label = models.CharField(
        _("date in words"),
        max_length=80,
        blank=True,
        help_text=_("Such as “Herbst 2023”. Shown instead of the date, and read as date when none is given."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    note = models.TextField(_("note"), max_length=500, blank=True)
    produced = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("what it produced"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels: ClassVar = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("date"), FieldPanel("precision"), FieldPanel("when_label")]),
        FieldRowPanel([FieldPanel("state"), FieldPanel("produced")]),
        FieldPanel("note"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A date known to the day, month or year needs a date or words that can be read as one.

        Words that cannot be read are said, or else the milestone would stand last without anybody knowing why.
        """
        super().clean()
        self.read_words()
        if self.when_label and self.date is None and self.precision != self.When.TEXT:
            text = _(
                "This is not understood as a date. Enter the date too, or choose “Only in words”: then it stands last."
            )
            raise ValidationError({"when_label": text})
        if self.precision != self.When.TEXT and self.date is None and not self.when_label:
            self.precision = self.When.TEXT

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Turns words into a date here too, because imports and demo content do not call `clean`."""
        self.read_words()
        super().save(*args, **kwargs)

    def read_words(self) -> None:
        """Sets date and precision from the words; a given date stays, translations keep the source's date."""
        if self.date is None and (found := read_fuzzy(self.when_label)):
            self.date, self.precision = found.date, self.When(found.precision.value)

    @property
    def window(self) -> Window:
        """When the milestone is or was due, in local time."""
        return fuzzy_window(self.date, Precision(self.precision), timezone.get_default_timezone())
