"""Readers are told of a machine's words from the publication until a person has read or changed them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from portal.translators.models import TranslationStanding
from tests.journeys.queries import queries_of
from tests.portal.translators.conftest import Tree
from tests.portal.translators.machine.server import Machine
from tests.portal.translators.machine.test_drafts import begin
from tests.portal.translators.test_desk import step, write
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]
LABEL = "Translated by a machine, not checked yet"


@pytest.fixture
def publish(
    browser: Browser, tree: Tree, english: Page, django_capture_on_commit_callbacks: Any
) -> Callable[[], str]:
    """Publishes the translation over the editor; answers its state afterwards."""
    for above in (tree.home, tree.section):
        in_language(above, "en").specific.save_revision().publish()

    def again() -> str:
        with django_capture_on_commit_callbacks(execute=True):
            browser(CHIEF_EDITOR).post(f"/admin/pages/{english.pk}/edit/", {"action": "publish"})
        return str(TranslationStanding.objects.get(page=english).stage)

    return again


def labelled(page: Page) -> bool:
    answer = Client().get(Page.objects.get(pk=page.pk).get_url() or "")
    assert answer.status_code == 200
    return LABEL in answer.content.decode()


def test_until_a_review(browser: Browser, english: Page, deepl: Machine, publish: Callable[[], str]) -> None:
    begin(english)
    assert publish() == "in_translation"
    assert labelled(english)
    assert publish() == "in_translation"
    assert labelled(english)
    step(browser(TRANSLATOR), english, "hand_over")
    assert labelled(english)
    assert step(browser(CHIEF_EDITOR), english, "review") == "reviewed"
    assert not labelled(english)
    assert publish() == "reviewed"
    assert not labelled(english)
    assert set(StringTranslation.objects.values_list("translation_type", "tool_name")) == {
        ("manual", "DeepL")
    }


def test_until_a_person_changed_and_published_it(
    browser: Browser, english: Page, deepl: Machine, publish: Callable[[], str]
) -> None:
    begin(english)
    publish()
    write(browser(TRANSLATOR), english, "Words")
    assert labelled(english)
    assert publish() == "reviewed"
    assert not labelled(english)


def test_a_review_of_other_words_does_not_vouch_for_those_readers_see(
    browser: Browser, english: Page, deepl: Machine, publish: Callable[[], str]
) -> None:
    begin(english)
    publish()
    write(browser(TRANSLATOR), english, "Words")
    step(browser(TRANSLATOR), english, "hand_over")
    assert step(browser(CHIEF_EDITOR), english, "review") == "reviewed"
    assert labelled(english)
    publish()
    assert not labelled(english)


def test_words_of_people_carry_no_label(
    browser: Browser, tree: Tree, english: Page, publish: Callable[[], str], django_assert_num_queries: Any
) -> None:
    write(browser(TRANSLATOR), english, "Words")
    assert publish() == "reviewed"
    assert not labelled(english)
    page = Page.objects.get(pk=english.pk).specific
    german = tree.article
    assert (page.locale.language_code, german.locale.language_code) == ("en", "de")
    with django_assert_num_queries(1):
        assert page.machine_text is False
    with django_assert_num_queries(0):
        assert german.machine_text is False


def test_the_label_keeps_the_budget_of_an_article(
    english: Page, deepl: Machine, publish: Callable[[], str]
) -> None:
    begin(english)
    publish()
    url = Page.objects.get(pk=english.pk).get_url() or ""
    asked = queries_of(Client(), url)
    assert labelled(english)
    assert len(asked) <= 15, asked
    assert asked.twice() == []
