from collections.abc import Callable

import pytest
from django.utils import translation
from wagtail.blocks import StreamValue

from portal.blocks.body import BodyStreamBlock
from portal.blocks.text import anchor_from, free_anchor

Body = Callable[..., StreamValue]


def heading(text: str, anchor: str = "") -> tuple[str, dict[str, str]]:
    return "heading", {"text": text, "level": "h2", "anchor": anchor}


def places(value: StreamValue) -> list[str]:
    return [child.value.place for child in value]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Über das Ziel", "ueber-das-ziel"),
        ("Straße & Grün", "strasse-gruen"),
        ("ما الهدف", "ما-الهدف"),
        ("?!", "section"),
    ],
)
def test_anchor_from_text(text: str, anchor: str) -> None:
    assert anchor_from(text) == anchor


def test_a_taken_anchor_is_numbered() -> None:
    assert free_anchor("ziel", {"ziel", "ziel-2"}) == "ziel-3"


def test_saving_fixes_anchors_and_keeps_them_apart(body: Body) -> None:
    saved = BodyStreamBlock().clean(body(heading("Ziel"), heading("Ziel")))
    assert [child.value["anchor"] for child in saved] == ["ziel", "ziel-2"]


def test_a_new_heading_does_not_take_the_anchor_of_an_old_one(body: Body) -> None:
    saved = BodyStreamBlock().clean(body(heading("Ziel"), heading("Ziel", anchor="ziel")))
    assert [child.value["anchor"] for child in saved] == ["ziel-2", "ziel"]


def test_a_translated_heading_keeps_its_address(body: Body) -> None:
    saved = BodyStreamBlock().clean(body(heading("Aim", anchor="ziel")))
    assert places(saved) == ["ziel"]


def test_unsaved_content_is_drawn_with_anchors_of_its_own(body: Body) -> None:
    html = BodyStreamBlock().render(body(heading("Ziel"), heading("Ziel")))
    assert 'id="ziel"' in html
    assert 'id="ziel-2"' in html


def test_a_call_out_tells_its_tone_in_words(body: Body) -> None:
    notice = {"tone": "warning", "title": "Moved", "text": "<p>x</p>"}
    with translation.override("en"):
        html = BodyStreamBlock().render(body(("call_out", notice)))
    assert '<span class="sd-visually-hidden">Warning: </span>Moved' in html
