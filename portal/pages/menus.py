"""Menus that editors have arranged, when the app that keeps them is installed."""

from collections import defaultdict
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from wagtail.models import Page

from portal.pages.navigation import FooterMenu, Link, Menus
from portal.pages.surroundings import Surroundings

# By name: the page kit knows no app above it. The model has title, slug, locale, live and items.
MENU_MODEL = "home.NavigationMenu"
MAIN = "main"


def arranged_menus(around: Surroundings) -> Menus:
    """The menus of the reader's language, of German where there is none; one query, two in other languages.

    Entries lead to pages in the reader's language, to the German one where it is not published in that. One
    whose page is published in neither is left out, and so is a column of the footer without entries.
    """
    items = _items(around)
    pages = _pages(around, items)
    links: dict[str, list[Link]] = defaultdict(list)
    for item in items:
        links[item.menu.slug] += _link(around, item, pages)
    menus = {item.menu.slug: item.menu for item in items}
    footer = tuple(
        FooterMenu(title=menus[slug].title, items=tuple(links[slug]), language=around.foreign(menus[slug]))
        for slug in sorted(links)
        if slug != MAIN and links[slug]
    )
    return Menus(main=tuple(links[MAIN]), footer=footer)


def _items(around: Surroundings) -> list[Any]:
    """Entries in their order, each menu in the language of the address, else in the source language."""
    try:
        model = cast(Any, apps.get_model(MENU_MODEL)._meta.get_field("items").related_model)
    except LookupError:
        return []
    codes = (around.address_language.code, settings.LANGUAGE_CODE)
    found = model.objects.filter(menu__live=True, menu__locale__language_code__in=codes)
    found = found.select_related("menu__locale", "page__locale", "page__alias_of__locale")
    rows: list[Any] = list(found.order_by("sort_order", "pk"))
    own = {row.menu.slug for row in rows if row.menu.locale.language_code == codes[0]}
    return [row for row in rows if row.menu.slug not in own or row.menu.locale.language_code == codes[0]]


def _pages(around: Surroundings, items: list[Any]) -> dict[Any, Page]:
    """Published pages by translation key: that of the address's language wins over the German one."""
    codes = (around.address_language.code, settings.LANGUAGE_CODE)
    named = [item.page for item in items if item.page]
    found = [page for page in named if page.locale.language_code in codes and page.live]
    keys = {page.translation_key for page in named if page.locale.language_code != codes[0]}
    if keys:
        others = Page.objects.live().filter(translation_key__in=keys, locale__language_code__in=codes)
        found += others.select_related("locale", "alias_of__locale")
    found.sort(key=lambda page: page.locale.language_code == codes[0])
    return {page.translation_key: page for page in found if around.is_public(page)}


def _link(around: Surroundings, item: Any, pages: dict[Any, Page]) -> list[Link]:
    if item.page is None:
        words = around.foreign(item.menu) if item.label else ""
        return [Link(title=item.label or item.url, url=item.url, language=words)] if item.url else []
    page = pages.get(item.page.translation_key)
    if page is None:
        return []
    label = item.label if item.menu.locale_id == page.locale_id else ""
    return [Link(title=label or page.title, url=around.url(page), language=around.foreign(page))]
