"""Addresses below a text survive another name and another place."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.reading import addresses
from home.pages import InfoPage
from tests.consultations.guidelines.versions.test_freezing import freeze
from tests.factories.guidelines import FIRST, chapter, make_guideline, paragraph
from tests.factories.meetings import german

pytestmark = pytest.mark.django_db
PLACES = [
    "versions/",
    "versions/1/",
    "versions/1/leitlinien.docx",
    "versions/atom",
    "compare/1/2/",
    "compare/1/2/?view=side",
    "compare/1/2/synopsis.odt",
    f"history/{FIRST[:8]}/",
]


@pytest.fixture
def page(db: None) -> GuidelinePage:
    made = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    freeze(made)
    freeze(made, label="Zweite Fassung")
    return made


def renamed(page: GuidelinePage) -> GuidelinePage:
    page = GuidelinePage.objects.get(pk=page.pk)
    page.slug = "leitfaden"
    page.save_revision().publish()
    return GuidelinePage.objects.get(pk=page.pk)


def moved(page: GuidelinePage) -> GuidelinePage:
    below = InfoPage(title="Archiv", locale=german())
    GuidelinePage.objects.get(pk=page.pk).get_parent().add_child(instance=below)
    GuidelinePage.objects.get(pk=page.pk).move(below, pos="last-child")
    return GuidelinePage.objects.get(pk=page.pk)


@pytest.mark.parametrize("change", [renamed, moved, lambda page: moved(renamed(page))])
def test_every_place_below_a_text_is_found_at_its_old_address(
    page: GuidelinePage, client: Client, change: Any, django_capture_on_commit_callbacks: Any
) -> None:
    old = page.url
    with django_capture_on_commit_callbacks(execute=True):
        new = change(page).url
    assert old != new
    for place in PLACES:
        answer = client.get(f"{old}{place}")
        assert (place, answer.status_code) == (place, 301)
        assert answer["Location"] == f"{new}{place}"
        assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"{old}nothing/of/this/").status_code == 404
    assert client.post(f"{old}versions/1/").status_code == 404


def test_files_print_an_address_that_no_other_text_can_take(page: GuidelinePage, client: Client) -> None:
    content = client.get(f"{page.url}versions/1/leitlinien.docx").content
    address = addresses.lasting(page, "versions/1/")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert address in archive.read("word/document.xml").decode()
    place = address.removeprefix(addresses.absolute(""))
    old = page.url
    new = renamed(page)
    other = make_guideline(
        chapter(), paragraph("55555555-0000-4000-8000-000000000000", "Anders."), slug="leitlinien"
    )
    assert other.url == old
    assert client.get(place)["Location"] == f"{new.url}versions/1/"
    assert client.get(place.replace("/g/", "/g/0")).status_code == 404


def test_a_lasting_address_of_a_private_text_is_unknown(page: GuidelinePage, client: Client) -> None:
    GuidelinePage.objects.get(pk=page.pk).unpublish()
    place = addresses.lasting(page, "versions/1/").removeprefix(addresses.absolute(""))
    assert client.get(place).status_code == 404
