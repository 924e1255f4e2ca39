"""A translation that is behind its source says so, since when, and where."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.pages import InfoPage
from portal.pages.outdated import Outdated, outdated
from portal.pages.surroundings import surroundings
from portal.translation.changes import Change, Place
from portal.translation.segments import pieces
from tests.portal.conftest import Ask, Tree

BODY: list[dict[str, Any]] = [
    {"type": "text", "id": "t0", "value": "<p>Vorab</p>"},
    {"type": "heading", "id": "h1", "value": {"text": "Ziel", "level": "h2", "anchor": "ziel"}},
    {"type": "text", "id": "t1", "value": "<p>Das Ziel</p>"},
    {"type": "heading", "id": "h2", "value": {"text": "Weg", "level": "h2", "anchor": "weg"}},
    {"type": "text", "id": "t2", "value": "<p>Der Weg</p>"},
]
Capture = Callable[..., Any]


def publish(page: InfoPage, body: list[dict[str, Any]], **fields: Any) -> InfoPage:
    page = InfoPage.objects.get(pk=page.pk)
    page.body = page.body.stream_block.to_python(body)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return InfoPage.objects.get(pk=page.pk)


@pytest.fixture
def translated(tree: Tree, django_capture_on_commit_callbacks: Capture) -> InfoPage:
    """The German page in Turkish, by way of the translators' editor; only the first section was translated."""
    turkish = Locale.objects.create(language_code="tr")
    home = tree.home.copy_for_translation(turkish)
    home.save_revision().publish()
    source, _made = TranslationSource.update_or_create_from_instance(publish(tree.info, BODY))
    translation = Translation.objects.create(source=source, target_locale=turkish)
    for segment in source.stringsegment_set.filter(string__data="Ziel"):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=turkish, context=segment.context, data="Amaç"
        )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    page: InfoPage = translation.get_target_instance()
    return page


def state(ask: Ask, page: InfoPage) -> Outdated | None:
    return outdated(surroundings(ask(InfoPage.objects.get(pk=page.pk))))


def with_text(key: str, text: str) -> list[dict[str, Any]]:
    return [one | {"value": text} if one["id"] == key else one for one in BODY]


def test_a_fresh_translation_is_up_to_date(translated: InfoPage, tree: Tree, ask: Ask) -> None:
    assert state(ask, translated) is None
    assert state(ask, tree.info) is None


def test_a_changed_section_is_named_in_the_readers_language(
    translated: InfoPage, tree: Tree, ask: Ask
) -> None:
    publish(tree.info, with_text("t1", "<p>Das neue Ziel</p>"))
    found = state(ask, translated)
    assert found is not None
    assert found.since == TranslationSource.objects.get().last_updated_at
    assert found.source_url == "/de/ueber-uns/"
    assert found.changes == (
        Change(place=Place(label="Amaç", anchor="ziel", language="tr"), outcome="changed"),
    )


def test_a_new_section_is_named_in_german(translated: InfoPage, tree: Tree, ask: Ask) -> None:
    new = {"type": "heading", "id": "h3", "value": {"text": "Kosten", "level": "h2", "anchor": "kosten"}}
    publish(tree.info, [*BODY[:3], new])
    found = state(ask, translated)
    assert found is not None
    assert found.changes is not None
    assert [(one.place.label, one.place.language, one.outcome) for one in found.changes] == [
        ("Kosten", "de", "new"),
        ("Weg", "tr", "gone"),
    ]


def test_fields_are_named_and_what_readers_do_not_see_is_no_change(
    translated: InfoPage, tree: Tree, ask: Ask
) -> None:
    publish(tree.info, BODY, seo_title="Für Suchmaschinen")
    assert state(ask, translated) is None
    publish(tree.info, with_text("t0", "<p>Zuvor</p>"), summary="Wer wir jetzt sind")
    found = state(ask, translated)
    assert found is not None
    assert found.changes is not None
    assert [(one.place.language, one.outcome) for one in found.changes] == [
        ("", "changed"),
        ("tr", "changed"),
    ]
    assert [bool(one.place.label) for one in found.changes] == [True, False]


def test_publishing_the_same_words_again_is_no_change(translated: InfoPage, tree: Tree, ask: Ask) -> None:
    publish(tree.info, BODY)
    assert state(ask, translated) is None


def test_a_source_read_anew_does_not_make_the_old_translation_fresh(
    translated: InfoPage, tree: Tree, ask: Ask
) -> None:
    publish(tree.info, with_text("t2", "<p>Der neue Weg</p>"))
    TranslationSource.objects.get().update_from_db()
    found = state(ask, translated)
    assert found is not None
    assert found.changes is not None
    assert [one.outcome for one in found.changes] == ["changed"]
    assert found.changes[0].place.anchor == "weg"


def test_the_updated_translation_is_up_to_date(
    translated: InfoPage, tree: Tree, ask: Ask, django_capture_on_commit_callbacks: Capture
) -> None:
    publish(tree.info, with_text("t2", "<p>Der neue Weg</p>"))
    assert state(ask, translated) is not None
    TranslationSource.objects.get().update_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        Translation.objects.get().save_target(publish=True)
    assert state(ask, translated) is None


def test_a_text_written_by_hand_follows_the_day_it_was_published(tree: Tree, ask: Ask) -> None:
    publish(tree.info, BODY)
    written = publish(tree.info_en, BODY)
    assert state(ask, written) is None
    publish(tree.info, BODY[:3])
    found = state(ask, written)
    assert found is not None
    assert found.since == written.last_published_at
    assert found.changes is not None
    assert [(one.place.label, one.outcome) for one in found.changes] == [("Weg", "gone")]


def test_without_a_record_of_the_old_text_only_the_date_is_told(tree: Tree, ask: Ask) -> None:
    publish(tree.info, BODY)
    PageLogEntry.objects.all().delete()
    InfoPage.objects.filter(pk=tree.info_en.pk).update(
        last_published_at=timezone.now() - dt.timedelta(days=9)
    )
    found = state(ask, tree.info_en)
    assert found is not None
    assert found.changes is None


def test_readers_see_the_banner(translated: InfoPage, tree: Tree) -> None:
    publish(tree.info, [*BODY[:3], BODY[3] | {"id": "h9", "value": {"text": "Kosten", "level": "h2"}}])
    html = Client().get("/tr/ueber-uns/", headers={"host": "localhost"}).content.decode()
    banner = html.partition('<aside class="sd-notice')[2].partition("</aside>")[0]
    assert '<span lang="de" dir="ltr">Kosten</span>' in banner
    assert '<a href="/de/ueber-uns/" hreflang="de" lang="de" dir="ltr">Über uns</a>' in banner


def test_the_comparison_is_made_once(
    translated: InfoPage, tree: Tree, ask: Ask, django_assert_max_num_queries: Capture
) -> None:
    publish(tree.info, BODY[:3])
    assert state(ask, translated) is not None
    around = surroundings(ask(InfoPage.objects.get(pk=translated.pk)))
    _ = around.translations
    with django_assert_max_num_queries(1):
        assert outdated(around) is not None


def test_an_outdated_page_keeps_the_budget_of_an_article(
    translated: InfoPage, tree: Tree, django_assert_max_num_queries: Capture
) -> None:
    publish(tree.info, BODY[:3])
    Client().get("/tr/ueber-uns/", headers={"host": "localhost"})
    with django_assert_max_num_queries(15):
        answer = Client().get("/tr/ueber-uns/", headers={"host": "localhost"})
    assert "sd-translation-state" in answer.content.decode()


def test_line_ends_of_a_browser_are_no_change(tree: Tree) -> None:
    page = InfoPage.objects.get(pk=tree.info.pk)
    page.summary = "Eins\n\nZwei"
    before = pieces(page)
    page.summary = "Eins\r\n\r\nZwei"
    assert pieces(page) == before
    assert before["summary"] == ["summary: Eins<br/><br/>Zwei"]
