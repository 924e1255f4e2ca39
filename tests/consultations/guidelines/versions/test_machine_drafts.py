"""Words of a machine that nobody has reviewed are not frozen: a frozen text cannot be corrected."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions import selectors
from portal.translators import marks, standings, submission
from tests.consultations.guidelines.versions.test_freezing import freeze, write
from tests.factories.guidelines import FIRST, chapter, make_guideline, paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidelinePage:
    """In German and, by a machine, in English, both published."""
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    english = Locale.objects.get_or_create(language_code="en")[0]
    submission.work(submission.submit(page, [english], None, subtree=False).pk)
    for segment in TranslationSource.objects.get(object_id=page.translation_key).stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=english,
            data=f"words {segment.pk}",
            translation_type="machine",
        )
    publish(page)
    return page


def translation(page: GuidelinePage) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key)


def publish(page: GuidelinePage) -> None:
    made = translation(page)
    made.save_target(publish=False)
    made.get_target_instance().get_latest_revision().publish()


def review(page: GuidelinePage) -> None:
    """As the button of the translators' desk does it."""
    standing = standings.begin(translation(page).get_target_instance())
    marks.review(standing, translation(page))
    standing.save()


def languages(page: GuidelinePage) -> list[str]:
    version = selectors.current(page)
    assert version is not None
    return sorted(text.language for text in version.texts.all())


def test_it_is_not_frozen_along(page: GuidelinePage) -> None:
    freeze(page)
    assert languages(page) == ["de"]


def test_reviewed_it_is_frozen_along(page: GuidelinePage) -> None:
    review(page)
    publish(page)
    freeze(page)
    assert languages(page) == ["de", "en"]


def test_adding_it_is_refused_with_the_reason_until_it_is_reviewed(
    chief_browser: Client, page: GuidelinePage
) -> None:
    write(page, chapter(), paragraph(FIRST, "Sehr früh."))
    freeze(page)
    add = reverse("guideline_add_translation", args=[page.pk, 1, "en"])
    answer = chief_browser.post(add, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert languages(page) == ["de"]
    review(page)
    chief_browser.post(add)
    assert languages(page) == ["de", "en"]


def test_the_page_before_freezing_names_it_apart(chief_browser: Client, page: GuidelinePage) -> None:
    facts = {"label": "Erste", "date": "2024-06-14", "state": "working_draft", "changes": "null"}
    answer = chief_browser.post(reverse("guideline_freeze", args=[page.pk]), facts, follow=True)
    shown = answer.context["preview"]
    assert (shown.frozen_along, shown.left_out, len(shown.unreviewed)) == ([], [], 1)
    assert shown.unreviewed[0] in answer.content.decode()
