"""A body on its way through wagtail-localize and back."""

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.pages import HomePage, InfoPage
from portal.blocks.body import BodyStreamBlock
from portal.pages.text import body_entries, body_text
from tests.portal.conftest import Tree

BODY: list[tuple[str, Any]] = [
    ("heading", {"text": "Ziel", "level": "h2", "anchor": "ziel"}),
    ("accordion", {"entries": [{"title": "Wann", "text": "<p>Heute</p>"}]}),
    (
        "table",
        {"caption": "Termine", "header": ["Was"], "rows": [{"cells": ["Treffen"]}], "row_titles": True},
    ),
]


@pytest.fixture
def turkish(tree: Tree) -> InfoPage:
    """The information page in Turkish; every German text became itself in capitals."""
    block = BodyStreamBlock()
    page = InfoPage.objects.get(pk=tree.info.pk)
    page.body = block.to_python([{"type": name, "value": value} for name, value in BODY])
    page.save_revision().publish()
    locale = Locale.objects.create(language_code="tr")
    HomePage.objects.get(pk=tree.home.pk).copy_for_translation(locale).get_latest_revision().publish()
    source, _ = TranslationSource.update_or_create_from_instance(InfoPage.objects.get(pk=page.pk))
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=segment.string.data.upper(),
        )
    translation.save_target(publish=True)
    return InfoPage.objects.get(locale=locale)


def test_every_text_comes_back_translated(turkish: InfoPage) -> None:
    assert body_text(turkish.body) == "ZIEL\n\nWANN\n\nHEUTE\n\nTERMINE\n\nWAS\nTREFFEN"


def test_a_section_keeps_its_address(turkish: InfoPage) -> None:
    assert [entry.place for entry in body_entries(turkish.body)] == ["ziel"]


def test_the_page_keeps_its_address_too(turkish: InfoPage) -> None:
    assert (turkish.title, turkish.slug) == ("ÜBER UNS", "ueber-uns")
