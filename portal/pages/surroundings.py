"""What lies around the page being drawn, read with a handful of queries and kept for the request."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site

from portal.accounts.visibility import in_languages
from portal.address import absolute
from portal.translation.languages import Language, language

_HOME_DEPTH = 2


class Surroundings:
    """Languages, ancestors, home page and real translations of a request's page, each loaded once when asked.

    Without a page (search, 404) the home page of the active language stands for it; a view may note its
    title as `request.portal_title`, and a page whose translations it offers as `request.portal_subject`.
    """

    def __init__(self, request: HttpRequest, page: Page | None) -> None:
        """Load nothing yet."""
        self.request = request
        self.page = page
        self.view_title: str = getattr(request, "portal_title", "")
        self.subject: Page | None = page or getattr(request, "portal_subject", None)

    @cached_property
    def address_language(self) -> Language:
        """The language the address promises, which is also the interface language."""
        if self.page is None:
            return language(get_language() or settings.LANGUAGE_CODE)
        return language(self.page.locale.language_code)

    @cached_property
    def text_language(self) -> Language:
        """The language the page is written in; an alias shows its source's text."""
        if self.page is None or self.page.alias_of_id is None:
            return self.address_language
        source = next((page for page in self._same_content if page.pk == self.page.alias_of_id), None)
        return language((source or self.page.alias_of).locale.language_code)

    @cached_property
    def ancestors(self) -> list[Page]:
        """From the home page to the parent, live ones only."""
        if self.page is None:
            return [self.home] if self.home else []
        return [page for page in self._near if self.page.is_descendant_of(page)]

    @cached_property
    def home(self) -> Page | None:
        """The home page of this language, if it is published."""
        if self.page is None:
            return next((page for page in self._homes if self.is_public(page)), None)
        return self.page if self.page.depth == _HOME_DEPTH else next(iter(self.ancestors), None)

    @cached_property
    def translations(self) -> dict[str, Page]:
        """Real, live and public pages with the same content by language code, the page itself included."""
        return {page.locale.language_code: page for page in self._same_content if self.is_public(page)}

    def is_public(self, page: Page) -> bool:
        """Whether neither the page, nor one above it, nor the source of an alias is restricted."""
        paths = [page.path] + ([page.alias_of.path] if page.alias_of_id else [])
        return not any(path.startswith(restricted) for path in paths for restricted in self._restricted)

    def foreign(self, thing: Any) -> str:
        """Code of the language a page or snippet is written in, empty when it is that of the address."""
        written = thing.alias_of if getattr(thing, "alias_of_id", None) else thing
        code: str = written.locale.language_code
        return "" if code == self.address_language.code else code

    def url(self, page: Page) -> str:
        """Site-relative address."""
        return page.get_url(self.request) or ""

    def full_url(self, page: Page) -> str:
        """Absolute address; what has no address of its own yet (a preview) answers with the request's."""
        return absolute(page.get_url(self.request) or self.request.path)

    @cached_property
    def _same_content(self) -> list[Page]:
        subject = self.subject or self._site_root
        if subject is None:
            return []
        same = (page for page in self._near if page.translation_key == subject.translation_key)
        return [page for page in same if page.alias_of_id is None]

    @cached_property
    def _near(self) -> list[Page]:
        """Live pages with the same content and those above the page, from the top, with one query.

        Without a page the home pages stand for those above it.
        """
        subject = self.subject or self._site_root
        if subject is None:
            return []
        ends = range(2 * Page.steplen, len(subject.path), Page.steplen)
        around = Q(path__in=[subject.path[:end] for end in ends]) if self.page else self._home_pages
        near = in_languages(Page.objects.live()).filter(around | Q(translation_key=subject.translation_key))
        return list(near.select_related("locale", "alias_of__locale").order_by("depth", "path"))

    @property
    def _homes(self) -> list[Page]:
        """The home page of the address's language, real and live; as a list because there may be none."""
        root = self._site_root
        code = self.address_language.code
        return [
            page
            for page in self._near
            if root is not None
            and page.translation_key == root.translation_key
            and page.locale.language_code == code
            and page.alias_of_id is None
        ]

    @property
    def _home_pages(self) -> Q:
        return Q(translation_key=self._site_root.translation_key) if self._site_root else Q(pk=None)

    @cached_property
    def _restricted(self) -> tuple[str, ...]:
        noted: tuple[str, ...] | None = getattr(self.page, "restricted_paths", None)
        if noted is not None:
            return noted
        return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))

    @cached_property
    def _site_root(self) -> Page | None:
        site = Site.find_for_request(self.request)
        return site.root_page if site else None


def surroundings(request: HttpRequest) -> Surroundings:
    """The surroundings of the page `PortalPage.get_context` has noted on the request."""
    page = getattr(request, "portal_page", None)
    known = getattr(request, "portal_surroundings", None)
    if known is None or known.page is not page:
        known = Surroundings(request, page)
        request.portal_surroundings = known  # type: ignore[attr-defined]  # kept for the next question
    return known
