"""Images in files that come back: each stored once, and none that a person may not choose."""

import io
from typing import Any

import docx
import pytest
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission

from consultations.guidelines.pages import GuidelinePage
from portal.files.models import PortalImage
from tests.consultations.guidelines.exchange.test_journey import (
    draft_of,
    exported,
    preview_url,
    saved,
    take_over,
    upload,
)
from tests.consultations.guidelines.exchange.test_verapdf import png
from tests.consultations.guidelines.exchange.test_whole_journey import in_word
from tests.factories.guidelines import FIRST, chapter, figure, make_guideline, paragraph

FIGURE = "55555555-0000-4000-8000-000000000000"


@pytest.fixture
def page(db: None) -> GuidelinePage:
    return make_guideline(chapter(), paragraph(FIRST, "Alle wirken mit."), figure(FIGURE))


def image(title: str, collection: Collection) -> Any:
    return PortalImage.objects.create(
        title=title, description=title, file=get_test_image_file(f"{title}.png"), collection=collection
    )


def forged(page: GuidelinePage, number: int) -> bytes:
    own = page.chapters[2].value["image"].pk
    return in_word(exported(page), f'id={own}"', f'id={number}"', times=2)


def test_the_same_picture_in_three_figures_is_one_image(page: GuidelinePage, editor_browser: Client) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    for name in ("Eins", "Zwei", "Drei"):
        document.add_picture(io.BytesIO(png()))
        document.add_paragraph(name, style="Caption")
    upload(editor_browser, page, saved(document))
    before = PortalImage.objects.count()
    take_over(editor_browser, page)
    figures = [block.value for block in draft_of(page).chapters if block.block_type == "figure"]
    assert [value["caption"] for value in figures] == ["Der Ablauf", "Eins", "Zwei", "Drei"]
    assert len({value["image"].pk for value in figures[1:]}) == 1
    assert PortalImage.objects.count() == before + 1


def test_a_forged_number_names_no_image_of_others(page: GuidelinePage, editor_browser: Client) -> None:
    own = page.chapters[2].value["image"].pk
    secret = image("geheim", Collection.objects.get(depth=1).add_child(name="Nicht für alle"))
    GroupCollectionPermission.objects.all().delete()
    upload(editor_browser, page, forged(page, secret.pk))
    seen = editor_browser.get(preview_url())
    assert [notice.code for notice in seen.context["seen"].draft.notices] == ["foreign_picture"]
    assert "geheim" not in seen.content.decode()
    take_over(editor_browser, page)
    assert draft_of(page).chapters[2].value["image"].pk == own


def test_an_image_the_editor_may_choose_is_taken(page: GuidelinePage, editor_browser: Client) -> None:
    other = image("offen", Collection.objects.get(depth=1))
    upload(editor_browser, page, forged(page, other.pk))
    assert editor_browser.get(preview_url()).context["seen"].draft.notices == []
    take_over(editor_browser, page)
    assert draft_of(page).chapters[2].value["image"].pk == other.pk


def test_a_number_that_is_no_image_is_left_out_and_told(page: GuidelinePage, editor_browser: Client) -> None:
    own = page.chapters[2].value["image"].pk
    upload(editor_browser, page, forged(page, own + 1_000))
    seen = editor_browser.get(preview_url()).context["seen"]
    assert [notice.code for notice in seen.draft.notices] == ["foreign_picture"]
    take_over(editor_browser, page)
    assert draft_of(page).chapters[2].value["image"].pk == own
