"""PortalPage: what every page of the portal shares."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from portal.translation import segments
from portal.translation.changes import Place


class PortalPage(Page):
    """Base of all page types: lead, search image, tabs and the slug kept in step with the German one."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two sentences for lists, search results and shared links; at most 300 characters."
        ),
    )
    search_image = models.ForeignKey(
        "portal.PortalImage",
        verbose_name=_("image for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Machine-translated slugs are nonsense and typed Arabic ones are thrown away by wagtail-localize.
    override_translatable_fields: ClassVar = [SynchronizedField("slug")]

    # A page type that is not Findable says here why (start-up check portal.E002).
    not_findable_because: ClassVar[str] = ""

    # The field that says which page of this type is newer, for lists that authors put into a page.
    newest_by: ClassVar[str] = "first_published_at"

    # What Open Graph calls the page: "website" or "article".
    share_type: ClassVar[str] = "website"

    # What is read with the page in one query when it is served.
    served_with: ClassVar[tuple[str, ...]] = ("locale",)

    body_panels: ClassVar[list] = []
    settings_tab_panels: ClassVar[list] = []

    class Meta:
        abstract = True

    @property
    def find_key(self) -> str:
        """Identity of this page in the search index."""
        return f"page:{self.pk}"

    @property
    def last_changed(self) -> datetime | None:
        """When readers last got to see a change; None for a page never published."""
        return self.last_published_at

    def json_ld(self, url: str) -> dict[str, Any] | None:
        """What this page is in schema.org's words (Event, NewsArticle); `url` is its canonical address.

        The context is added around it, and the breadcrumb comes by itself.
        """
        return None

    def difference_url(self, since: datetime) -> str:
        """Address at which readers see what changed in this page after a moment; empty where nothing is kept."""
        return ""

    def places(self) -> dict[str, Place]:
        """Where each piece of text stands, by the id of its block or inline child."""
        return segments.places(self)

    @property
    def machine_text(self) -> bool:
        """Whether readers see words of a machine that nobody has checked yet."""
        return False

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; lists inside bodies that were made in code get the ids an editor's form would have given them.

        wagtail-localize passes over list items without id, so their text would stay German.
        """
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                # Reading a child turns its raw data into values, and those are stored with ids.
                tuple(getattr(self, field.name) or ())
        return super().save(*args, **kwargs)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """As Wagtail's, sources of aliases included, with one query, or two where anything is restricted.

        What was read is noted for the surroundings of the page, which ask for the same.
        """
        restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
        self.restricted_paths: tuple[str, ...] = tuple(restricted)
        if not self.restricted_paths:
            return PageViewRestriction.objects.none()
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        above = Page.objects.filter(path__in=[self.path[:end] for end in ends])
        return PageViewRestriction.objects.filter(
            models.Q(page__in=above)
            | models.Q(page__in=above.values("alias_of"))
            | models.Q(page__in=above.values("alias_of__alias_of"))
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tells the context processor, which sees only the request, which page is drawn."""
        request.portal_page = self  # type: ignore[attr-defined]  # read by portal.pages.surroundings
        return super().get_context(request, *args, **kwargs)

    @classmethod
    def get_edit_handler(cls) -> object:
        """Three tabs; page types only fill `body_panels` (content) and `settings_tab_panels`."""
        return _tabs(cls).bind_to_model(cls)


def _tabs(model: type[PortalPage]) -> TabbedInterface:
    promote = [
        MultiFieldPanel(
            [FieldPanel("slug", widget=SlugInput), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("Search engines"),
        ),
        MultiFieldPanel([FieldPanel("search_image")], _("Shared links")),
        FieldPanel("show_in_menus"),
    ]
    return TabbedInterface(
        [
            # TitleFieldPanel fills in the slug while the title is typed.
            ObjectList(
                [TitleFieldPanel("title"), FieldPanel("summary"), *model.body_panels], heading=_("Content")
            ),
            ObjectList(promote, heading=_("Promote")),
            ObjectList([*model.settings_tab_panels, *Page.settings_panels], heading=_("Settings")),
        ],
        base_form_class=model.base_form_class,
    )
