"""The tables behind the editors' menu "Search"."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

MOST_WORDS = 40
MOST_IN_WORD = 80


def languages() -> list[tuple[str, str]]:
    """The portal's languages; asked for at run time, so that no migration names them."""
    return list(settings.LANGUAGES)


def first_language() -> str:
    """The language new entries begin with."""
    return settings.LANGUAGE_CODE


def listed_languages() -> list[tuple[str, str]]:
    """Those whose language work takes compounds apart; the German list also serves Leichte Sprache."""
    return [(code, name) for code, name in settings.LANGUAGES if code == "de"]


def lines(text: str) -> list[str]:
    """Entries of a field, one per line or divided by commas, each once."""
    found = (" ".join(entry.split()) for line in text.splitlines() for entry in line.split(","))
    return list(dict.fromkeys(filter(None, found)))


class Worded(models.Model):
    """What every entry has: it counts for one language, German also for Leichte Sprache."""

    language = models.CharField(
        _("language"), max_length=12, choices=languages, default=first_language, db_index=True
    )
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class SynonymGroup(Worded):
    """Words that mean the same to a reader; they count from the next search on."""

    class Direction(models.TextChoices):
        """Which words find which."""

        BOTH = "both", _("Every word finds all the others")
        FIRST = "first", _("Only the first word finds the others")

    words = models.TextField(
        _("words"),
        max_length=2_000,
        help_text=_(
            "One per line or divided by commas. Several words belong together in one entry: Grüne Welle."
        ),
    )
    direction = models.CharField(
        pgettext_lazy("of synonyms", "direction"), max_length=8, choices=Direction, default=Direction.BOTH
    )

    panels: ClassVar = [FieldPanel("language"), FieldPanel("words"), FieldPanel("direction")]

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ("language", "words")

    def __str__(self) -> str:
        sign = " = " if self.direction == self.Direction.BOTH else " → "
        return sign.join(lines(self.words)[:6])

    def clean(self) -> None:
        """Two words at least; no sentence, because every word of it would be asked for."""
        _check(lines(self.words), "words", fewest=2)
        super().clean()


class ListedWord(Worded):
    """A word the language work should know; it counts after the next rebuild of the index."""

    class Kind(models.TextChoices):
        """What is to be known about it."""

        WHOLE = "whole", _("Never take apart")
        EXTRA = "extra", _("Know as a part of compounds")

    language = models.CharField(
        _("language"), max_length=12, choices=listed_languages, default="de", db_index=True
    )
    word = models.CharField(
        _("word"),
        max_length=MOST_IN_WORD,
        validators=[RegexValidator(r"^[^\W\d_]+$", _("One single word of letters."))],
    )
    kind = models.CharField(pgettext_lazy("of a listed word", "kind"), max_length=8, choices=Kind)

    panels: ClassVar = [FieldPanel("language"), FieldPanel("word"), FieldPanel("kind")]

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("word list")
        ordering = ("language", "word")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("language", "word"), name="search_word_listed_once")
        ]

    def __str__(self) -> str:
        return self.word


class PromotedResult(Worded):
    """A page or address shown above the hits of certain questions, marked as recommended."""

    queries = models.TextField(
        _("questions"),
        max_length=4_000,
        help_text=_("One per line. Case, umlauts, endings and the order of the words do not matter."),
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Shown only while it is published and open to everybody."),
    )
    url = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[RegexValidator(r"^(https?://|/)", _("Start with https:// or /"))],
        help_text=_("Only when no page is chosen."),
    )
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("Empty: the title of the page.")
    )
    text = models.TextField(_("text"), max_length=400, blank=True)

    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("language"), FieldPanel("queries")], _("When")),
        MultiFieldPanel(
            [FieldPanel("page"), FieldPanel("url"), FieldPanel("title"), FieldPanel("text")], _("What")
        ),
    ]

    class Meta:
        verbose_name = _("recommended result")
        verbose_name_plural = _("recommended results")
        ordering = ("language", "queries")

    def __str__(self) -> str:
        return self.title or (self.page.title if self.page else self.url)

    def clean(self) -> None:
        """A place to go to, and a name for it."""
        if not self.page_id and not self.url:
            raise ValidationError({"page": _("Choose a page or give an address.")})
        if not self.page_id and not self.title:
            raise ValidationError({"title": _("An address needs a title.")})
        _check(self.queries.splitlines(), "queries", fewest=1)
        super().clean()


class Edition(models.Model):
    """The word lists the index of a language was made with; replaced as a whole by `lists.adopt`.

    `own` holds the portal's own public words with their counts at that moment. They only decide how compounds
    are taken apart and are shown to nobody.
    """

    language = models.CharField(max_length=12, primary_key=True)
    never_split = models.JSONField(default=list)
    extra = models.JSONField(default=list)
    own = models.JSONField(default=dict)
    version = models.CharField(max_length=16)
    adopted = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.language} {self.version}"


def _check(entries: Iterable[str], field: str, fewest: int) -> None:
    kept = [entry for entry in entries if entry.strip()]
    if len(kept) < fewest:
        raise ValidationError({field: _("Please give at least %(fewest)d.") % {"fewest": fewest}})
    if len(kept) > MOST_WORDS:
        raise ValidationError({field: _("At most %(most)d entries.") % {"most": MOST_WORDS}})
    for entry in kept:
        if len(entry) > MOST_IN_WORD:
            raise ValidationError({field: _("This entry is too long: %(entry)s…") % {"entry": entry[:40]}})
