"""Menus, breadcrumb and language switch."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Substr
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.pages.surroundings import Surroundings
from portal.translation.languages import SIMPLE, Language, language, languages, source_language
from portal.translation.readers import for_readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One entry of a menu or breadcrumb; `language` is set when its words are in another than the address's."""

    title: str
    url: str = ""
    language: str = ""
    active: bool = False
    children: tuple["Link", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FooterMenu:
    """One column of the footer."""

    title: str
    items: tuple[Link, ...]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Menus:
    """Menus an editor has arranged; no `main` means that the page tree is the menu."""

    main: tuple[Link, ...] = ()
    footer: tuple[FooterMenu, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """One language of the switch; `available` only if this very page is published in it.

    `source_only` says of one that is not: the page is there in the source language and in no other.
    """

    code: str
    name: str
    dir: str
    url: str
    current: bool
    available: bool
    source_only: bool = False


def main_menu(around: Surroundings, arranged: Menus) -> tuple[Link, ...]:
    """The arranged menu, else two levels of the tree below the home page that are shown in menus."""
    home = around.home
    links = arranged.main or (_tree_menu(around, home) if home else ())
    return _marked(links, around.request.path, around.url(home) if home else "")


def breadcrumbs(around: Surroundings) -> tuple[Link, ...]:
    """From the home page to the page itself; empty on the home page and for a view without title."""
    trail = tuple(_page_link(around, page) for page in around.ancestors)
    if around.page is None:
        return (*trail, Link(title=around.view_title, active=True)) if around.view_title else ()
    here = replace(_page_link(around, around.page), active=True)
    return (*trail, here) if trail else ()


def language_links(around: Surroundings) -> tuple[LanguageLink, ...]:
    """All languages, those this page is really there in first; the others without an address.

    An alias is no translation: its address only leads to the offer of other languages.
    """
    real = set(around.translations)
    source_only = around.subject is not None and real == {source_language().code}
    links = [_language_link(around, spoken, source_only=source_only) for spoken in languages()]
    return tuple(sorted(links, key=lambda link: not link.available))


def easy_twin(around: Surroundings) -> LanguageLink | None:
    """The same page in Leichte Sprache, of such a page the German one; None where no page is drawn."""
    if around.subject is None:
        return None
    wanted = source_language() if around.address_language.code == SIMPLE else language(SIMPLE)
    return _language_link(around, wanted)


def film_anchor(around: Surroundings) -> str:
    """Where on the page being drawn its first film in sign language stands; empty where there is none."""
    page = around.page
    streams = (
        [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)] if page else []
    )
    for name in streams:
        stream = getattr(page, name)
        # Asked of the raw data first: long texts without film are not read for this.
        if any(child["type"] == "sign_language" for child in stream.raw_data):
            stream.stream_block.assign_places(stream)
            return next(str(one.value.film_place) for one in stream if one.block_type == "sign_language")
    return ""


def _language_link(around: Surroundings, spoken: Language, source_only: bool = False) -> LanguageLink:
    page = around.translations.get(spoken.code)
    current = spoken == around.address_language
    own = around.page if current and around.page is not None else page
    available = page is not None or (current and around.page is not None and spoken == around.text_language)
    return LanguageLink(
        code=spoken.code,
        name=spoken.name,
        dir=spoken.dir,
        url=around.url(own) if own else "",
        current=current,
        available=available,
        source_only=source_only and not available,
    )


def _page_link(around: Surroundings, page: Page) -> Link:
    return Link(title=page.title, url=around.url(page), language=around.foreign(page))


def _tree_menu(around: Surroundings, home: Page) -> tuple[Link, ...]:
    pages = [page for page in _menu_pages(home) if around.is_public(page)]

    def below(parent: Any) -> tuple[Link, ...]:
        places = {parent.path, getattr(parent, "source_path", parent.path)}
        if parent is home:
            places |= {_above(page.source_path) for page in pages if page.depth == home.depth + 1}
        children = [
            page
            for page in pages
            if page.depth == parent.depth + 1 and places & {_above(page.path), _above(page.source_path)}
        ]
        return tuple(replace(_page_link(around, child), children=below(child)) for child in children)

    return below(home)


def _above(path: str) -> str:
    return path[: -Page.steplen]


def _menu_pages(home: Page) -> Iterable[Any]:
    """In the order of the source language: translations stand in the tree in the order they were made.

    What is not there in the language of the home page is there in German.
    """
    source = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    homes = Page.objects.filter(translation_key=home.translation_key).values("path")
    shown = Page.objects.live().filter(show_in_menus=True, depth__in=(home.depth + 1, home.depth + 2))
    shown = shown.alias(top=Substr("path", 1, len(home.path))).filter(top__in=homes)
    return (
        for_readers(shown, home.locale.language_code, there=Page.objects.live())
        .select_related("locale", "alias_of__locale")
        .annotate(source_path=Coalesce(Subquery(source.values("path")[:1]), F("path")))
        .order_by("source_path")
    )


def _marked(links: tuple[Link, ...], path: str, home_url: str) -> tuple[Link, ...]:
    """Readers are in an entry when their address begins with it; all addresses begin with the home page's."""

    def holds(url: str) -> bool:
        return path == url if url == home_url else bool(url) and path.startswith(url)

    return tuple(
        replace(link, active=holds(link.url), children=_marked(link.children, path, home_url))
        for link in links
    )
