"""A version leaves as Word file, is changed there, comes back, is looked at and taken over."""

import datetime as dt
import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from consultations.guidelines.exchange.exports import version_export
from consultations.guidelines.exchange.models import GuidelineUpload
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.reading.wording import OUTCOMES
from portal.files.models import PortalImage
from tests.consultations.guidelines.exchange.freezing import frozen
from tests.consultations.guidelines.exchange.test_verapdf import png
from tests.factories.guidelines import (
    CHAPTER,
    FIRST,
    SECOND,
    chapter,
    figure,
    make_guideline,
    paragraph,
    table,
)

TABLE = "44444444-0000-4000-8000-000000000000"
OTHER = "77777777-0000-4000-8000-000000000000"
OTHERS = "88888888-0000-4000-8000-000000000000"
FIGURE = "55555555-0000-4000-8000-000000000000"


@pytest.fixture
def page(db: None) -> GuidelinePage:
    return make_guideline(
        chapter(),
        paragraph(FIRST, "Alle wirken mit.", "Ziel"),
        paragraph(SECOND, "Früh und offen."),
        table(TABLE),
        figure(FIGURE),
    )


def exported(page: GuidelinePage, file_format: str = "docx") -> bytes:
    return version_export(page, frozen(page), file_format).data()


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def upload(
    browser: Client, page: GuidelinePage, content: bytes, name: str = "text.docx", choice: str = "accept"
) -> Any:
    file = SimpleUploadedFile(name, content)
    return browser.post(reverse("guideline_import", args=[page.pk]), {"file": file, "choice": choice})


def preview_url() -> str:
    return reverse("guideline_import_preview", args=[GuidelineUpload.objects.get().pk])


def draft_of(page: GuidelinePage) -> Any:
    return GuidelinePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def take_over(browser: Client, page: GuidelinePage, **more: Any) -> Any:
    page.refresh_from_db()
    return browser.post(preview_url(), {"revision": page.latest_revision_id, **more})


def line(document: Any, words: str) -> Any:
    return next(paragraph for paragraph in document.paragraphs if words in paragraph.text)


def test_a_file_nobody_changed_changes_nothing(page: GuidelinePage, editor_browser: Client) -> None:
    before = draft_of(page).chapters.get_prep_value()
    for file_format in ("docx", "odt"):
        assert (
            upload(editor_browser, page, exported(page, file_format), f"text.{file_format}").status_code
            == 302
        )
        seen = editor_browser.get(preview_url())
        assert seen.context["rows"] == []
        assert seen.context["unchanged"] == 5
        assert seen.context["notices"] == []
        take_over(editor_browser, page)
        assert draft_of(page).chapters.get_prep_value() == before


def test_what_was_deleted_here_does_not_come_back(page: GuidelinePage, editor_browser: Client) -> None:
    draft = draft_of(page)
    draft.chapters = [
        paragraph(FIRST, "Alle wirken mit."),
        paragraph(SECOND, 'Siehe <a href="#t-44444444">Fristen</a>'),
        table(TABLE),
        figure(FIGURE),
    ]
    draft.save_revision()
    content = exported(page)
    draft = draft_of(page)
    draft.chapters = [paragraph(FIRST, "Alle wirken mit.")]
    draft.save_revision()
    upload(editor_browser, page, content)
    seen = editor_browser.get(preview_url())
    assert (seen.context["rows"], seen.context["unchanged"]) == ([], 1)
    assert seen.context["seen"].mapped.kept == [SECOND, TABLE, FIGURE]
    take_over(editor_browser, page)
    assert [block.id for block in draft_of(page).chapters] == [FIRST]


def test_changes_in_word_become_a_draft_with_the_same_identities(
    page: GuidelinePage, editor_browser: Client
) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    line(document, "Alle wirken mit.").runs[-1].text = "Alle Menschen wirken mit."
    new = deepcopy(line(document, "Früh")._element)
    for mark in [*new.iter(qn("w:bookmarkStart")), *new.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    line(document, "Früh")._element.addnext(new)
    runs = line(document, "Früh").runs
    next(paragraph for paragraph in document.paragraphs[::-1] if "Früh" in paragraph.text).runs[
        -1
    ].text = "Ganz neu."
    assert runs[-1].text == "Früh und offen."
    upload(editor_browser, page, saved(document))
    seen = editor_browser.get(preview_url())
    assert [(row.number, row.outcome) for row in seen.context["rows"]] == [
        ("1.1", OUTCOMES["changed"]),
        ("1.3", OUTCOMES["new"]),
    ]
    assert "Menschen" in seen.context["rows"][0].text
    live = GuidelinePage.objects.get(pk=page.pk).chapters.get_prep_value()
    answer = take_over(editor_browser, page)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft = draft_of(page)
    assert [block.id for block in draft.chapters][:3] == [CHAPTER, FIRST, SECOND]
    assert [block.id for block in draft.chapters][4:] == [TABLE, FIGURE]
    assert draft.chapters[1].value["text"].source == "<p>Alle Menschen wirken mit.</p>"
    assert draft.chapters[1].value["note"] == "Nur für uns"
    assert draft.chapters[3].value["text"].source == "<p>Ganz neu.</p>"
    assert GuidelinePage.objects.get(pk=page.pk).chapters.get_prep_value() == live
    assert not GuidelineUpload.objects.exists()


def recorded(document: Any, words: str, new: str) -> None:
    """Replace words with recording on, as Word writes it."""
    run = next(run for run in line(document, words).runs if words in run.text)._element
    for name, text in (("w:del", words), ("w:ins", new)):
        change = OxmlElement(name)
        change.set(qn("w:id"), "900")
        change.set(qn("w:author"), "Erika Muster")
        change.set(qn("w:date"), "2026-03-04T10:00:00Z")
        inner = OxmlElement("w:r")
        holder = OxmlElement("w:delText" if name == "w:del" else "w:t")
        holder.text = text
        inner.append(holder)
        change.append(inner)
        run.addprevious(change)
    run.getparent().remove(run)


def test_recorded_changes_are_shown_and_go_either_way(page: GuidelinePage, editor_browser: Client) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    recorded(document, "Früh und offen.", "Früh, offen und barrierefrei.")
    upload(editor_browser, page, saved(document))
    seen = editor_browser.get(preview_url())
    html = seen.content.decode()
    assert "<del>Früh und offen.</del>" in html
    assert "<ins>Früh, offen und barrierefrei.</ins>" in html
    assert "Erika Muster, 2026-03-04" in html
    assert [row.number for row in seen.context["rows"]] == ["1.2"]
    editor_browser.post(reverse("guideline_import_reread", args=[GuidelineUpload.objects.get().pk]))
    assert editor_browser.get(preview_url()).context["rows"] == []
    editor_browser.post(reverse("guideline_import_reread", args=[GuidelineUpload.objects.get().pk]))
    take_over(editor_browser, page)
    assert draft_of(page).chapters[2].value["text"].source == "<p>Früh, offen und barrierefrei.</p>"


def test_what_was_changed_here_meanwhile_is_kept(page: GuidelinePage, editor_browser: Client) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    line(document, "Früh").runs[-1].text = "Früh, offen, gründlich."
    draft = draft_of(page)
    draft.chapters[1].value["heading"] = "Ziele"
    draft.chapters.append(("paragraph", {"heading": "", "text": "<p>Hier geschrieben.</p>", "note": ""}))
    draft.save_revision()
    upload(editor_browser, page, saved(document))
    seen = editor_browser.get(preview_url()).context["seen"]
    assert seen.mapped.kept == [FIRST]
    assert len(seen.mapped.added) == 1
    assert seen.mapped.both == []
    take_over(editor_browser, page)
    after = draft_of(page).chapters
    assert after[1].value["heading"] == "Ziele"
    assert after[2].value["text"].source == "<p>Früh, offen, gründlich.</p>"
    assert after[5].value["text"].source == "<p>Hier geschrieben.</p>"


def test_another_editor_who_was_faster_is_not_overwritten(
    page: GuidelinePage, editor_browser: Client
) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    line(document, "Früh").runs[-1].text = "Aus Word."
    upload(editor_browser, page, saved(document))
    seen_revision = GuidelinePage.objects.get(pk=page.pk).latest_revision_id
    other = draft_of(page)
    other.chapters[2].value["heading"] = "Zeitpunkt"
    other.save_revision()
    newest = GuidelinePage.objects.get(pk=page.pk).latest_revision_id
    answer = editor_browser.post(preview_url(), {"revision": seen_revision}, follow=True)
    assert GuidelinePage.objects.get(pk=page.pk).latest_revision_id == newest
    assert answer.context["seen"].is_outdated
    assert answer.context["seen"].mapped.both == [SECOND]
    take_over(editor_browser, page)
    assert draft_of(page).chapters[2].value["text"].source == "<p>Aus Word.</p>"


def test_a_file_of_another_guideline_is_told_first(page: GuidelinePage, editor_browser: Client) -> None:
    other = make_guideline(
        chapter("Anderes", OTHER), paragraph(OTHERS, "Ganz andere Worte hier."), title="Andere Leitlinien"
    )
    frozen(page)
    content = exported(other)
    upload(editor_browser, page, content)
    seen = editor_browser.get(preview_url())
    assert seen.context["seen"].mapped.is_foreign
    assert "Andere Leitlinien" in seen.content.decode()
    before = GuidelinePage.objects.get(pk=page.pk).latest_revision_id
    assert take_over(editor_browser, page).status_code == 200
    assert GuidelinePage.objects.get(pk=page.pk).latest_revision_id == before
    assert take_over(editor_browser, page, sure="on").status_code == 302
    assert {block.id for block in draft_of(page).chapters} & {CHAPTER, FIRST, SECOND, OTHER, OTHERS} == set()


def test_a_locked_page_stays_as_it_is(
    page: GuidelinePage, editor_browser: Client, chief_browser: Client
) -> None:
    content = exported(page)
    upload(editor_browser, page, content)
    chief_browser.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    before = GuidelinePage.objects.get(pk=page.pk).latest_revision_id
    assert take_over(editor_browser, page).status_code == 302
    assert GuidelinePage.objects.get(pk=page.pk).latest_revision_id == before
    assert GuidelineUpload.objects.count() == 1


def test_only_who_may_edit_sees_anything(
    page: GuidelinePage,
    editor_browser: Client,
    translator_browser: Client,
    client: Client,
    chief_browser: Client,
) -> None:
    upload(editor_browser, page, exported(page))
    assert chief_browser.get(preview_url()).status_code == 404
    assert client.get(preview_url()).status_code == 302
    assert client.get(reverse("guideline_import", args=[page.pk])).status_code == 302
    assert translator_browser.get(reverse("guideline_import", args=[page.pk])).status_code in (302, 403)
    assert editor_browser.get(reverse("guideline_import", args=[page.pk + 1000])).status_code == 404


def test_an_upload_can_be_dropped_and_does_not_stay(page: GuidelinePage, editor_browser: Client) -> None:
    content = exported(page)
    upload(editor_browser, page, content)
    editor_browser.post(reverse("guideline_import_drop", args=[GuidelineUpload.objects.get().pk]))
    assert not GuidelineUpload.objects.exists()


def test_an_upload_nobody_decides_about_is_gone_after_a_day(
    page: GuidelinePage, editor_browser: Client, worker: Callable[[], int]
) -> None:
    upload(editor_browser, page, exported(page))
    worker()
    assert GuidelineUpload.objects.count() == 1
    with time_machine.travel(timezone.now() + dt.timedelta(hours=24, minutes=1), tick=False):
        worker()
    assert not GuidelineUpload.objects.exists()


def test_a_version_frozen_meanwhile_is_not_touched(page: GuidelinePage, editor_browser: Client) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    line(document, "Früh").runs[-1].text = "Aus Word."
    upload(editor_browser, page, saved(document))
    second = frozen(page, label="Zweite")
    before = [(row.sha256, row.html) for row in second.texts.get().parts.all()]
    assert take_over(editor_browser, page).status_code == 302
    assert [(row.sha256, row.html) for row in second.texts.get().parts.all()] == before
    third = frozen(page, label="Dritte")
    assert third.texts.get().parts.get(identity=SECOND).html == "<p>Aus Word.</p>"
    assert [str(row.identity) for row in third.texts.get().parts.all()] == [
        str(row.identity) for row in second.texts.get().parts.all()
    ]


def test_paragraphs_joined_in_word_are_shown_as_merged(page: GuidelinePage, editor_browser: Client) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    first, second = line(document, "Alle wirken mit.")._element, line(document, "Früh")._element
    for element in list(second)[1:]:
        first.append(element)
    second.getparent().remove(second)
    upload(editor_browser, page, saved(document))
    seen = editor_browser.get(preview_url()).context
    assert seen["seen"].mapped.lineage == {FIRST: (SECOND,)}
    assert [(row.number, row.outcome) for row in seen["rows"]] == [("1.1", OUTCOMES["merged"])]
    assert [(notice.code, notice.text) for notice in seen["seen"].draft.notices] == [
        ("number", "1.2"),
        ("merged", "Alle wirken mit. Früh und offen."),
    ]
    take_over(editor_browser, page)
    assert draft_of(page).chapters[1].value["text"].source == "<p>Alle wirken mit. Früh und offen.</p>"


def test_a_new_image_becomes_one_of_the_portal(page: GuidelinePage, editor_browser: Client) -> None:
    document = docx.Document(io.BytesIO(exported(page)))
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("Ein Bild aus Word", style="Caption")
    upload(editor_browser, page, saved(document))
    before = PortalImage.objects.count()
    take_over(editor_browser, page)
    figure_block = draft_of(page).chapters[5]
    assert figure_block.block_type == "figure"
    assert figure_block.value["caption"] == "Ein Bild aus Word"
    assert figure_block.value["image"].description == "Ein Bild aus Word"
    assert PortalImage.objects.count() == before + 1


def test_the_editor_leads_to_the_import(page: GuidelinePage, editor_browser: Client) -> None:
    html = editor_browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("guideline_import", args=[page.pk]) in html
