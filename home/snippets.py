"""Small texts that many pages share: contacts, glossary terms, menus and the portal's own wording."""

import unicodedata
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.pages.text import html_text
from portal.translation.once import OncePerLanguage

_KEY = RegexValidator(r"^[a-z0-9-]+$", _("Only small letters, digits and hyphens."))


class Contact(
    PreviewableMixin,
    TranslatableMixin,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    models.Model,
):
    """Whom to ask: a person or an office, with ways that work for everybody."""

    four_eyes: ClassVar[bool] = True

    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True)
    organization = models.CharField(_("organisation"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.TextField(_("address"), max_length=400, blank=True)
    opening_hours = models.TextField(_("opening hours"), max_length=400, blank=True)
    accessible_contact = models.TextField(
        _("accessible ways to get in touch"),
        max_length=600,
        blank=True,
        help_text=_("Sign language, text relay, a step-free entrance: what helps whom."),
    )

    override_translatable_fields: ClassVar = [
        SynchronizedField("name"),
        SynchronizedField("phone"),
        SynchronizedField("email"),
    ]
    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("organization"),
        index.FilterField("locale_id"),
    ]
    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("organization")], _("Who")),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("address"),
                FieldPanel("opening_hours"),
                FieldPanel("accessible_contact"),
            ],
            _("How"),
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} ({self.organization})" if self.organization else self.name

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The card readers see."""
        return "home/contact_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """This contact as a contact block names it."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"contact": self}

    @property
    def tel(self) -> str:
        """The number as a `tel:` address wants it."""
        digits = "".join(sign for sign in self.phone if sign.isdigit())
        return f"+{digits}" if self.phone.strip().startswith("+") else digits


class GlossaryTerm(
    OncePerLanguage,
    PreviewableMixin,
    TranslatableMixin,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    models.Model,
):
    """A word of the trade, explained twice: exactly, and so that everybody understands it."""

    four_eyes: ClassVar[bool] = True

    term = models.CharField(_("term"), max_length=120)
    slug = models.SlugField(
        _("anchor"),
        max_length=120,
        help_text=_("The term's place on the glossary page; links point at it, so leave it as it is."),
    )
    definition = RichTextField(_("definition"), features=["bold", "italic", "link", "ul", "ol"])
    simple_explanation = models.TextField(
        _("simple explanation"),
        max_length=600,
        blank=True,
        help_text=_("Short sentences, no technical terms."),
    )

    override_translatable_fields: ClassVar = [SynchronizedField("slug")]
    search_fields: ClassVar = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("definition"),
        index.FilterField("locale_id"),
    ]
    panels: ClassVar = [
        FieldPanel("term"),
        FieldPanel("slug"),
        FieldPanel("definition"),
        FieldPanel("simple_explanation"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ("term",)
        constraints = [
            models.UniqueConstraint(fields=("slug", "locale"), name="one_term_per_anchor_and_language")
        ]

    def __str__(self) -> str:
        return self.term

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The entry as the glossary page shows it."""
        return "home/glossary_term_preview.html"

    @property
    def definition_text(self) -> str:
        """The definition without markup."""
        return html_text(self.definition)

    @property
    def explanation(self) -> str:
        """What to show beside a text: the simple words, or else the exact ones."""
        return self.simple_explanation or self.definition_text

    @property
    def letter(self) -> str:
        """The letter the term stands under; an umlaut stands with its vowel."""
        first = unicodedata.normalize("NFD", self.term.strip())[:1].upper()
        return first if first.isalpha() else "#"


class NavigationMenu(
    OncePerLanguage, TranslatableMixin, WorkflowMixin, DraftStateMixin, RevisionMixin, ClusterableModel
):
    """A menu of the page frame, found by its slug; its entries follow the reader's language by themselves."""

    four_eyes: ClassVar[bool] = True

    title = models.CharField(_("title"), max_length=100, help_text=_("Shown above the menu in the footer."))
    slug = models.CharField(
        pgettext_lazy("position of a menu", "place"),
        max_length=40,
        validators=[_KEY],
        help_text=_("Where the menu stands: main, footer-1, footer-2, legal."),
    )

    override_translatable_fields: ClassVar = [SynchronizedField("slug")]
    panels: ClassVar = [
        FieldPanel("title"),
        FieldPanel("slug"),
        InlinePanel("items", label=_("Entry"), heading=_("Entries")),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ("slug",)
        constraints = [
            models.UniqueConstraint(fields=("slug", "locale"), name="one_menu_per_place_and_language")
        ]

    def __str__(self) -> str:
        return self.title


class NavigationItem(TranslatableMixin, Orderable):
    """One entry of a menu: a page, or an address outside the page tree."""

    menu = ParentalKey(NavigationMenu, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[
            RegexValidator(r"^(https?://|/|mailto:|tel:)", _("Start with https://, /, mailto: or tel:"))
        ],
        help_text=_("Only when no page is chosen."),
    )
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Empty: the title of the page.")
    )

    override_translatable_fields: ClassVar = [SynchronizedField("url")]
    panels: ClassVar = [
        HelpPanel(_("Choose a page or give an address with a label.")),
        FieldPanel("page"),
        FieldPanel("url"),
        FieldPanel("label"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")

    def __str__(self) -> str:
        return self.label or self.url or str(self.page or "")


class SiteText(
    OncePerLanguage,
    TranslatableMixin,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    models.Model,
):
    """A text of the portal itself that editors may word, such as the note in the footer."""

    four_eyes: ClassVar[bool] = True

    key = models.CharField(
        _("key"),
        max_length=60,
        validators=[_KEY],
        help_text=_("Templates ask for this name; a changed key is not found any more."),
    )
    text = RichTextField(_("text"), features=["bold", "italic", "link", "ul", "ol"])

    override_translatable_fields: ClassVar = [SynchronizedField("key")]
    search_fields: ClassVar = [
        index.SearchField("key"),
        index.SearchField("text"),
        index.FilterField("locale_id"),
    ]
    panels: ClassVar = [FieldPanel("key"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("site text")
        verbose_name_plural = _("site texts")
        ordering = ("key",)
        constraints = [
            models.UniqueConstraint(fields=("key", "locale"), name="one_text_per_key_and_language")
        ]

    def __str__(self) -> str:
        return self.key
