"""What consultations and methods tell in the same words: facts, level and formats."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of `parts/facts.html`: a word and what holds for it, `language` when that is another than the page's."""

    label: str
    value: str
    url: str = ""
    language: str = ""


class Level(models.TextChoices):
    """How much say participants have, from hearing about it to deciding it."""

    INFORMATION = "information", pgettext_lazy("level of participation", "Information")
    CONSULTATION = "consultation", pgettext_lazy("level of participation", "Consultation")
    COOPERATION = "cooperation", pgettext_lazy("level of participation", "Cooperation")
    CODECISION = "codecision", pgettext_lazy("level of participation", "Co-decision")


class Format(models.TextChoices):
    """How one can take part."""

    ANALOG = "analog", _("Analog")
    DIGITAL = "digital", _("Digital")
    HYBRID = "hybrid", _("Hybrid")


class WithFormats(models.Model):
    """Any number of formats, one column each: every database filters them, every translation gets them."""

    format_analog = models.BooleanField(_("analog"), default=False)
    format_digital = models.BooleanField(_("digital"), default=False)
    format_hybrid = models.BooleanField(_("hybrid"), default=False)

    class Meta:
        abstract = True

    @property
    def formats(self) -> tuple[str, ...]:
        """The chosen formats by their keys; may be set as a whole."""
        return tuple(value for value in Format.values if getattr(self, f"format_{value}"))

    @formats.setter
    def formats(self, chosen: Iterable[str]) -> None:
        wanted = {Format(value) for value in chosen}
        for value in Format:
            setattr(self, f"format_{value}", value in wanted)

    @property
    def formats_labels(self) -> list[str]:
        """The chosen formats in the reader's language."""
        return [str(Format(value).label) for value in self.formats]
