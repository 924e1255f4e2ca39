"""Texts that were stored with gaps, by an import or before a field existed, go to the translators like others."""

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from consultations.guidelines.pages import GuidelinePage
from portal.translators import submission
from portal.translators.models import Submission
from tests.factories.guidelines import CHAPTER, FIRST, SECOND, chapter, figure, make_guideline

pytestmark = pytest.mark.django_db


def piece(kind: str, key: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": key, "value": value}


def with_none(block: dict[str, Any], *names: str) -> dict[str, Any]:
    return block | {"value": block["value"] | dict.fromkeys(names)}


@pytest.mark.parametrize(
    "gap",
    [
        piece("paragraph", FIRST, heading=None, text="<p>Früh.</p>", note=None),
        piece("paragraph", FIRST, text="<p>Früh.</p>"),
    ],
    ids=["empty", "absent"],
)
def test_a_paragraph_without_heading_is_submitted(gap: dict[str, Any]) -> None:
    page = make_guideline(chapter(), gap)
    english = Locale.objects.get_or_create(language_code="en")[0]
    made = submission.submit(page, [english], None, subtree=False)
    submission.work(made.pk)
    assert Submission.objects.get(pk=made.pk).failures == []
    texts = StringSegment.objects.filter(context__path__startswith="chapters.")
    assert sorted(texts.values_list("string__data", flat=True)) == ["Einleitung", "Früh.", "Grundsätze"]
    translated = GuidelinePage.objects.get(locale=english)
    assert [part.heading for part in translated.numbered()] == ["Grundsätze", ""]


def test_chapters_and_figures_with_gaps_are_submitted() -> None:
    page = make_guideline(
        piece("chapter", CHAPTER, title="Grundsätze", intro=None),
        with_none(figure(SECOND), "alt", "caption"),
        piece("paragraph", FIRST, heading="", text="<p>Früh.</p>"),
    )
    english = Locale.objects.get_or_create(language_code="en")[0]
    made = submission.submit(page, [english], None, subtree=False)
    submission.work(made.pk)
    assert Submission.objects.get(pk=made.pk).failures == []
    assert GuidelinePage.objects.filter(locale=english).exists()
