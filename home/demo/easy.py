"""Demo pages in Leichte Sprache: texts of their own beside the German ones, never translations of segments."""

from typing import Any

from wagtail.models import Locale, Page

from home.demo.content import body, content
from home.demo.tree import add_page
from home.pages import HomePage, InfoPage
from portal.translation.languages import SIMPLE


def load_easy(home: HomePage) -> None:
    """The page on what there is in Leichte Sprache and sign language, its easy twin, and the easy front page."""
    texts = content("easy")
    german = texts["german"]
    page = add_page(home, InfoPage(**german | {"body": body(german["body"])}))
    _write(home, texts["home"])
    _write(page, texts["page"] | {"body": body(texts["page"]["body"])})


def _write(source: Page, fields: dict[str, Any]) -> None:
    """The editors' way: an own page of that language, with words of its own."""
    fresh = Page.objects.get(pk=source.pk).specific
    copied = fresh.copy_for_translation(Locale.objects.get(language_code=SIMPLE))
    page = Page.objects.get(pk=copied.pk).specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
