"""The pages, menus and languages of a new city; what is there already stays as it is."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.html import escape
from wagtail.models import Locale, Page, Site

from home.pages import HomePage, InfoPage
from home.snippets import NavigationItem, NavigationMenu

_TEXTS = Path(__file__).with_name("texts.toml")
_GAP = re.compile(r"\[[^\]<>]{4,80} ergänzen\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """What only the people of the city know; whatever is empty becomes a gap in the legal pages."""

    city: str
    name: str
    languages: tuple[str, ...]
    office: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""

    def fill(self, text: str) -> str:
        """The text with what is known, and marks where something is missing."""
        gaps = {"office": "zuständige Stelle", "address": "Anschrift", "email": "E-Mail-Adresse"}
        gaps["phone"] = "Telefonnummer"
        known = {name: getattr(self, name) or f"[{gap} ergänzen]" for name, gap in gaps.items()}
        return text.format(city=escape(self.city), **{name: escape(value) for name, value in known.items()})


def found_city(city: City, say: Callable[[str], object]) -> None:
    """All of it or nothing; `say` gets one line for each thing that was made."""
    texts = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        for code in city.languages:
            _locale, made = Locale.objects.get_or_create(language_code=code)
            if made:
                say(f"language {code}")
        home = _front_page(city, texts["home"], say)
        for section in texts["sections"]:
            model = apps.get_model(section["page"])
            if not model.objects.descendant_of(home).exists():
                _add(home, _page(model, city, section), say)
        for legal in texts["legal"]:
            if not InfoPage.objects.descendant_of(home).filter(slug=legal["slug"]).exists():
                page = _page(InfoPage, city, legal)
                page.body = _body(city, legal["body"])
                _add(home, page, say)
        _menus(home, texts["menus"], say)


def gaps() -> dict[str, list[str]]:
    """What the people of the city still have to write, by the title of the published page."""
    found = {}
    for page in InfoPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE):
        if left := _GAP.findall(str(list(page.body.raw_data))):
            found[page.title] = left
    return found


def _front_page(city: City, texts: dict[str, str], say: Callable[[str], object]) -> HomePage:
    """Takes the place of Wagtail's welcome page."""
    home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if home is not None:
        return home
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    home = HomePage(title=city.name, summary=city.fill(texts["summary"]), slug="start", locale=locale)
    _add(Page.get_first_root_node(), home, say)
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": port,
            "root_page": home,
            "site_name": city.name,
        },
    )
    for welcome in Page.objects.filter(depth=2).exclude(pk=home.pk):
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)


def _page(model: type[Page], city: City, texts: dict[str, Any]) -> Any:
    return model(title=texts["title"], slug=texts["slug"], summary=city.fill(texts["summary"]))


def _add(parent: Page, page: Any, say: Callable[[str], object]) -> None:
    """Below a freshly loaded parent: a stale one would write old tree data back."""
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    say(f"page {page.title}")


def _body(city: City, sections: list[list[str]]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    for heading, html in sections:
        blocks.append({"type": "heading", "value": {"text": heading, "level": "h2", "anchor": ""}})
        blocks.append({"type": "text", "value": city.fill(html)})
    return blocks


def _menus(home: HomePage, menus: dict[str, Any], say: Callable[[str], object]) -> None:
    pages = {page.slug: page for page in Page.objects.child_of(home)}
    for slug, (title, wanted) in menus.items():
        if NavigationMenu.objects.filter(slug=slug, locale_id=home.locale_id).exists():
            continue
        menu = NavigationMenu(locale=home.locale, slug=slug, title=title)
        for order, name in enumerate(name for name in wanted if name in pages):
            menu.items.add(NavigationItem(page=pages[name], sort_order=order, locale=home.locale))
        menu.save()
        say(f"menu {title}")
