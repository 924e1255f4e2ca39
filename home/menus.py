"""The menus editors have arranged, in the language of the page around them."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch
from wagtail.models import Page

from home.snippets import NavigationItem, NavigationMenu
from portal.pages.navigation import Link, Menus, register_menus
from portal.pages.surroundings import Surroundings

MAIN = "main"


@register_menus
def menus(around: Surroundings) -> Menus:
    """The menu `main` and, in order of their places, all others for the footer; three queries."""
    language = around.address_language.code
    found = _in_language(language)
    pages = _pages_in_language(found.values(), language)
    columns = {place: _column(menu, pages, around) for place, menu in sorted(found.items())}
    main = columns.pop(MAIN, None)
    return Menus(main=main.children if main else (), footer=tuple(columns.values()))


def _in_language(language: str) -> dict[str, NavigationMenu]:
    """One menu per place: the reader's, else the German one."""
    codes = {language, settings.LANGUAGE_CODE}
    items = Prefetch("items", NavigationItem.objects.select_related("page").order_by("sort_order"))
    rows = NavigationMenu.objects.filter(live=True, locale__language_code__in=codes)
    found: dict[str, NavigationMenu] = {}
    for menu in rows.select_related("locale").prefetch_related(items):
        if menu.slug not in found or menu.locale.language_code == language:
            found[menu.slug] = menu
    return found


def _pages_in_language(found: Iterable[NavigationMenu], language: str) -> dict[object, Page]:
    """The live version of every linked page: in the reader's language, else the page that was chosen."""
    chosen = [item.page for menu in found for item in menu.items.all() if item.page]
    pages = {page.translation_key: page for page in chosen if page.live}
    keys = {page.translation_key for page in chosen}
    own = Page.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    return pages | {page.translation_key: page for page in own}


def _column(menu: NavigationMenu, pages: dict[object, Page], around: Surroundings) -> Link:
    links = (_link(item, pages, around) for item in menu.items.all())
    return Link(title=menu.title, children=tuple(link for link in links if link.title and link.url))


def _link(item: NavigationItem, pages: dict[object, Page], around: Surroundings) -> Link:
    if item.page is None:
        return Link(title=item.label, url=item.url)
    page = pages.get(item.page.translation_key)
    if page is None or not around.is_public(page):
        return Link(title="")
    return Link(title=item.label or page.title, url=around.url(page))
