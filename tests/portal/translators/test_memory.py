"""What was translated on one page is offered on another."""

import random
import time
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringTranslation

from home.models import InfoPage
from portal.accounts.roles import EDITOR, TRANSLATOR
from portal.translators import memory, standings
from portal.translators.resemblance import Strings
from tests.home.site import add
from tests.personas import person
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_desk import translation_of, write
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def other(tree: Tree, browser: Browser) -> Page:
    """In English and empty; its summary stands on the translated article too, its title is similar."""
    translate(tree.article, "en")
    write(browser(TRANSLATOR), in_language(tree.article, "en"), "What it is about")
    section = InfoPage.objects.get(pk=tree.section.pk)
    twin = add(section, InfoPage(title="Artikel 2", slug="zwei", summary="Worum es geht"))
    translate(twin, "en")
    return in_language(twin, "en")


def offered(page: Page, role: str = TRANSLATOR) -> list[tuple[str, int, str, str]]:
    return [
        (part.german, offer.score, offer.german, offer.text)
        for part in memory.parts(translation_of(page), person(role))
        for offer in part.offers
    ]


def test_the_same_and_the_similar_are_offered(other: Page) -> None:
    assert offered(other) == [
        ("Artikel 2", 87, "Artikel", "What it is about"),
        ("Worum es geht", 100, "Worum es geht", "What it is about"),
    ]


def test_one_is_taken_over_and_nothing_overwritten(browser: Browser, other: Page) -> None:
    translator = browser(TRANSLATOR)
    at = f"/admin/translators/pages/{other.pk}/memory/"
    part = translator.get(at).context["parts"][0]
    asked = {"segment": part.segment.pk, "offer": part.offers[0].number}
    translator.post(f"{at}take/", asked)
    row = StringTranslation.objects.get(context=part.segment.context_id)
    assert (row.data, row.translation_type, row.tool_name) == ("What it is about", "manual", "Memory")
    StringTranslation.objects.filter(pk=row.pk).update(data="Mine")
    translator.post(f"{at}take/", asked)
    row.refresh_from_db()
    assert row.data == "Mine"


def test_identical_ones_after_a_confirmation(browser: Browser, other: Page) -> None:
    translator = browser(TRANSLATOR)
    at = f"/admin/translators/pages/{other.pk}/memory/"
    assert f"{at}identical/" not in translator.get(at).content.decode()
    assert f"{at}identical/" in translator.get(f"{at}?identical=1").content.decode()
    assert translator.get(f"{at}identical/").status_code == 405
    translator.post(f"{at}identical/")
    assert [one[0] for one in offered(other)] == ["Artikel 2"]
    assert standings.parts_open(other) == 1


def test_what_has_two_wordings_is_left_to_the_translator(other: Page, tree: Tree) -> None:
    section = InfoPage.objects.get(pk=tree.section.pk)
    third = add(section, InfoPage(title="Anderes", slug="drei", summary="Worum es geht"))
    translate(third, "en")
    segment = memory.open_segments(translation_of(in_language(third, "en")))[1]
    row = StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=other.locale, data="Contents"
    )
    StringTranslation.objects.filter(pk=row.pk).update(translation_type="manual")
    found = memory.parts(translation_of(other), person(TRANSLATOR))
    assert [one.text for one in found[1].offers] == ["Contents", "What it is about"]
    assert memory.identical(found) == []


def test_unchecked_words_of_a_machine_are_not_offered(other: Page) -> None:
    StringTranslation.objects.update(translation_type="machine")
    assert offered(other) == []


def test_nothing_from_pages_the_person_may_not_edit(other: Page, tree: Tree) -> None:
    assert len(offered(other, EDITOR)) == 2
    GroupPagePermission.objects.all().delete()
    assert offered(other, EDITOR) == []


def test_the_desk_shows_the_way(browser: Browser, other: Page) -> None:
    html = browser(TRANSLATOR).get(f"/admin/translators/pages/{other.pk}/").content.decode()
    assert f"/admin/translators/pages/{other.pk}/memory/" in html


def test_doors(browser: Browser, tree: Tree, other: Page) -> None:
    assert browser(TRANSLATOR).get(f"/admin/translators/pages/{tree.article.pk}/memory/").status_code == 302
    assert Client().get(f"/admin/translators/pages/{other.pk}/memory/").status_code == 302


def test_a_hundred_parts_among_twenty_thousand_are_quick() -> None:
    chance = random.Random(7)
    words = [f"wort{number}" for number in range(3_000)] + ["die", "der", "und"] * 100
    sentences = [" ".join(chance.choices(words, k=14)) for _number in range(20_000)]
    strings = Strings()
    for number, sentence in enumerate(sentences, start=1):
        strings.add(number, sentence)
    begun = time.process_time()
    for number, sentence in enumerate(sentences[:100], start=1):
        changed = sentence.rsplit(" ", 2)[0] + " etwas anderes"
        assert number in strings.similar(changed, 0)
    assert time.process_time() - begun < 0.4
