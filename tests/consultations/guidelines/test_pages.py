"""The page of a guideline text."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from consultations.guidelines import selectors
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.models import GuidelineVersion
from tests.factories.guidelines import FIRST, SECOND, chapter, figure, make_guideline, paragraph, table
from tests.factories.meetings import german, root

pytestmark = pytest.mark.django_db


def test_numbered_paragraphs_with_places(client: Client) -> None:
    page = make_guideline(
        chapter(), paragraph(FIRST, "Früh."), paragraph(SECOND, "Offen.", heading="Für alle")
    )
    html = client.get(page.url).content.decode()
    assert 'id="p-22222222"' in html
    assert 'href="#c-11111111"' in html
    assert ">1.2</a>" in html
    assert "<h3>Für alle</h3>" in html


def test_notes_of_editors_are_never_published(client: Client) -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    assert "Nur für uns" not in client.get(page.url).content.decode()
    assert all("Nur für uns" not in entry.text for entry in page.find_entries())


def test_notes_are_not_offered_to_translators() -> None:
    from wagtail_localize.segments.extract import extract_segments

    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    texts = [str(getattr(segment, "string", "")) for segment in extract_segments(page)]
    assert any("Grundsätze" in text for text in texts)
    assert not any("Nur für uns" in text for text in texts)


def test_places_survive_a_new_paragraph_before() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh."))
    page.chapters = [chapter(), paragraph(SECOND, "Neu."), paragraph(FIRST, "Früh.")]
    page.save()
    _chapter, *told = GuidelinePage.objects.get(pk=page.pk).numbered()
    assert [(p.number, p.anchor) for p in told] == [("1.1", "p-33333333"), ("1.2", "p-22222222")]


def test_entries_name_chapter_and_paragraph() -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh <b>und</b> offen."), summary="Worum es geht.")
    intro, first = page.find_entries()
    assert (intro.place, intro.heading) == ("c-11111111", "Grundsätze")
    assert (first.place, first.text) == ("p-22222222", "Früh und offen.")
    assert "1.1" in first.label
    assert page.find_source().kind == "guideline"


def test_a_text_without_chapters_says_so(client: Client) -> None:
    response = client.get(make_guideline().url)
    assert 'class="sd-empty"' in response.content.decode()


def test_scripts_in_headings_are_escaped(client: Client) -> None:
    page = make_guideline(chapter(), paragraph(FIRST, "Text", heading="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get(page.url).content.decode()


def test_newest_drafts_first() -> None:
    make_guideline(title="Alt", version_date=dt.date(2023, 1, 1))
    make_guideline(title="Neu", version_date=dt.date(2024, 3, 8))
    make_guideline(title="Entwurf").unpublish()
    assert [page.title for page in selectors.newest_drafts(german(), 5)] == ["Neu", "Alt"]


def test_timeline_line_lasts_its_day() -> None:
    make_guideline(version_date=dt.date(2024, 3, 8), draft_state="participation_draft")
    [entry] = selectors.timeline_entries(root())
    assert entry.kind == "version"
    assert entry.window.start is not None and entry.window.end is not None
    assert entry.window.end - entry.window.start == dt.timedelta(days=1)


@pytest.mark.parametrize("below", ["nichts/", "nichts/1/", "nichts/datei.pdf"])
def test_what_is_not_below_a_text_is_not_found(client: Client, below: str) -> None:
    page = make_guideline()
    assert client.get(page.url).status_code == 200
    assert client.get(f"{page.url}{below}").status_code == 404


def test_a_missing_slash_is_added(client: Client) -> None:
    response = client.get(f"{make_guideline().url}nichts")
    assert (response.status_code, response.headers["Location"][-8:]) == (301, "/nichts/")


THIRD = "44444444-0000-4000-8000-000000000000"


def test_tables_and_figures_are_drawn_with_number_and_caption(client: Client) -> None:
    page = make_guideline(chapter(), table(SECOND), figure(THIRD))
    html = client.get(page.url).content.decode()
    assert '<th scope="row">Antrag</th><td>&lt;acht&gt;<br/>Wochen</td>' in html
    assert "Tabelle 1: Fristen</figcaption>" in html
    assert 'alt="Vier Kästen in einer Reihe"' in html
    assert " 1: Der Ablauf</figcaption>" in html


def test_tables_and_figures_are_found(client: Client) -> None:
    page = make_guideline(chapter(), table(SECOND), figure(THIRD))
    _intro, cells, picture = page.find_entries()
    assert (cells.place, cells.heading, cells.context) == ("t-33333333", "Fristen", "Grundsätze")
    assert "4 Wochen" in cells.text
    assert (picture.place, picture.text) == ("f-44444444", "Der Ablauf")


def test_tables_and_figures_are_translated() -> None:
    from wagtail_localize.segments.extract import extract_segments

    page = make_guideline(chapter(), table(SECOND), figure(THIRD))
    strings = (getattr(segment, "string", None) for segment in extract_segments(page))
    texts = {string.data for string in strings if string}
    assert {"Fristen", "Frist", "4 Wochen", "Der Ablauf"} <= texts


def test_cross_references_follow_the_numbers(client: Client) -> None:
    reference = paragraph(FIRST, 'Siehe <a href="#p-33333333">Absatz 7.7</a>.')
    page = make_guideline(chapter(), reference, paragraph(SECOND, "Offen."), scheme="section")
    assert '<a href="#p-33333333">§ 1 (2)</a>' in client.get(page.url).content.decode()


def test_page_and_version_speak_of_states_in_the_same_words() -> None:
    field = GuidelinePage._meta.get_field("draft_state")
    assert list(field.choices or ()) == list(GuidelineVersion._meta.get_field("state").choices or ())


def test_older_words_for_states_are_said_anew_in_drafts_too() -> None:
    page = make_guideline()
    migration = import_module("consultations.migrations.0010_one_vocabulary_of_states")
    for old, new in migration.WORDS.items():
        GuidelinePage.objects.filter(pk=page.pk).update(draft_state=old)
        revision = page.latest_revision
        revision.content["draft_state"] = old
        revision.save()
        migration.forwards(apps, None)
        revision.refresh_from_db()
        assert GuidelinePage.objects.get(pk=page.pk).draft_state == revision.content["draft_state"] == new
        migration.backwards(apps, None)
        assert GuidelinePage.objects.get(pk=page.pk).draft_state == old
