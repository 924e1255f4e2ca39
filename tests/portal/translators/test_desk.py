"""The way of a translation over the desk, and each door by role."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from consultations.models import Topic
from home.models import InfoPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from portal.translators.models import Submission, TranslationStanding
from tests.home.site import add
from tests.portal.translators.conftest import Tree, locales, translate
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]
ROLES = (EDITOR, CHIEF_EDITOR, TRANSLATOR)


@pytest.fixture
def english(tree: Tree) -> Page:
    translate(tree.article, "en")
    return in_language(tree.article, "en")


def translation_of(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def write(client: Client, page: Page, words: str) -> list[int]:
    """Fill in every part over the editor's own address."""
    translation = translation_of(page)
    codes = []
    for segment in StringSegment.objects.filter(source=translation.source):
        address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
        form = "application/x-www-form-urlencoded"
        codes.append(client.put(address, urlencode({"value": words}), content_type=form).status_code)
    return codes


def stage(page: Page) -> str:
    return TranslationStanding.objects.get(page=page).stage


def step(client: Client, page: Page, name: str) -> str:
    client.post(f"/admin/translators/pages/{page.pk}/step/", {"step": name, "note": "Bitte sehr"})
    return stage(page)


def test_from_submission_to_publication_and_back(browser: Browser, tree: Tree, english: Page) -> None:
    translator, chief = browser(TRANSLATOR), browser(CHIEF_EDITOR)
    assert step(translator, english, "hand_over") == "in_translation"
    assert set(write(translator, english, "Words")) == {201}
    assert step(translator, english, "hand_over") == "ready"
    assert step(translator, english, "review") == "ready"
    assert step(chief, english, "review") == "reviewed"
    edit = f"/admin/pages/{english.pk}/edit/"
    assert translator.post(edit, {"action": "publish"}).status_code == 302
    assert Page.objects.get(pk=english.pk).live is False
    history = translator.get(f"/admin/translators/pages/{english.pk}/").content.decode()
    assert "Bitte sehr" in history
    assert history.count("chief-editor@stadt.example") == 2
    in_language(tree.home, "en").specific.save_revision().publish()
    in_language(tree.section, "en").specific.save_revision().publish()


def test_the_original_changes_and_the_translation_follows(
    browser: Browser, tree: Tree, english: Page, django_capture_on_commit_callbacks: Any
) -> None:
    chief = browser(CHIEF_EDITOR)
    write(chief, english, "Words")
    with django_capture_on_commit_callbacks(execute=True):
        chief.post(f"/admin/pages/{english.pk}/edit/", {"action": "publish"})
    assert (stage(english), Page.objects.get(pk=english.pk).live) == ("reviewed", True)
    article = InfoPage.objects.get(pk=tree.article.pk)
    article.save_revision().publish()
    assert stage(english) == "reviewed"
    article.summary = "Etwas anderes"
    article.save_revision().publish()
    standing = TranslationStanding.objects.get(page=english)
    assert standing.stage == "outdated"
    assert standing.outdated_since is not None
    source = TranslationSource.objects.get_for_instance(article)
    chief.post(f"/admin/localize/update/{source.pk}/", {})
    standing.refresh_from_db()
    assert (standing.stage, standing.outdated_since is None) == ("in_translation", False)
    write(chief, english, "Other words")
    with django_capture_on_commit_callbacks(execute=True):
        chief.post(f"/admin/pages/{english.pk}/edit/", {"action": "publish"})
    standing.refresh_from_db()
    assert (standing.stage, standing.outdated_since is None) == ("reviewed", True)
    assert InfoPage.objects.get(pk=english.pk).summary == "Other words"


def test_an_edit_takes_the_review_back(browser: Browser, english: Page) -> None:
    translator = browser(TRANSLATOR)
    write(translator, english, "Words")
    step(translator, english, "hand_over")
    step(browser(CHIEF_EDITOR), english, "review")
    write(translator, english, "Better words")
    assert stage(english) == "in_translation"


DOORS = {
    "/admin/localize/submit/page/{source}/": (302, 200, 302),
    "/admin/localize/update/{translation_source}/": (302, 200, 302),
    "/admin/localize/translate/{translation}/preview/": (200, 200, 200),
    "/admin/localize/translate/{translation}/pofile/download/": (200, 200, 200),
    "/admin/translators/pages/{page}/": (200, 200, 200),
    "/admin/translators/pages/{source}/": (302, 302, 302),
    "/admin/translators/submissions/{submission}/": (302, 200, 302),
    "/admin/pages/{page}/edit/": (200, 200, 200),
    "/admin/pages/{page}/unpublish/": (302, 200, 302),
}


@pytest.mark.parametrize(("address", "expected"), DOORS.items())
def test_doors(
    browser: Browser, tree: Tree, english: Page, address: str, expected: tuple[int, int, int]
) -> None:
    in_language(tree.home, "en").specific.save_revision().publish()
    Page.objects.filter(pk=english.pk).update(live=True)
    translation = translation_of(english)
    at = address.format(
        source=tree.article.pk,
        page=english.pk,
        translation=translation.pk,
        translation_source=translation.source_id,
        submission=Submission.objects.get().pk,
    )
    assert tuple(browser(role).get(at).status_code for role in ROLES) == expected


def test_nobody_publishes_by_updating_without_the_right(browser: Browser, tree: Tree, english: Page) -> None:
    """The right to submit alone once published every language."""
    from django.contrib.auth.models import Group, Permission

    right = Permission.objects.get(codename="submit_translation")
    Group.objects.get(name=EDITOR).permissions.add(right)
    source = translation_of(english).source
    editor = browser(EDITOR)
    editor.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    assert Page.objects.get(pk=english.pk).live is False


def test_the_form_asks_for_languages(browser: Browser, tree: Tree) -> None:
    answer = browser(CHIEF_EDITOR).get(f"/admin/localize/submit/page/{tree.article.pk}/")
    assert answer.context["form"].fields["locales"].label == "Sprachen"


def test_the_editor_of_a_translation_leads_to_the_desk(browser: Browser, english: Page) -> None:
    answer = browser(TRANSLATOR).get(f"/admin/pages/{english.pk}/edit/")
    assert answer.content.decode().count(f'href="/admin/translators/pages/{english.pk}/"') == 1


def test_drafts_are_not_submitted(browser: Browser, tree: Tree) -> None:
    Page.objects.filter(pk=tree.article.pk).update(live=False)
    answer = browser(CHIEF_EDITOR).get(f"/admin/localize/submit/page/{tree.article.pk}/", follow=True)
    assert answer.redirect_chain[0][0] == f"/admin/pages/{tree.article.pk}/edit/"


def test_few_pages_are_made_at_once_and_many_by_the_worker(
    browser: Browser, tree: Tree, worker: Callable[[], int]
) -> None:
    chief = browser(CHIEF_EDITOR)
    english, turkish = locales("en", "tr")
    chief.post(f"/admin/localize/submit/page/{tree.article.pk}/", {"locales": [english.pk]})
    assert Submission.objects.get().finished is not None
    for number in range(3):
        add(InfoPage.objects.get(pk=tree.section.pk), InfoPage(title=f"Seite {number}"))
    data = {"locales": [turkish.pk], "include_subtree": "on"}
    answer = chief.post(f"/admin/localize/submit/page/{tree.home.pk}/", data)
    many = Submission.objects.get(finished=None)
    assert answer["Location"] == f"/admin/translators/submissions/{many.pk}/"
    assert "0 / 6" in (waiting := chief.get(answer["Location"])).content.decode()
    assert waiting["Refresh"] == "3"
    worker()
    assert "6 / 6" in (done := chief.get(answer["Location"])).content.decode()
    assert "Refresh" not in done


def test_translators_do_not_publish_snippets_without_drafts(browser: Browser, tree: Tree) -> None:
    """Such a snippet is public as soon as it is saved; its parts are translated, a chief editor publishes."""
    topic = Topic.objects.create(name="Verkehr", slug="verkehr", locale=tree.home.locale)
    translate_object(topic, locales("en"))
    english = topic.get_translation(locales("en")[0])
    for segment in StringSegment.objects.filter(source__object_id=topic.translation_key):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=english.locale, data="Traffic"
        )
    address = f"/admin/snippets/consultations/topic/edit/{english.pk}/"
    assert browser(TRANSLATOR).get(address).status_code == 200
    browser(TRANSLATOR).post(address, {"action": "publish"})
    assert Topic.objects.get(pk=english.pk).name == "Verkehr"
    browser(CHIEF_EDITOR).post(address, {"action": "publish"})
    assert Topic.objects.get(pk=english.pk).name == "Traffic"
