"""Earlier versions of guidelines are found when they are asked for, each at its paragraph, and never otherwise."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, PageViewRestriction

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.rules import number
from consultations.guidelines.versions.models import GuidelineVersion
from search import indexing
from search.engines.base import Engine
from search.models import Change
from search.privacy import for_readers
from search.query import nearest
from search.suggestions import suggestions
from search.upkeep import reconcile
from tests.consultations.guidelines.reading.frozen import (
    chapter,
    paragraph,
    withdraw,
    write_text,
    write_version,
)
from tests.factories.guidelines import make_guideline
from tests.search.conftest import Ask

Work = Callable[[], indexing.Outcome]
FIRST = [
    chapter("a", "Ziele"),
    paragraph("b", "Der Zeppelinplatz bleibt frei."),
    paragraph("c", "Alle reden."),
]
NOW = [chapter("a", "Ziele"), paragraph("b", "Der Marktplatz bleibt frei."), paragraph("c", "Alle reden.")]


def url_of(version: GuidelineVersion) -> str:
    return f"{version.guideline.url}versions/{version.number}/"


@pytest.fixture
def page(engine: Engine, home: object) -> GuidelinePage:
    blocks = [
        {
            "type": part.kind,
            "id": part.id,
            "value": {"title": part.heading, "intro": ""}
            if part.kind == "chapter"
            else {"heading": part.heading, "text": part.html, "note": ""},
        }
        for part in NOW
    ]
    return make_guideline(*blocks, title="Leitlinien")


@pytest.fixture
def versions(page: GuidelinePage, work: Work) -> tuple[GuidelineVersion, GuidelineVersion]:
    """The first says something else than the page, the second the same."""
    both = write_version(page, 1, FIRST), write_version(page, 2, NOW)
    work()
    return both


def test_only_the_live_text_is_found_unless_versions_are_asked_for(
    versions: tuple[GuidelineVersion, GuidelineVersion], ask: Ask, page: GuidelinePage
) -> None:
    answer = ask("Zeppelinplatz", exact="1")
    assert (answer.total, list(answer.hits), answer.older) == (0, [], 1)
    assert [view.name for view in answer.facets if view.name == "type"] == []
    found = ask("reden")
    assert [hit.source for hit in found.hits] == [page.find_key]
    assert found.older == 1


def test_asked_for_by_filter_by_word_and_along_with_everything(
    versions: tuple[GuidelineVersion, GuidelineVersion], ask: Ask, page: GuidelinePage
) -> None:
    for answer in (
        ask("Zeppelinplatz", older="1"),
        ask("Zeppelinplatz", type="guideline_version"),
        ask("typ:guideline_version Zeppelinplatz"),
    ):
        [hit] = answer.hits
        assert (answer.total, hit.kind, hit.title) == (1, "guideline_version", "Leitlinien, Fassung 1")
        assert hit.url == url_of(versions[0])
        anchor = versions[0].texts.get().parts.get(order=1).anchor
        assert [place.url for place in hit.places] == [f"{url_of(versions[0])}#{anchor}"]
        assert answer.corrections == []
    both = ask("reden", older="1")
    assert {hit.url for hit in both.hits} == {page.url, url_of(versions[0])}
    [kinds] = [view for view in both.facets if view.name == "type"]
    assert {(option.value, option.count) for option in kinds.options} == {
        ("guideline", 1),
        ("guideline_version", 1),
    }


def test_the_former_text_becomes_an_earlier_version_when_the_page_changes(
    versions: tuple[GuidelineVersion, GuidelineVersion], ask: Ask, page: GuidelinePage, work: Work
) -> None:
    page.summary = "Neu gefasst"
    page.save_revision().publish()
    work()
    assert [hit.url for hit in ask("Marktplatz").hits] == [page.url]
    found = {hit.url for hit in ask("Marktplatz", older="1").hits}
    assert {page.url, url_of(versions[1])} <= found


def test_a_withdrawn_version_is_found_and_says_so(
    versions: tuple[GuidelineVersion, GuidelineVersion], ask: Ask, work: Work
) -> None:
    withdraw(versions[0], "Ein Fehler")
    assert Change.objects.filter(source=f"version:{versions[0].texts.get().pk}").exists()
    work()
    [hit] = ask("Zeppelinplatz", older="1").hits
    with translation.override("de"):
        said = gettext("%(title)s, %(version)s (withdrawn)")
    assert hit.title == said % {"title": "Leitlinien", "version": "Fassung 1"}


def test_a_translation_of_a_version_is_found_below_its_own_page(
    versions: tuple[GuidelineVersion, GuidelineVersion], ask: Ask, page: GuidelinePage, work: Work
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = page.copy_for_translation(english, copy_parents=True)
    copy.title = "Guidelines"
    copy.save_revision().publish()
    for above in copy.get_ancestors().filter(depth__gt=1, live=False):
        above.specific.save_revision().publish()
    write_text(versions[0].pk, copy, "en", number([FIRST[0], paragraph("b", "The airship square stays.")]))
    work()
    copy.refresh_from_db()
    [hit] = ask("airship", "en", older="1").hits
    assert (hit.url, hit.title) == (f"{copy.url}versions/1/", "Guidelines, Version 1")
    assert ask("airship", "en", exact="1").total == 0
    copy.delete()
    assert ask("airship", "en", older="1").total == 0


def test_nothing_is_noticed_of_versions_below_a_private_page_before_the_worker_comes(
    versions: tuple[GuidelineVersion, GuidelineVersion], ask: Ask, page: GuidelinePage, work: Work
) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert (ask("Zeppelinplatz", older="1").total, ask("Zeppelinplatz").older) == (0, 0)
    work()
    restriction.delete()
    work()
    assert ask("Zeppelinplatz", older="1").total == 1
    page.unpublish()
    assert (ask("Zeppelinplatz", older="1").total, ask("reden").older) == (0, 0)


def test_their_words_are_neither_suggested_nor_used_for_corrections(
    versions: tuple[GuidelineVersion, GuidelineVersion], engine: Engine
) -> None:
    readers = for_readers(engine)
    assert suggestions("zeppel", "de", engine) == []
    assert list(nearest("Zeppelinplats", "de", readers)) == []
    assert readers.terms("zeppelin", 5) == []
    assert engine.terms("zeppelin", 5) == [("zeppelinplatz", 1)]


def test_rebuild_and_comparison_know_them(
    versions: tuple[GuidelineVersion, GuidelineVersion], engine: Engine, ask: Ask
) -> None:
    Change.objects.all().delete()
    assert reconcile(engine).surplus == ()
    indexing.rebuild(engine)
    key = f"version:{versions[0].texts.get().pk}"
    assert key in engine.sources()
    assert f"version:{versions[1].texts.get().pk}" not in engine.sources()
    found = indexing.compare(engine)
    assert (found.missing, found.stale, found.surplus) == ((), (), ())


def test_the_page_offers_them_and_takes_them_back(
    versions: tuple[GuidelineVersion, GuidelineVersion], client: Client
) -> None:
    offered = client.get("/de/search/?q=reden").content.decode()
    assert 'href="?q=reden&amp;older=1"' in offered
    taken = client.get("/de/search/?q=reden&older=1").content.decode()
    assert 'href="?q=reden"' in taken
    assert f'href="{url_of(versions[0])}' in taken
