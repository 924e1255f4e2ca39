"""Steps of a method and the consultations that used it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin


class MethodStep(TranslatableMixin, Orderable):
    """One step of the course of a method."""

    page = ParentalKey("consultations.MethodPage", on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what happens"), max_length=1000, blank=True)
    duration = models.CharField(
        _("duration"), max_length=60, blank=True, help_text=_("In words, such as “20 minutes per round”.")
    )

    panels: ClassVar = [FieldRowPanel([FieldPanel("title"), FieldPanel("duration")]), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.title


class MethodUse(TranslatableMixin, Orderable):
    """A consultation in which a method was used."""

    page = ParentalKey("consultations.MethodPage", on_delete=models.CASCADE, related_name="uses")
    consultation = models.ForeignKey(
        "consultations.ConsultationPage",
        verbose_name=_("consultation"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    note = models.CharField(_("how it went"), max_length=255, blank=True)

    panels: ClassVar = [
        PageChooserPanel("consultation", "consultations.ConsultationPage"),
        FieldPanel("note"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("use of a method")
        verbose_name_plural = _("uses of methods")

    def __str__(self) -> str:
        return str(self.consultation)
