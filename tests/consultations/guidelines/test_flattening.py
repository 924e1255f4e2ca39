"""The migration that brought paragraphs out of their chapters: live rows, revisions, translations."""

import importlib
import json
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from wagtail.models import Locale, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationContext, TranslationSource

from consultations.guidelines.pages import GuidelinePage
from tests.factories.guidelines import CHAPTER, FIRST, SECOND, chapter, make_guideline, paragraph

pytestmark = pytest.mark.django_db
migration = importlib.import_module("consultations.migrations.0006_flat_rows")
OLD = [
    {
        "type": "chapter",
        "id": CHAPTER,
        "value": {
            "title": "Grundsätze",
            "intro": "<p>Einleitung</p>",
            "paragraphs": [
                {
                    "type": "item",
                    "id": FIRST,
                    "value": {"heading": "", "text": "<p>Früh.</p>", "note": "Nur für uns"},
                },
                {
                    "type": "item",
                    "id": SECOND,
                    "value": {"heading": "Wer", "text": "<p>Alle.</p>", "note": ""},
                },
            ],
        },
    }
]


def forwards() -> None:
    """Run the operations as `migrate` does, on the models of now, which differ in nothing they read."""
    for operation in migration.Migration.operations:
        operation.code(apps, None)


def store_old(page: GuidelinePage) -> None:
    """What the database held before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE consultations_guidelinepage SET chapters = %s WHERE page_ptr_id = %s",
            [json.dumps(OLD), page.pk],
        )
    for revision in page.revisions.all():
        revision.content["chapters"] = json.dumps(OLD)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def rows(raw: Any) -> list[tuple[str, str, dict[str, Any]]]:
    return [(block["type"], block["id"], block["value"]) for block in raw]


def test_live_rows_and_revisions_keep_ids_texts_and_notes() -> None:
    page = make_guideline(chapter())
    page.save_revision()
    store_old(page)
    forwards()
    wanted = [
        ("chapter", CHAPTER, {"title": "Grundsätze", "intro": "<p>Einleitung</p>"}),
        ("paragraph", FIRST, {"heading": "", "text": "<p>Früh.</p>", "note": "Nur für uns"}),
        ("paragraph", SECOND, {"heading": "Wer", "text": "<p>Alle.</p>", "note": ""}),
    ]
    assert rows(GuidelinePage.objects.get(pk=page.pk).chapters.raw_data) == wanted
    contents = [json.loads(revision.content["chapters"]) for revision in page.revisions.all()]
    assert [rows(content) for content in contents] == [wanted, wanted]
    numbers = [part.number for part in GuidelinePage.objects.get(pk=page.pk).numbered()]
    assert numbers == ["1", "1.1", "1.2"]


def test_a_flat_text_stays_as_it_is() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    before = rows(page.chapters.raw_data)
    forwards()
    assert rows(GuidelinePage.objects.get(pk=page.pk).chapters.raw_data) == before


def test_an_id_met_twice_stays_with_the_first() -> None:
    first, again = migration.flat([chapter(), chapter()])
    assert first["id"] == CHAPTER
    assert again["id"] != CHAPTER


def test_translations_find_their_paragraph_again() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    source, _made = TranslationSource.update_or_create_from_instance(page)
    english, _made = Locale.objects.get_or_create(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    context = TranslationContext.objects.get(path=f"chapters.{FIRST}.text")
    segment = source.stringsegment_set.get(context=context)
    StringTranslation.objects.create(
        translation_of=segment.string, locale=english, context=context, data="Early."
    )
    old = f"chapters.{CHAPTER}.paragraphs.{FIRST}.text"
    TranslationContext.objects.filter(pk=context.pk).update(
        path=old,
        path_id=TranslationContext._get_path_id(old),
        field_path="chapters.chapter.paragraphs.item.text",
    )
    store_old(page)
    content = json.loads(source.content_json) | {"chapters": json.dumps(OLD)}
    TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
    forwards()
    context.refresh_from_db()
    assert context.path == f"chapters.{FIRST}.text"
    assert context.path_id == TranslationContext._get_path_id(context.path)
    translation.refresh_from_db()
    translation.save_target(publish=True)
    made = GuidelinePage.objects.get(locale=english)
    assert [part.html for part in made.numbered()][1] == "<p>Early.</p>"
