"""Demo pages in Leichte Sprache: texts of their own beside the German ones, never translations of segments."""

from typing import Any

from wagtail.models import Locale, Page

from consultations.guidelines.pages import GuidelinePage
from home.demo.content import block_id, body, content
from home.demo.sections import Sections
from home.demo.tree import add_page
from home.pages import HomePage, InfoPage
from portal.translation.languages import SIMPLE

CHILDREN = ("agenda_items", "phases", "milestones")


def load_easy(home: HomePage) -> None:
    """The page on what there is in Leichte Sprache and sign language, its easy twin, and the easy front page."""
    texts = content("easy")
    german = texts["german"]
    page = add_page(home, InfoPage(**german | {"body": body(german["body"])}))
    _write(home, texts["home"])
    _write(page, texts["page"] | {"body": body(texts["page"]["body"])})


def write_easy(sections: Sections, consultation: Page, session: Page) -> None:
    """The lists, one consultation and one session in Leichte Sprache."""
    texts = content("de-simple/pages")
    _write(sections.consultations, texts["consultations"])
    _write(sections.meetings, texts["meetings"])
    _write(sections.methods, texts["methods"])
    _write(sections.news, texts["news"])
    case = texts["consultation"]
    _write(consultation, case | {"body": body(case["body"])})
    _write(session, texts["session"])


def write_easy_guideline(source: GuidelinePage, stages: list[str]) -> None:
    """The same chapters and paragraphs in easy words, so that its versions can be compared like the others.

    `stages` names the tables of words in order; a later one replaces words of those before.
    """
    texts = content("de-simple/guideline")
    words = {block_id(place): value for stage in stages for place, value in texts[stage].items()}
    blocks = GuidelinePage.objects.get(pk=source.pk).chapters.raw_data
    chapters = [{"type": block["type"], "id": block["id"], "value": words[block["id"]]} for block in blocks]
    _write(source, texts["page"] | {"chapters": chapters})


def _write(source: Page, fields: dict[str, Any]) -> None:
    """The editors' way: an own page of that language, with words of its own."""
    locale = Locale.objects.get(language_code=SIMPLE)
    fresh = Page.objects.get(pk=source.pk).specific
    copied = fresh.get_translation_or_none(locale) or fresh.copy_for_translation(locale)
    page = Page.objects.get(pk=copied.pk).specific
    for name, value in fields.items():
        if name in CHILDREN:
            _write_children(page, name, value)
        else:
            setattr(page, name, value)
    page.save_revision().publish()


def _write_children(page: Page, name: str, rows: list[dict[str, Any]]) -> None:
    """Words for what is inside the page, in its order; the number of rows is that of the German page."""
    children = list(getattr(page, name).all())
    for child, words in zip(children, rows, strict=True):
        for field, value in words.items():
            setattr(child, field, value)
    setattr(page, name, children)
