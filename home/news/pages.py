"""News: the list and the press release, with corrections that stay visible."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin

from home.body import BodyPage
from home.news import listing, metadata
from home.snippets import Contact
from portal.accounts.visibility import offered_below
from portal.findable import Entry
from portal.pages.section import SectionPage


class NewsIndexPage(SectionPage):
    """All news of one language, newest first, by year and in pages."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.NewsPage"]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The asked-for page of the list; a value that makes no sense never ends in an error."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        news = offered_below(NewsPage.objects.live(), self)
        return context | {"listing": listing.build(news, request.GET)}


class NewsPage(BodyPage):
    """A piece of news or a press release."""

    date = models.DateTimeField(_("date of publication"), default=timezone.now)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    press_contact = models.ForeignKey(
        "home.Contact",
        verbose_name=_("press contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    find_kind = "news"
    find_kind_label = _("News")
    newest_by = "date"
    share_type = "article"
    served_with = ("locale", "press_contact__locale")
    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    body_panels: ClassVar[list] = [
        FieldPanel("date"),
        FieldPanel("subtitle"),
        FieldPanel("body"),
        FieldPanel("press_contact"),
        InlinePanel(
            "corrections",
            heading=_("Corrections"),
            label=_("Correction"),
            help_text=_("Published corrections stay: readers must be able to see what was changed."),
        ),
    ]

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    @property
    def find_date(self) -> dt.date | None:
        """The day of publication where the city is."""
        return timezone.localtime(self.date).date()

    @cached_property
    def corrections_in_order(self) -> list["Correction"]:
        """Corrections as readers get them: the newest first."""
        return sorted(self.corrections.all(), key=lambda correction: correction.date, reverse=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The press contact; a withdrawn one is not shown."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        contacts = Contact.objects.filter(pk=self.press_contact_id, live=True).select_related("locale")
        return context | {"press": contacts.first() if self.press_contact_id else None}

    def find_entries(self) -> Iterable[Entry]:
        """Subtitle and sections, then every correction at its own place."""
        if self.subtitle:
            yield Entry(text=self.subtitle)
        yield from super().find_entries()
        for correction in self.corrections_in_order:
            yield Entry(text=correction.text, place=correction.anchor, label=str(_("Correction")))

    def json_ld(self, url: str) -> dict[str, Any]:
        """The article as schema.org describes it."""
        return metadata.news_article(self, url)


class Correction(TranslatableMixin, Orderable):
    """A dated note on what was wrong in a published article."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="corrections")
    date = models.DateTimeField(_("date"), default=timezone.now)
    text = models.TextField(_("what is right"), max_length=1000)
    previous_wording = models.TextField(_("previous wording"), max_length=1000, blank=True)

    panels: ClassVar = [FieldPanel("date"), FieldPanel("text"), FieldPanel("previous_wording")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def anchor(self) -> str:
        """Place of the correction on the page; it is the same in every language."""
        return f"correction-{self.translation_key.hex[:8]}"
