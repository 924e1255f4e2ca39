"""Each start-up check fires on the fault it is there for; the real page types have none."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.models import PAGE_MODEL_CLASSES, Orderable

from portal.checks import check_page_types, page_type_errors
from portal.pages.page import PortalPage


class Sound(PortalPage):
    """What every faulty page type below is measured against."""

    not_findable_because = "a test"

    class Meta:
        abstract = True


@pytest.fixture(autouse=True)
def own_models() -> Iterator[None]:
    """Page types declared in a test are forgotten afterwards."""
    known_pages, known_models = list(PAGE_MODEL_CLASSES), dict(apps.all_models["portal"])
    yield
    PAGE_MODEL_CLASSES[:] = known_pages
    apps.all_models["portal"].clear()
    apps.all_models["portal"].update(known_models)
    apps.clear_cache()


def faults(model: type[PortalPage]) -> list[str | None]:
    return [error.id for error in page_type_errors(model)]


def test_the_real_page_types_are_sound() -> None:
    assert check_page_types(None) == []


def test_a_sound_page_type_passes() -> None:
    class PlainPage(Sound):
        template = "base.html"

        class Meta:
            app_label = "portal"

    assert faults(PlainPage) == []


def test_a_page_type_needs_a_template() -> None:
    class BarePage(Sound):
        template = "portal/nowhere.html"

        class Meta:
            app_label = "portal"

    assert faults(BarePage) == ["portal.E001"]


def test_a_page_type_says_how_it_is_found() -> None:
    class SilentPage(Sound):
        template = "base.html"
        not_findable_because = ""

        class Meta:
            app_label = "portal"

    assert faults(SilentPage) == ["portal.E002"]


def test_each_field_needs_a_plan() -> None:
    class ForgetfulPage(Sound):
        template = "base.html"
        note = models.CharField(max_length=10)
        translatable_fields: ClassVar[list[Any]] = []

        class Meta:
            app_label = "portal"

    errors = page_type_errors(ForgetfulPage)
    assert {error.id for error in errors} == {"portal.E003"}
    assert "ForgetfulPage has no translation plan for its field note." in [error.msg for error in errors]


def test_a_page_type_has_no_many_to_many_field() -> None:
    class TaggedPage(Sound):
        template = "base.html"
        friends = ParentalManyToManyField("wagtailcore.Page", related_name="+")

        class Meta:
            app_label = "portal"

    assert "portal.E004" in faults(TaggedPage)


def test_children_with_text_have_a_language() -> None:
    class ParentPage(Sound):
        template = "base.html"

        class Meta:
            app_label = "portal"

    class Note(Orderable):
        page = ParentalKey(ParentPage, on_delete=models.CASCADE, related_name="notes")
        text = models.TextField()

        class Meta:
            app_label = "portal"

    assert faults(ParentPage) == ["portal.E005"]


@pytest.mark.parametrize("block", [blocks.RawHTMLBlock(), TableBlock()])
def test_no_block_hides_text_from_translators(block: blocks.Block) -> None:
    nested = blocks.StructBlock([("rows", blocks.ListBlock(block))])

    class HiddenPage(Sound):
        template = "base.html"
        body = StreamField([("nested", nested)])

        class Meta:
            app_label = "portal"

    (error,) = page_type_errors(HiddenPage)
    assert (error.id, error.msg) == (
        "portal.E006",
        f"HiddenPage holds a block that cannot be translated (body: {type(block).__name__}).",
    )


def test_the_field_that_orders_exists() -> None:
    class OrderedPage(Sound):
        template = "base.html"
        newest_by = "held_on"

        class Meta:
            app_label = "portal"

    assert faults(OrderedPage) == ["portal.E007"]
