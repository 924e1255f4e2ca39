import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from portal.blocks.body import BodyStreamBlock
from portal.blocks.media import CaptionedImageBlock, ConsentEmbedBlock, SignLanguageVideoBlock

Body = Callable[..., StreamValue]


def film(**fields: Any) -> Any:
    block = SignLanguageVideoBlock()
    value = {"title": "Film", "transcript": "<p>Text</p>", "document": None, "address": ""} | fields
    return block.clean(block.normalize(value))


def test_an_image_speaks_with_its_own_words(image: Any) -> None:
    value = CaptionedImageBlock().normalize({"image": image, "alt": "", "caption": ""})
    assert value.alt_text == "The foyer of the town hall"


def test_the_place_may_give_other_words(image: Any) -> None:
    value = CaptionedImageBlock().normalize({"image": image, "alt": "Queue", "caption": ""})
    assert value.alt_text == "Queue"


def test_a_decorative_image_stays_silent(image: Any) -> None:
    image.is_decorative = True
    value = CaptionedImageBlock().normalize({"image": image, "alt": "", "caption": ""})
    assert value.alt_text == ""


def test_a_deleted_image_leaves_no_empty_figure(body: Body, image: Any) -> None:
    value = body(("image", {"image": image.pk, "alt": "", "caption": "Gone"}))
    image.delete()
    assert "Gone" not in BodyStreamBlock().render(value)


def test_a_film_needs_a_source() -> None:
    with pytest.raises(ValidationError):
        film()


def test_a_film_has_one_source_only(document: Any) -> None:
    with pytest.raises(ValidationError):
        film(document=document, address="/media/a.mp4")


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/a.mp4", "//elsewhere.example/a.mp4", "/a.pdf"]
)
def test_a_film_lies_on_this_server(address: str) -> None:
    with pytest.raises(ValidationError):
        film(address=address)


def test_a_film_has_controls_and_transcript(body: Body) -> None:
    value = {"title": "Film", "address": "/media/a.webm", "transcript": "<p>Every word</p>"}
    html = BodyStreamBlock().render(body(("sign_language", value)))
    assert '<video controls preload="none"' in html
    assert "Every word" in html


def test_films_have_addresses_of_their_own_beside_those_of_headings(body: Body) -> None:
    value = {"title": "Film", "address": "/media/a.webm", "transcript": "<p>Text</p>"}
    heading = {"text": "Gebaerdensprache", "level": "h2", "anchor": ""}
    html = BodyStreamBlock().render(
        body(("heading", heading), ("sign_language", value), ("sign_language", value))
    )
    assert re.findall(r' id="([^"]+)"', html) == [
        "gebaerdensprache",
        "gebaerdensprache-2",
        "gebaerdensprache-3",
    ]


def test_a_film_loads_nothing_from_elsewhere_and_before_it_is_asked_for(body: Body) -> None:
    value = {"title": "Film", "address": "/media/a.webm", "transcript": "<p>Text</p>"}
    html = BodyStreamBlock().render(body(("sign_language", value)))
    assert "://" not in html
    assert "<iframe" not in html
    assert "autoplay" not in html
    assert 'aria-label="Film"' in html


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://www.youtube.com/watch?v=1", "YouTube"),
        ("https://player.vimeo.com/video/1", "Vimeo"),
        ("https://maps.example.org/x", "maps.example.org"),
        ("https://notyoutube.com/x", "notyoutube.com"),
    ],
)
def test_readers_learn_who_the_provider_is(url: str, provider: str) -> None:
    assert ConsentEmbedBlock().normalize({"url": url}).provider == provider


def test_nothing_is_loaded_before_the_readers_click(body: Body) -> None:
    html = BodyStreamBlock().render(
        body(("embed", {"title": "Recording", "url": "https://vimeo.com/1", "text": ""}))
    )
    assert html.count("vimeo.com") == 1
    assert 'href="https://vimeo.com/1"' in html
    assert 'rel="noopener noreferrer external"' in html
