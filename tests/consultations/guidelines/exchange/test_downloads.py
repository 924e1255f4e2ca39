"""Versions and synopses as files: right type, right name, made once, open to readers only."""

import io
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Locale, PageViewRestriction

from consultations.guidelines.comparison.rules import Outcome, compare
from consultations.guidelines.exchange.draft import Draft
from consultations.guidelines.exchange.markup import canonical
from consultations.guidelines.exchange.synopsis import row_of
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.reading.wording import OUTCOMES
from consultations.guidelines.rules import Part, number
from consultations.guidelines.versions.models import GuidelineVersion
from tests.consultations.guidelines.exchange.files import read
from tests.consultations.guidelines.exchange.freezing import frozen
from tests.consultations.guidelines.reading.frozen import write_text
from tests.factories.guidelines import FIRST, SECOND, chapter, figure, make_guideline, paragraph, table

TABLE = "44444444-0000-4000-8000-000000000000"
NEW = "66666666-0000-4000-8000-000000000000"
FIGURE = "55555555-0000-4000-8000-000000000000"
WORDS_OF_CHANGES: tuple[Outcome, ...] = ("unchanged", "changed", "dropped", "dropped", "dropped", "new")
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


@pytest.fixture
def page(db: None) -> GuidelinePage:
    return make_guideline(
        chapter(),
        paragraph(FIRST, "Alle wirken mit.", "Ziel"),
        paragraph(SECOND, "Früh."),
        table(TABLE),
        figure(FIGURE),
    )


@pytest.fixture
def version(page: GuidelinePage) -> GuidelineVersion:
    return frozen(page, label="Entwurf")


@pytest.mark.parametrize("file_format", TYPES)
def test_a_version_is_handed_out(
    page: GuidelinePage, version: GuidelineVersion, file_format: str, client: Client
) -> None:
    answer = client.get(f"{page.url}versions/1/leitlinien.{file_format}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES[file_format]
    assert answer["Content-Disposition"] == f'attachment; filename="leitlinien-1.{file_format}"'
    again = client.get(
        f"{page.url}versions/1/leitlinien.{file_format}", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert again.content == b""


def test_the_word_file_comes_back_whole(
    page: GuidelinePage, version: GuidelineVersion, client: Client, tmp_path: Path
) -> None:
    for file_format in ("docx", "odt"):
        data = client.get(f"{page.url}versions/1/leitlinien.{file_format}").content
        draft: Draft = read(data, file_format, tmp_path)
        assert [part.id for part in draft.parts] == [part.id for part in page.numbered()]
        assert [part.heading for part in draft.parts] == [part.heading for part in page.numbered()]
        assert draft.notices == []
        assert draft.guideline == str(page.translation_key)
        assert [(picture.part, picture.is_known) for picture in draft.pictures] == [(FIGURE, True)]
        figure_part = draft.parts[-1]
        assert figure_part.html == canonical(page.numbered()[-1].html)


def test_the_pdf_says_what_it_is(page: GuidelinePage, version: GuidelineVersion, client: Client) -> None:
    document = pypdfium2.PdfDocument(client.get(f"{page.url}versions/1/leitlinien.pdf").content)
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    assert document.get_metadata_dict()["Title"] == "Leitlinien"
    assert document.is_tagged()
    for words in ("Alle wirken mit.", "1.1", f"{_('Figure')} 1", f"{_('Table')} 1", "Entwurf"):
        assert words in text


@pytest.mark.parametrize("file_format", TYPES)
def test_a_synopsis_is_handed_out(
    page: GuidelinePage, version: GuidelineVersion, file_format: str, client: Client
) -> None:
    draft = page.get_latest_revision_as_object()
    draft.chapters = [
        chapter(),
        paragraph(FIRST, "Alle Menschen wirken mit.", "Ziel"),
        paragraph(NEW, "Neu."),
    ]
    draft.save_revision().publish()
    frozen(page, label="Beschluss")
    answer = client.get(f"{page.url}compare/1/2/synopsis.{file_format}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="leitlinien-1-2.{file_format}"'
    if file_format == "docx":
        rows = docx.Document(io.BytesIO(answer.content)).tables[0].rows
        assert [cell.text for cell in rows[0].cells] == [
            _("Version %(number)s") % {"number": 1},
            _("Version %(number)s") % {"number": 2},
            pgettext("heading above what became of each paragraph", "Change"),
        ]
        assert [row.cells[2].text for row in rows[1:]] == [str(OUTCOMES[word]) for word in WORDS_OF_CHANGES]
        assert rows[2].cells[1].text == "1.1 Ziel\nAlle Menschen wirken mit."
    if file_format == "odt":
        content = zipfile.ZipFile(io.BytesIO(answer.content)).read("content.xml").decode()
        assert "table-header-rows" in content


def test_a_synopsis_never_mixes_languages(
    page: GuidelinePage, version: GuidelineVersion, client: Client
) -> None:
    later = frozen(page, label="Beschluss")
    locale = Locale.objects.get_or_create(language_code="ar")[0]
    arabic = page.copy_for_translation(locale, copy_parents=True)
    arabic.save_revision().publish()
    words = number([Part("paragraph", FIRST, "", "<p>يشارك الجميع.</p>")])
    url = f"{arabic.url}compare/1/2/synopsis.docx"
    write_text(later.pk, arabic, "ar", words)
    assert "يشارك" not in cells(client, url)
    write_text(version.pk, arabic, "ar", words)
    assert cells(client, url).count("يشارك") == 2


def cells(client: Client, url: str) -> str:
    document = docx.Document(io.BytesIO(client.get(url).content))
    return "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)


def test_a_synopsis_has_the_older_version_first(
    page: GuidelinePage, version: GuidelineVersion, client: Client
) -> None:
    frozen(page, label="Beschluss")
    answer = client.get(f"{page.url}compare/2/1/synopsis.docx")
    assert (answer.status_code, answer["Location"]) == (302, f"{page.url}compare/1/2/synopsis.docx")
    assert client.get(f"{page.url}compare/2/2/synopsis.docx").status_code == 404


def test_a_split_paragraph_says_its_headings_once() -> None:
    old = number([Part("paragraph", FIRST, "Ziel & Weg", "<p>Eins. Zwei.</p>")])
    new = number(
        [
            Part("paragraph", FIRST, "Ziel & Weg", "<p>Eins.</p>"),
            Part("paragraph", NEW, "Weg", "<p>Zwei.</p>"),
        ]
    )
    [change] = compare(old, new, {FIRST: (FIRST,), NEW: (FIRST,)}).changes
    row = row_of(change)
    assert (change.outcome, row.heading_old, row.heading_new) == ("split", "", "")
    assert (row.old.count("Ziel"), row.new.count("Ziel")) == (1, 1)


def test_a_file_is_sent_anew_when_a_page_it_links_to_has_moved(page: GuidelinePage, client: Client) -> None:
    target = make_guideline(title="Satzung")
    draft = page.get_latest_revision_as_object()
    draft.chapters = [paragraph(FIRST, f'Siehe <a linktype="page" id="{target.pk}">Satzung</a>')]
    draft.save_revision().publish()
    frozen(page)
    frozen(page)
    for address in ("versions/1/leitlinien.docx", "compare/1/2/synopsis.docx"):
        etag = client.get(f"{page.url}{address}")["ETag"]
        kept = {"if-none-match": etag}
        assert client.get(f"{page.url}{address}", headers=kept).status_code == 304
        target.slug += "-neu"
        target.save()
        again = client.get(f"{page.url}{address}", headers=kept)
        assert again.status_code == 200
        links = zipfile.ZipFile(io.BytesIO(again.content)).read("word/_rels/document.xml.rels").decode()
        assert f"/{target.slug}/" in links


def test_what_is_not_there_is_not_found(
    page: GuidelinePage, version: GuidelineVersion, client: Client
) -> None:
    assert client.get(f"{page.url}versions/2/leitlinien.pdf").status_code == 404
    assert client.get(f"{page.url}versions/1/leitlinien.doc").status_code == 404
    assert client.get(f"{page.url}compare/1/2/synopsis.pdf").status_code == 404


def test_a_private_text_is_handed_to_nobody(
    page: GuidelinePage, version: GuidelineVersion, client: Client
) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{page.url}versions/1/leitlinien.docx").status_code == 302
    page.unpublish()
    assert client.get(f"{page.url}versions/1/leitlinien.docx").status_code == 404


def test_the_pages_lead_to_their_files(
    page: GuidelinePage, version: GuidelineVersion, client: Client
) -> None:
    frozen(page, label="Noch einmal")
    for address, name in (("versions/1/", "leitlinien"), ("compare/1/2/", "synopsis")):
        html = client.get(f"{page.url}{address}").content.decode()
        for file_format in TYPES:
            assert f'href="{name}.{file_format}"' in html
            assert client.get(f"{page.url}{address}{name}.{file_format}").status_code == 200
