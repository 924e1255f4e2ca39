"""Freezing, adding a translation, withdrawing."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions import freezing, selectors
from consultations.guidelines.versions.freezing import FreezeFacts, Refused
from consultations.guidelines.versions.models import GuidelineVersion, VersionImage, VersionPart
from consultations.guidelines.versions.verifying import problems
from portal.files.models import PortalImage
from tests.factories.guidelines import FIRST, SECOND, chapter, figure, make_guideline, paragraph

pytestmark = pytest.mark.django_db
THIRD = "44444444-0000-4000-8000-000000000000"


def freeze(
    page: GuidelinePage, lineage: dict[str, tuple[str, ...]] | None = None, **changed: Any
) -> GuidelineVersion:
    """Freeze the newest draft as Frida Chef does."""
    page = GuidelinePage.objects.get(pk=page.pk)
    facts = {
        "revision_id": page.latest_revision_id,
        "label": "Erste Fassung",
        "date": dt.date(2024, 3, 8),
        "state": "participation_draft",
    }
    return freezing.freeze(
        page, FreezeFacts(**{**facts, **changed}), lineage or {}, "Frida Chef", timezone.now()
    )


def write(page: GuidelinePage, *blocks: dict[str, Any]) -> None:
    """Save a draft without publishing it."""
    page = GuidelinePage.objects.get(pk=page.pk)
    page.chapters = list(blocks)
    page.save_revision()


def in_language(page: GuidelinePage, code: str, *blocks: dict[str, Any]) -> GuidelinePage:
    """A published text written by hand in another language."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    made = page.copy_for_translation(locale, copy_parents=True)
    made = GuidelinePage.objects.get(pk=made.pk)
    made.title, made.chapters = "Guidelines", list(blocks)
    made.save_revision().publish()
    return made


def test_the_newest_draft_is_frozen_with_numbers_and_all() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."), summary="Worum es geht.", scheme="section")
    write(page, chapter(), paragraph(FIRST, "Sehr früh.", "Wann"))
    version = freeze(page, reason="Erster Wurf", changes="<p>Alles neu</p>")
    assert (version.number, version.label, version.scheme, version.language) == (
        1,
        "Erste Fassung",
        "section",
        "de",
    )
    assert GuidelinePage.objects.get(pk=page.pk).numbered()[1].html == "<p>Früh.</p>"
    text = selectors.text_of(version, "de")
    assert (text.title, text.summary, text.shorts[FIRST]) == ("Leitlinien", "Worum es geht.", "22222222")
    assert [(part.kind, part.number, part.heading, part.html) for part in text.parts] == [
        ("chapter", "§ 1", "Grundsätze", "<p>Einleitung</p>"),
        ("paragraph", "§ 1 (1)", "Wann", "<p>Sehr früh.</p>"),
    ]
    assert text.parts[1].chapter == text.parts[0].id
    assert list(problems()) == []


def test_notes_of_editors_are_not_frozen() -> None:
    freeze(make_guideline(chapter(), paragraph(FIRST, "Früh.")))
    assert not VersionPart.objects.filter(html__contains="Nur für uns").exists()


def test_cross_references_are_frozen_with_their_number() -> None:
    reference = paragraph(FIRST, 'Siehe <a href="#p-33333333">9.9</a>.')
    version = freeze(make_guideline(chapter(), reference, paragraph(SECOND, "Offen.")))
    assert selectors.parts_of(version, "de")[1].html == '<p>Siehe <a href="#p-33333333">1.2</a>.</p>'


def test_numbers_count_and_short_addresses_stay() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    freeze(page)
    write(page, chapter(), paragraph(SECOND, "Neu."), paragraph(FIRST, "Früh."))
    version = freeze(page, label="Zweite Fassung")
    assert version.number == 2
    assert [(row.text.version.number, row.number, row.short) for row in selectors.history(FIRST)] == [
        (1, "1.1", "22222222"),
        (2, "1.2", "22222222"),
    ]


def test_ids_that_begin_alike_get_longer_addresses() -> None:
    twin = FIRST[:-1] + "1"
    freeze(make_guideline(chapter(), paragraph(FIRST, "Früh."), paragraph(twin, "Offen.")))
    assert selectors.identity_of("22222222") == uuid.UUID(FIRST)
    assert VersionPart.objects.get(identity=twin).short == "222222220"


def test_a_revision_that_came_meanwhile_is_refused() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    seen = page.latest_revision_id
    write(page, chapter(), paragraph(FIRST, "Spät."))
    with pytest.raises(Refused):
        freeze(page, revision_id=seen)
    assert GuidelineVersion.objects.count() == 0


@pytest.mark.parametrize("blocks", [[], [chapter()]])
def test_an_empty_text_is_refused(blocks: list[dict[str, Any]]) -> None:
    with pytest.raises(Refused):
        freeze(make_guideline(*blocks))


def test_two_pieces_with_one_identity_are_refused() -> None:
    with pytest.raises(Refused):
        freeze(make_guideline(paragraph(FIRST, "Früh."), paragraph(FIRST, "Offen.")))


def test_a_copy_of_a_frozen_text_is_refused() -> None:
    freeze(make_guideline(paragraph(FIRST, "Früh.")))
    with pytest.raises(Refused):
        freeze(make_guideline(paragraph(FIRST, "Früh."), title="Kopie"))
    assert VersionPart.objects.count() == 1


def test_lineage_is_recorded() -> None:
    page = make_guideline(paragraph(FIRST, "Früh. Offen."))
    freeze(page)
    write(page, paragraph(FIRST, "Früh."), paragraph(SECOND, "Offen."))
    version = freeze(page, {SECOND: (FIRST,), FIRST: (FIRST,)})
    assert selectors.lineage_of(version) == {SECOND: (FIRST,)}
    assert [(row.version.number, str(row.identity)) for row in selectors.successors(FIRST)] == [(2, SECOND)]
    assert list(problems()) == []


@pytest.mark.parametrize("pair", [(THIRD, FIRST), (SECOND, THIRD)])
def test_lineage_of_unknown_pieces_is_refused(pair: tuple[str, str]) -> None:
    page = make_guideline(paragraph(FIRST, "Früh. Offen."))
    freeze(page)
    write(page, paragraph(FIRST, "Früh."), paragraph(SECOND, "Offen."))
    with pytest.raises(Refused):
        freeze(page, {pair[0]: (pair[1],)})


def test_an_up_to_date_translation_is_frozen_along() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."), scheme="section")
    in_language(page, "en", chapter("Principles"), paragraph(FIRST, "Early."))
    version = freeze(page)
    assert selectors.text_of(version, "en").title == "Guidelines"
    assert [part.number for part in selectors.parts_of(version, "en")] == ["§ 1", "§ 1 (1)"]
    assert selectors.history(FIRST)[0].html == "<p>Früh.</p>"
    assert list(problems()) == []


def test_a_translation_of_older_pieces_is_left_out() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."), paragraph(SECOND, "Offen."))
    in_language(page, "en", chapter("Principles"), paragraph(FIRST, "Early."))
    assert [text.language for text in freeze(page).texts.all()] == ["de"]


def test_a_translation_of_an_unpublished_draft_is_left_out_and_added_later() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    in_language(page, "en", chapter("Principles"), paragraph(FIRST, "Early."))
    write(page, chapter(), paragraph(FIRST, "Sehr früh."))
    version = freeze(page)
    assert version.texts.count() == 1
    freezing.add_translation(version, "en", "Frida Chef", timezone.now())
    assert selectors.text_of(version, "en").parts[1].html == "<p>Early.</p>"
    with pytest.raises(Refused):
        freezing.add_translation(version, "en", "Frida Chef", timezone.now())
    with pytest.raises(Refused):
        freezing.add_translation(version, "tr", "Frida Chef", timezone.now())
    assert list(problems()) == []


def test_a_translation_with_other_pieces_is_not_added() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    version = freeze(page)
    in_language(page, "en", chapter("Principles"), paragraph(SECOND, "Early."))
    with pytest.raises(Refused):
        freezing.add_translation(version, "en", "Frida Chef", timezone.now())


def test_images_of_figures_are_held() -> None:
    version = freeze(make_guideline(paragraph(FIRST, "Früh."), figure(SECOND)))
    held = VersionImage.objects.get(part__text__version=version)
    assert held.part.html.startswith('<embed embedtype="image"')
    with held.image.file.open("wb") as file:
        file.write(b"another picture")
    assert list(problems()) == [
        f"version 1 of page {version.guideline_id}: the file of figure 1 (33333333) was replaced or lost"
    ]
    with pytest.raises(Exception, match="protected"):
        PortalImage.objects.get(pk=held.image_id).delete()


def test_a_version_is_withdrawn_once() -> None:
    page = make_guideline(paragraph(FIRST, "Früh."))
    version = freeze(page)
    freezing.withdraw(version, "Falsche Datei", "Frida Chef", timezone.now())
    assert selectors.current(page) is None
    assert selectors.versions_of(page)[0].withdrawal.reason == "Falsche Datei"
    with pytest.raises(Refused):
        freezing.withdraw(version, "Nochmal", "Frida Chef", timezone.now())
    assert list(problems()) == []


def test_the_page_and_its_parents_stay() -> None:
    page = make_guideline(paragraph(FIRST, "Früh."))
    freeze(page)
    with pytest.raises(Exception, match="protected"):
        Page.objects.get(pk=page.pk).delete()


def translate_segments(source: TranslationSource, words: str) -> None:
    """Every segment in English, nothing published."""
    english = Locale.objects.get(language_code="en")
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            defaults={"data": words},
        )


def translate_by_segments(page: GuidelinePage) -> None:
    """A translation in the translators' editor, with every segment in English, published."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    english, _made = Locale.objects.get_or_create(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    translate_segments(source, "English")
    # It publishes after the commit, which no test reaches.
    translation.save_target(publish=True)
    GuidelinePage.objects.get(locale=english).get_latest_revision().publish()


def test_a_finished_translation_by_segments_is_frozen_along() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    translate_by_segments(page)
    version = freeze(page)
    assert [part.html for part in selectors.parts_of(version, "en")] == ["<p>English</p>", "<p>English</p>"]


def test_a_translation_by_segments_with_gaps_is_left_out() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    translate_by_segments(page)
    StringTranslation.objects.filter(context__path=f"chapters.{FIRST}.text").delete()
    assert [text.language for text in freeze(page).texts.all()] == ["de"]


def test_a_translation_by_segments_of_an_older_text_is_left_out() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    translate_by_segments(page)
    write(page, chapter(), paragraph(FIRST, "Sehr früh."))
    GuidelinePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert [text.language for text in freeze(page).texts.all()] == ["de"]


def test_a_translation_by_segments_that_is_not_published_yet_is_left_out() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    translate_by_segments(page)
    write(page, chapter(), paragraph(FIRST, "Spät."))
    GuidelinePage.objects.get(pk=page.pk).get_latest_revision().publish()
    source = TranslationSource.objects.get()
    source.update_from_db()
    translate_segments(source, "English of now")
    assert [text.language for text in freeze(page).texts.all()] == ["de"]
    source.translations.get().save_target(publish=True)
    GuidelinePage.objects.get(locale__language_code="en").get_latest_revision().publish()
    version = freeze(page)
    assert selectors.parts_of(version, "en")[1].html == "<p>English of now</p>"


def test_an_older_draft_of_a_translation_published_late_is_left_out() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    translate_by_segments(page)
    translate_segments(TranslationSource.objects.get(), "Better English")
    GuidelinePage.objects.get(locale__language_code="en").get_latest_revision().publish()
    assert [text.language for text in freeze(page).texts.all()] == ["de"]


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_translation_by_segments_of_an_older_title_or_summary_is_left_out(field: str) -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    translate_by_segments(page)
    page = GuidelinePage.objects.get(pk=page.pk)
    setattr(page, field, "Neue Worte")
    page.save_revision().publish()
    assert [text.language for text in freeze(page).texts.all()] == ["de"]


@pytest.mark.parametrize("block", [{"text": ""}, {"heading": "x" * 201}])
def test_what_could_not_be_published_is_not_frozen(block: dict[str, str]) -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    broken = paragraph(SECOND, "Spät.", "Zeiten")
    broken["value"] |= block
    write(page, chapter(), paragraph(FIRST, "Früh."), broken)
    with pytest.raises(Refused, match=r"\b2\b|1\.2|\(2\)|Zeiten|x{10}"):
        freeze(page)
    assert not GuidelineVersion.objects.exists()
