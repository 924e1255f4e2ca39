"""Every block authors can pick: complete, drawn in both directions, and translatable to the last word."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from consultations.pages import ConsultationPage
from home.snippets import Contact, GlossaryTerm
from portal.blocks.body import BodyStreamBlock

MENU = BodyStreamBlock().child_blocks
NAMES = list(MENU)


@pytest.fixture
def things(image: Any, document: Any) -> None:
    """One of each thing that a block may choose."""
    Contact.objects.create(name="Coordination office", locale=Locale.get_active())
    GlossaryTerm.objects.create(
        term="Phase", slug="phase", definition="<p>A stretch of time</p>", locale=Locale.get_active()
    )
    Page.objects.get(depth=1).add_child(
        instance=ConsultationPage(title="Guidelines", goal="Rules", level="information")
    )


@pytest.mark.parametrize("name", NAMES)
def test_says_what_it_is(name: str) -> None:
    meta = MENU[name].meta
    assert all((meta.icon, str(meta.group), str(meta.label), str(MENU[name].get_description())))


@pytest.mark.parametrize("name", NAMES)
def test_has_template_and_preview(name: str) -> None:
    get_template(MENU[name].get_template())
    assert MENU[name].is_previewable


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_preview_draws_in_both_directions(name: str, language: str, things: None) -> None:
    with translation.override(language):
        value = MENU[name].get_preview_value()
        bound = blocks.BoundBlock(MENU[name], value)
        html = render_to_string(
            MENU[name].get_preview_template(value), {"bound_block": bound, "block_def": MENU[name]}
        )
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    # The chosen page exists in German only, and a list of nothing is not drawn.
    words = [] if (name, language) == ("pages", "ar") else _words(MENU[name], value)
    assert set(_visible(words)) <= set(_visible([html]))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_comes_out_for_translators(name: str, things: None) -> None:
    segments = _segments(name, MENU[name].get_preview_value())
    assert set(_visible(_words(MENU[name], MENU[name].get_preview_value()))) <= set(_visible(segments))


def test_each_cell_of_a_table_is_a_segment() -> None:
    table = {
        "caption": "Sessions",
        "header": ["Session", "Place"],
        "rows": [{"cells": ["First", "Foyer"]}, {"cells": ["Second", ""]}],
    }
    assert _segments("table", table) == ["Sessions", "Session", "Place", "First", "Foyer", "Second"]


@pytest.mark.parametrize("name", NAMES)
def test_optional_text_is_never_none(name: str) -> None:
    """wagtail-localize stops at a text that is None, which is what stored content without the key becomes."""
    assert [leaf.name for leaf in _texts(MENU[name]) if not leaf.required and leaf.get_default() != ""] == []


def test_an_anchor_is_not_for_translators() -> None:
    assert _segments("heading", {"text": "Aim", "level": "h2", "anchor": "ziel"}) == ["Aim"]


def test_no_template_is_without_a_block() -> None:
    folder = Path(settings.BASE_DIR) / "templates" / "blocks"
    drawn = {block.get_template() for block in MENU.values()} | {BodyStreamBlock().get_template()}
    assert {f"blocks/{path.name}" for path in folder.glob("*.html")} >= drawn


def _segments(name: str, value: Any) -> list[str]:
    """As wagtail-localize gets them: from a value that was stored and read again."""
    menu = BodyStreamBlock()
    child = menu.child_blocks[name]
    stored = [{"type": name, "id": "1", "value": child.get_prep_value(child.normalize(value))}]
    found = StreamFieldSegmentExtractor(None).handle_stream_block(menu.to_python(stored))
    strings = [segment.string.data for segment in found if isinstance(segment, StringSegmentValue)]
    return [string for string in strings if string]


def _texts(block: blocks.Block) -> Iterator[blocks.Block]:
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from _texts(child)
    if isinstance(block, blocks.ListBlock):
        yield from _texts(block.child_block)


def _words(block: blocks.Block, value: Any) -> Iterator[str]:
    """All texts an author wrote, wherever they are nested."""
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield str(value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _words(child, value[name])
    elif isinstance(block, blocks.ListBlock):
        for child_value in value:
            yield from _words(block.child_block, child_value)


def _visible(texts: Any) -> Iterator[str]:
    for text in texts:
        yield from strip_tags(text.replace("<", " <")).split()
