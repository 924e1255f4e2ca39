"""The front page, information pages and the glossary."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home import selectors
from home.body import BodyPage
from home.routing import page_at
from portal.blocks.body import BodyStreamBlock
from portal.findable import Entry, Findable, Source
from portal.pages.page import PortalPage


class HomePage(PortalPage):
    """The front page of one language: what is next, what is open, what is new."""

    intro = models.TextField(
        _("introduction"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences beside the search box: what can be done here?"),
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("further content"), blank=True)

    body_panels: ClassVar[list] = [FieldPanel("intro"), FieldPanel("body")]
    not_findable_because = "the front page only lists what has a page of its own"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "consultations.ConsultationIndexPage",
        "consultations.MeetingIndexPage",
        "consultations.MethodIndexPage",
        "home.NewsIndexPage",
        "home.InfoPage",
        "home.GlossaryPage",
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """One front page per language: further ones arise by translating the first."""
        taken = cls.objects.filter(locale_id=parent.locale_id).exists()
        return not taken and bool(super().can_create_at(parent))

    def clean(self) -> None:
        """Refuse a second front page of the same language, whichever way it comes in."""
        super().clean()
        others = HomePage.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and others.exists():
            raise ValidationError(_("This language already has a front page."))

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Straight to the page asked for, which may divide its address further."""
        if not path_components:
            return super().route(request, path_components)
        found = page_at(self, path_components)
        if found is None:
            raise Http404
        page, rest = found
        return page.route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Everything the front page announces."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | selectors.front_page(self.locale, timezone.now())


class InfoPage(BodyPage):
    """A lasting page: about the portal, imprint, accessibility, or a page of a consultation."""

    find_kind = "info"
    find_kind_label = _("Information page")
    parent_page_types: ClassVar[list[str]] = [
        "home.HomePage",
        "home.InfoPage",
        "consultations.ConsultationPage",
    ]
    subpage_types: ClassVar[list[str]] = ["home.InfoPage"]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")


class GlossaryPage(PortalPage, Findable):
    """All terms of the page's language from A to Z; each has an anchor that links can point at."""

    find_kind = "info"
    find_kind_label = _("Information page")
    find_lists = ("home.GlossaryTerm",)
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Terms in groups by their first letter."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"letters": selectors.glossary_letters(self.locale)}

    def find_entries(self) -> Iterable[Entry]:
        """One place per term, so that a search for a word leads to its explanation."""
        for term in selectors.glossary_terms(self.locale):
            yield Entry(
                text="\n\n".join(filter(None, (term.definition_text, term.simple_explanation))),
                place=term.slug,
                label=term.term,
                heading=term.term,
            )

    def find_source(self) -> Source:
        """The glossary with all its terms."""
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.locale.language_code,
            title=self.title,
            summary=self.summary,
            entries=tuple(self.find_entries()),
        )
