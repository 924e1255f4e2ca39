"""Pages on their way to the translators: nothing goes live, the tree stays sound, a stop is no loss."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.models import GlossaryTerm, InfoPage
from portal.translators import slices, submission, tasks
from portal.translators.models import Submission, TranslationStanding
from portal.translators.tree import problems
from tests.home.site import add
from tests.portal.translators.conftest import Tree, locales, translate


def in_language(page: Page, code: str) -> Page:
    return page.get_translations().get(locale__language_code=code)


def test_a_page_comes_with_those_above_it_and_nothing_is_live(tree: Tree) -> None:
    """Wagtail would make live aliases of what lies above, German text under an English address."""
    done = translate(tree.article, "en")
    made = Page.objects.filter(locale__language_code="en").order_by("path")
    assert [(page.depth, page.live, page.alias_of_id) for page in made] == [
        (2, False, None),
        (3, False, None),
        (4, False, None),
    ]
    assert (done.done, done.above, done.failures, done.finished is not None) == (3, 2, [], True)
    assert problems() == {}


def test_a_subtree_into_two_languages(tree: Tree) -> None:
    translate(tree.home, "en", "tr", subtree=True)
    assert Page.objects.filter(locale__language_code__in=["en", "tr"], live=False).count() == 6
    assert Translation.objects.count() == 6
    assert TranslationStanding.objects.filter(stage="in_translation").count() == 6
    assert problems() == {}


def test_drafts_are_not_sent(tree: Tree) -> None:
    draft = add(tree.section, InfoPage(title="Entwurf", slug="entwurf", live=False))
    add(draft, InfoPage(title="Darunter", slug="darunter"))
    done = translate(tree.home, "en", subtree=True)
    assert done.skipped == [{"page": draft.pk, "title": "Entwurf"}]
    assert not Page.objects.filter(translation_key=draft.translation_key, locale__language_code="en").exists()
    assert done.total == 3


def test_the_live_text_is_sent_not_the_newer_draft(tree: Tree) -> None:
    tree.article.title = "Noch geheim"
    tree.article.save_revision()
    translate(InfoPage.objects.get(pk=tree.article.pk), "en")
    assert in_language(tree.article, "en").title == "Artikel"


def test_an_alias_becomes_a_translation(tree: Tree) -> None:
    english = locales("en")[0]
    tree.section.copy_for_translation(english, copy_parents=True, alias=True)
    alias = in_language(tree.section, "en")
    assert alias.alias_of_id == tree.section.pk
    translate(tree.section, "en")
    assert in_language(tree.section, "en").alias_of_id is None
    assert in_language(tree.section, "en").pk == alias.pk


def test_a_live_translation_is_left_alone(tree: Tree) -> None:
    translate(tree.home, "en", subtree=True)
    for page in (tree.home, tree.section, tree.article):
        in_language(page, "en").specific.save_revision().publish()
    before = {page.pk: page.latest_revision_id for page in Page.objects.filter(locale__language_code="en")}
    translate(tree.home, "en", "tr", subtree=True)
    after = {page.pk: page.latest_revision_id for page in Page.objects.filter(locale__language_code="en")}
    assert before == after
    assert Page.objects.filter(locale__language_code="en", live=True).count() == 3
    assert Page.objects.filter(locale__language_code="tr", live=False).count() == 3


def test_easy_german_is_written_anew(tree: Tree) -> None:
    Locale.objects.get_or_create(language_code="de-simple")
    translate(tree.article, "de-simple")
    easy = in_language(tree.article, "de-simple")
    assert (easy.live, easy.alias_of_id, easy.depth) == (False, None, 4)
    assert not Translation.objects.filter(target_locale__language_code="de-simple").exists()


def test_a_stop_is_taken_up_where_it_was(tree: Tree) -> None:
    made = submission.submit(tree.home, locales("en"), None, subtree=True)
    assert submission.work(made.pk, lambda: True) is False
    assert Submission.objects.get(pk=made.pk).done == 1
    assert submission.work(made.pk) is True
    assert Page.objects.filter(locale__language_code="en").count() == 3


def test_two_workers_do_not_share_a_submission(tree: Tree) -> None:
    made = submission.submit(tree.home, locales("en"), None, subtree=True)
    Submission.objects.update(until=timezone.now() + dt.timedelta(minutes=1))
    assert submission.work(made.pk) is False
    Submission.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert submission.work(made.pk) is True


def test_a_worker_whose_lease_was_taken_leaves_the_rest_to_the_other(tree: Tree) -> None:
    made = submission.submit(tree.home, locales("en"), None, subtree=True)
    taken = timezone.now() + dt.timedelta(minutes=5)

    def another_takes_it() -> bool:
        Submission.objects.update(until=taken)
        return False

    assert submission.work(made.pk, another_takes_it) is False
    left = Submission.objects.get(pk=made.pk)
    assert (left.done, left.until, left.finished) == (1, taken, None)


def test_a_page_that_kills_the_worker_is_passed_over_and_named(tree: Tree) -> None:
    made = submission.submit(tree.home, locales("en"), None, subtree=True)
    Submission.objects.update(done=2, attempts=3)
    assert submission.work(made.pk) is True
    (failure,) = Submission.objects.get(pk=made.pk).failures
    assert (failure["page"], failure["title"]) == (tree.article.pk, "Artikel")


def test_a_page_that_is_refused_is_named_and_leaves_nothing(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(page: InfoPage) -> None:
        if page.title == "Artikel" and page.locale.language_code == "en":
            raise ValidationError({"title": "So nicht."})

    monkeypatch.setattr(InfoPage, "clean", refuse)
    done = translate(tree.home, "en", subtree=True)
    assert [failure["page"] for failure in done.failures] == [tree.article.pk]
    assert not Page.objects.filter(
        translation_key=tree.article.translation_key, locale__language_code="en"
    ).exists()
    assert (done.done, problems()) == (3, {})


def test_the_worker_goes_on_in_slices(
    tree: Tree, worker: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE", -1.0)
    made = submission.submit(tree.home, locales("en"), None, subtree=True)
    tasks.request_work(made.pk)
    done = worker()
    assert done >= 3
    assert Submission.objects.get(pk=made.pk).finished is not None


def test_a_live_snippet_of_a_page_stays_live(tree: Tree) -> None:
    """Submitting it once more would take the translated snippet offline."""
    term = GlossaryTerm.objects.create(
        term="Leitlinie", slug="leitlinie", definition="", locale=tree.home.locale
    )
    english = term.copy_for_translation(locales("en")[0])
    english.live = True
    english.save()
    made = submission.submit(tree.article, locales("en"), None, subtree=False)
    submission._Worker(made)._send_related(term, locales("en"))
    assert GlossaryTerm.objects.get(pk=english.pk).live is True
