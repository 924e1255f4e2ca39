"""What translations do with each field and block of the portal."""

from io import StringIO

from django.core.management import call_command
from wagtail import blocks
from wagtail.models import get_translatable_models

from home.pages import InfoPage
from portal.checks import check_translatable_models
from portal.translation import plan
from portal.translation.plan import (
    many_to_many_fields,
    translation_plan,
    unplanned_fields,
    untranslatable_blocks,
    untranslatable_children,
    whole_plan,
)


def test_words_are_translated_and_addresses_kept() -> None:
    plan = translation_plan(InfoPage)
    assert {name: plan[name] for name in ("title", "summary", "body", "slug", "search_image")} == {
        "title": "translated",
        "summary": "translated",
        "body": "translated",
        "slug": "synchronised",
        "search_image": "synchronised",
    }


def test_nothing_is_passed_over() -> None:
    assert (unplanned_fields(InfoPage), many_to_many_fields(InfoPage)) == ([], [])


def test_every_model_and_every_block_is_covered() -> None:
    undecided = [
        (label, name) for label, planned in whole_plan().items() for name, got in planned.items() if not got
    ]
    lost = [
        (model._meta.label, names)
        for model in get_translatable_models(include_subclasses=True)
        for names in (
            untranslatable_children(model),
            many_to_many_fields(model),
            untranslatable_blocks(model),
        )
        if names and model._meta.label != "wagtailcore.Page"
    ]
    assert (undecided, lost, check_translatable_models(None)) == ([], [], [])
    assert {"consultations.AgendaItem", "consultations.Phase", "home.GlossaryTerm"} <= set(whole_plan())


def test_blocks_are_followed_to_their_leaves() -> None:
    planned = whole_plan()
    found = planned["consultations.GuidelinePage"]
    paragraph = {
        name: got for name, got in found.items() if name.endswith((".paragraph.text", ".figure.alt"))
    }
    assert set(paragraph.values()) == {"translated"}
    assert planned["home.InfoPage"]["body.table.rows[].cells[]"] == "translated"
    assert planned["home.InfoPage"]["body.heading.level"] == "synchronised"


def test_a_block_nobody_thought_of_is_undecided() -> None:
    class Riddle(blocks.FieldBlock):
        pass

    block = blocks.StreamBlock([("row", blocks.ListBlock(blocks.StructBlock([("riddle", Riddle())])))])
    assert list(plan._leaves(block, "body")) == [("body.row[].riddle", None)]
    assert list(plan._leaves(blocks.RawHTMLBlock(), "body")) == [("body", None)]


def test_the_list_names_each_field() -> None:
    out = StringIO()
    call_command("translation_plan", stdout=out)
    lines = out.getvalue().splitlines()
    assert "home.InfoPage title: translated" in lines
    assert "home.InfoPage slug: synchronised" in lines
    assert not [line for line in lines if line.endswith("UNDECIDED")]
