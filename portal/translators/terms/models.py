"""The term base: what German terms are called in each language."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from portal.translation.languages import language_choices


class Term(ClusterableModel):
    """A German term; the glossary explains words to readers, this says how translators call them."""

    german = models.CharField(_("German term"), max_length=120, unique=True)
    definition = models.TextField(_("definition"), blank=True, max_length=1000)

    panels: ClassVar[list[Any]] = [
        FieldPanel("german"),
        FieldPanel("definition"),
        InlinePanel("wordings", label=_("Language")),
    ]

    class Meta:
        ordering: ClassVar = ["german"]
        verbose_name = _("fixed term")
        verbose_name_plural = _("fixed terms")

    def __str__(self) -> str:
        return self.german


class TermWording(Orderable):
    """What a term is called in one language."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(_("language"), max_length=20, choices=language_choices)
    wanted = models.CharField(_("wanted translation"), max_length=200, blank=True)
    forbidden = models.TextField(
        _("forbidden variants"), blank=True, help_text=_("One in each line; using them gives a warning.")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("language"), FieldPanel("wanted"), FieldPanel("forbidden")]

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["term", "language"], name="one_wording_for_each_language")
        ]
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return f"{self.language}: {self.wanted}"

    @property
    def variants(self) -> tuple[str, ...]:
        """The forbidden ones as a tuple."""
        return tuple(line.strip() for line in self.forbidden.splitlines() if line.strip())
