"""Our PDF files are PDF/UA-1 by the judgement of veraPDF, the reference validator."""

from io import BytesIO
from pathlib import Path

import pytest
import typst
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from consultations.guidelines.exchange.content import Attributes
from consultations.guidelines.exchange.facts import Facts, PictureFile, SynopsisRow, Words
from consultations.guidelines.exchange.layout import elements_of, synopsis_elements
from consultations.guidelines.exchange.links import LinkWriter
from consultations.guidelines.exchange.pdf import pdf_of
from consultations.guidelines.rules import NumberedPart, Part, number
from tests.consultations.guidelines.exchange.files import FACTS, WORDS
from tests.verapdf.installation import Validator

pytestmark = pytest.mark.slow

IMAGE = (("alt", "Vier Kästen in einer Reihe"), ("embedtype", "image"), ("format", "fullwidth"), ("id", "1"))
LIST = "<p>Drei Wege:</p><ul><li>Brief<ol><li>mit Marke</li><li>ohne</li></ol></li><li>Gespräch</li></ul>"
TABLE = (
    "<table><thead><tr><th>Was</th><th>Frist</th></tr></thead><tbody><tr><th>Antrag</th><td>4 Wochen</td></tr>"
    "<tr><td colspan='2'>Für alle</td></tr></tbody></table>"
)


def png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 20), "white").save(target, "PNG")
    return target.getvalue()


def text() -> list[NumberedPart]:
    ids = [f"{digit}0000000-0000-4000-8000-000000000000" for digit in "123456"]
    picture = '<embed alt="Vier Kästen in einer Reihe" embedtype="image" format="fullwidth" id="1"/>'
    return number(
        [
            Part("chapter", ids[0], "Grundsätze", "<p>Eine <b>Einleitung</b> mit <i>Betonung</i>.</p>"),
            Part("paragraph", ids[1], "Wege", LIST),
            Part(
                "paragraph",
                ids[2],
                "",
                f'<p>Siehe <a href="#p-{ids[1][:8]}">1.1</a> und <a href="https://example.org/">hier</a>.</p>',
            ),
            Part("table", ids[3], "Fristen", TABLE),
            Part("figure", ids[4], "Der Ablauf", picture),
            Part("chapter", ids[5], "Schluss"),
        ]
    )


def test_a_version_is_accessible(validator: Validator, tmp_path: Path) -> None:
    file = tmp_path / "version.pdf"
    pictures: dict[Attributes, PictureFile] = {IMAGE: PictureFile("image.png", "image/png", png(), 40, 20)}
    file.write_bytes(pdf_of(elements_of(text(), FACTS, WORDS, pictures), FACTS, WORDS, LinkWriter(text())))
    verdict = validator.validate(file)[0]
    assert verdict.broken == ()
    assert verdict.is_compliant
    assert verdict.assertions > 500


def test_an_empty_text_and_a_text_without_chapters_are_accessible(
    validator: Validator, tmp_path: Path
) -> None:
    files = []
    for place, parts in enumerate(([], number([Part("paragraph", "1" * 8, "", "<p>Allein.</p>")]))):
        files.append(tmp_path / f"{place}.pdf")
        files[-1].write_bytes(pdf_of(elements_of(parts, FACTS, WORDS, {}), FACTS, WORDS, LinkWriter()))
    assert [verdict.is_compliant for verdict in validator.validate(*files)] == [True, True]


def test_a_synopsis_is_accessible(validator: Validator, tmp_path: Path) -> None:
    rows = [
        SynopsisRow(
            number_old="1.1",
            old="<p>Der <del>alte</del> Text</p>",
            number_new="1.1",
            new="<p>Der <ins>neue</ins> Text</p>",
            note="<p>geändert</p>",
        ),
        SynopsisRow(number_old="1.2", heading_old="Weg", old=LIST, note="<p>entfallen</p>"),
        SynopsisRow(number_new="1.2", new=TABLE, note="<p>neu</p>"),
    ]
    file = tmp_path / "synopsis.pdf"
    file.write_bytes(pdf_of(synopsis_elements(rows, FACTS, WORDS), FACTS, WORDS, LinkWriter(), is_wide=True))
    assert validator.validate(file)[0].broken == ()


def test_a_file_that_is_not_accessible_is_told(validator: Validator, tmp_path: Path) -> None:
    file = tmp_path / "plain.pdf"
    canvas = Canvas(str(file))
    canvas.drawString(100, 700, "ohne Struktur")
    canvas.save()
    verdict = validator.validate(file)[0]
    assert not verdict.is_compliant
    assert verdict.broken


def test_arabic_is_accessible_where_a_font_has_its_letters(validator: Validator, tmp_path: Path) -> None:
    if "Noto Sans Arabic" not in typst.Fonts().families():
        pytest.skip("no font with Arabic letters is installed")
    facts = Facts(title="إرشادات المشاركة", language="ar", publisher="Stadt")
    words = Words(front=("النسخة 1",), page="صفحة", contents="المحتويات")
    parts = number(
        [
            Part("chapter", "1" * 8, "مبادئ", "<p>نص قصير</p>"),
            Part("paragraph", "2" * 8, "", "<p>يشارك الجميع</p>"),
        ]
    )
    file = tmp_path / "arabic.pdf"
    file.write_bytes(pdf_of(elements_of(parts, facts, words, {}), facts, words, LinkWriter(parts)))
    assert validator.validate(file)[0].broken == ()
