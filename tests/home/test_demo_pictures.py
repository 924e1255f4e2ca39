"""The demo's pictures: drawn when it is loaded, described in every language, and really to be seen."""

import io
import tomllib

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from PIL import Image
from wagtail.models import Page

from home.demo.content import FOLDER, content
from home.demo.pictures_drawing import HEIGHT, WIDTH
from home.demo.pictures_scenes import SCENES
from tests.demo import DemoPortal

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def described(language: str) -> dict[str, str]:
    """Words for each picture in a language."""
    german = content("pictures")
    if language in {"de", "de-simple"}:
        return german if language == "de" else content("de-simple/pictures")
    words = tomllib.loads((FOLDER / language / "pictures.toml").read_text(encoding="utf-8"))
    return {key: words[text] for key, text in german.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_has_words_of_its_own(language: str) -> None:
    words = described(language)
    assert words.keys() == SCENES.keys()
    assert len(set(words.values())) == len(SCENES)
    assert language == "de" or not set(words.values()) & set(described("de").values())


@pytest.mark.parametrize("key", ["start", "buergerrat"])
def test_a_picture_is_the_same_every_time(key: str) -> None:
    first = SCENES[key](key)
    assert SCENES[key](key) == first
    with Image.open(io.BytesIO(first)) as image:
        assert image.size == (WIDTH, HEIGHT)


def shown(client: Client, url: str) -> list[tuple[str, str]]:
    """Alternative text and address of each picture on a page."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return [(str(image["alt"]), str(image["src"])) for image in page.select("main img")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["start", "leitlinien"])
def test_readers_see_them_in_their_language(
    demo_portal: DemoPortal, db: None, client: Client, slug: str, language: str
) -> None:
    german = demo_portal.page(slug)
    page = Page.objects.get(translation_key=german.translation_key, locale__language_code=language)
    (picture,) = shown(client, page.url)
    assert picture[0] == described(language)[slug]
    answer = client.get(picture[1])
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(answer)


@pytest.mark.parametrize("slug", ["erste-fassung-der-leitlinien", "pariser-strasse", "world-cafe"])
def test_news_consultations_and_methods_have_theirs(
    demo_portal: DemoPortal, db: None, client: Client, slug: str
) -> None:
    (picture,) = shown(client, demo_portal.url(slug))
    assert picture[0] == described("de")[slug]
    assert b"".join(client.get(picture[1]))
