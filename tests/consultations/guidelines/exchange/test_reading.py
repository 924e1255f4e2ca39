"""Files from elsewhere: what becomes of headings, numbers, lists, tables, notes, images and the unknown."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from consultations.guidelines.exchange.draft import Choice, Draft
from consultations.guidelines.rules import Part
from tests.consultations.guidelines.exchange.files import read, written
from tests.consultations.guidelines.exchange.test_hostile import TEXT
from tests.consultations.guidelines.exchange.test_verapdf import png

ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "style"))
    + f' xmlns:draw="{ODF}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def word(document: Any, folder: Path, choice: Choice = "accept") -> Draft:
    target = io.BytesIO()
    document.save(target)
    return read(target.getvalue(), "docx", folder, choice)


def odt(body: str, folder: Path, choice: Choice = "accept", styles: str = "") -> Draft:
    target = io.BytesIO()
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return read(target.getvalue(), "odt", folder, choice)


def told(draft: Draft) -> list[tuple[str, str]]:
    return [(notice.code, notice.text) for notice in draft.notices]


def lines(draft: Draft) -> list[tuple[str, str, str]]:
    return [(part.kind, part.heading, part.html) for part in draft.parts]


def test_headings_numbers_and_lists(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Leitlinien", 0)
    document.add_heading("1. Grundsätze", 1)
    document.add_paragraph("Vorweg.")
    document.add_heading("§ 2 Ziele", 2)
    document.add_paragraph("(1) Alle wirken mit.")
    document.add_paragraph("Brief", style="List Bullet")
    document.add_paragraph("Zweitens", style="List Number")
    document.add_paragraph("(2) Früh.")
    document.add_paragraph("2. Januar 2026 ist der Beginn.")
    document.add_heading("Schluss", 1)
    document.add_paragraph("Ein Satz.")
    document.add_paragraph("Noch einer.")
    draft = word(document, tmp_path)
    assert draft.title == "Leitlinien"
    assert lines(draft) == [
        ("chapter", "Grundsätze", "<p>Vorweg.</p>"),
        ("paragraph", "Ziele", "<p>Alle wirken mit.</p><ul><li>Brief</li></ul><ol><li>Zweitens</li></ol>"),
        ("paragraph", "", "<p>Früh.</p><p>2. Januar 2026 ist der Beginn.</p>"),
        ("chapter", "Schluss", ""),
        ("paragraph", "", "<p>Ein Satz.</p>"),
        ("paragraph", "", "<p>Noch einer.</p>"),
    ]
    assert [notice.text.split()[0] for notice in draft.notices if notice.code == "number"] == [
        "1.",
        "§",
        "(1)",
        "(2)",
    ]


def test_looks_and_links(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Eins", 1)
    line = document.add_paragraph("Ein ")
    line.add_run("fetter").bold = True
    line.add_run(" und ")
    line.add_run("schräger").italic = True
    line.add_run(" Satz, ")
    line.add_run("gestrichen").font.strike = True
    line.add_run("2").font.superscript = True
    target = document.part.relate_to(
        "https://example.org/?a=1&b=2", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    evil = document.part.relate_to(
        "javascript:alert(1)", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    for relation, words in ((target, " hier"), (evil, " dort")):
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        link.append(document.add_paragraph().add_run(words)._element)
        line._element.append(link)
    draft = word(document, tmp_path)
    assert draft.parts[1].html == (
        "<p>Ein <b>fetter</b> und <i>schräger</i> Satz, gestrichen2"
        '<a href="https://example.org/?a=1&amp;b=2"> hier</a> dort</p>'
    )
    assert told(draft) == [
        ("look_strike", "gestrichen"),
        ("look_raised", "2"),
        ("link", "javascript:alert(1)"),
    ]


def test_tables_images_and_their_captions(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Eins", 1)
    document.add_paragraph("Fristen", style="Caption")
    table = document.add_table(rows=2, cols=2)
    for place, words in enumerate(["Was", "Frist", "Antrag", "4 Wochen"]):
        table.cell(place // 2, place % 2).text = words
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("Der Ablauf", style="Caption")
    document.add_paragraph("Danach.")
    draft = word(document, tmp_path)
    assert [(part.kind, part.heading) for part in draft.parts] == [
        ("chapter", "Eins"),
        ("table", "Fristen"),
        ("figure", "Der Ablauf"),
        ("paragraph", ""),
    ]
    assert (
        draft.parts[1].html
        == "<table><tbody><tr><td>Was</td><td>Frist</td></tr><tr><td>Antrag</td><td>4 Wochen</td></tr></tbody></table>"
    )
    assert told(draft) == [("no_table_head", "Was")]
    assert [(picture.part, picture.member, picture.is_known) for picture in draft.pictures] == [
        (draft.parts[2].id, "word/media/image1.png", False)
    ]


def test_footnotes_comments_boxes_and_the_unknown_are_not_lost(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Eins", 1)
    line = document.add_paragraph("Ein Satz")
    line._element.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    line._element.append(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"))
    line._element.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Im Kasten</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    line._element.append(parse_xml(f"<w:r {nsdecls('w')}><w:contentPart/></w:r>"))
    document.sections[0].header.paragraphs[0].text = "Entwurf"
    target = io.BytesIO()
    document.save(target)
    notes = f"<w:footnotes {nsdecls('w')}>{NOTE}</w:footnotes>"
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    draft = read(target.getvalue(), "docx", tmp_path)
    assert lines(draft)[1:] == [
        ("paragraph", "", "<p>Ein Satz[1]</p><p>[1] Siehe oben.</p>"),
        ("paragraph", "", "<p>Im Kasten</p>"),
    ]
    assert told(draft) == [
        ("footnote", "Siehe oben."),
        ("hidden", "geheim"),
        ("unknown", "contentPart"),
        ("text_box", "Im Kasten"),
        ("frame", "Entwurf"),
    ]


def test_recorded_paragraphs_of_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Eins", 1)
    document.add_paragraph("(1) Bleibt.")
    gone = document.add_paragraph("(2) Geht.")
    new = document.add_paragraph("(3) Kommt.")
    for line, name in ((gone, "w:del"), (new, "w:ins")):
        run = line.runs[0]._element
        change = parse_xml(
            f'<{name} {nsdecls("w")} w:id="1" w:author="Erika" w:date="2026-01-01T00:00:00Z"/>'
        )
        run.addprevious(change)
        change.append(run)
        layout = line._element.get_or_add_pPr()
        layout.append(parse_xml(f'<w:rPr {nsdecls("w")}><{name} w:id="2" w:author="Erika"/></w:rPr>'))
    document.add_paragraph("(4) Ende.")
    assert [part.html for part in word(document, tmp_path).parts[1:]] == [
        "<p>Bleibt.</p>",
        "<p>Kommt.</p>",
        "<p>Ende.</p>",
    ]
    kept = word(document, tmp_path, "keep")
    assert [part.html for part in kept.parts[1:]] == ["<p>Bleibt.</p>", "<p>Geht.</p>", "<p>Ende.</p>"]
    assert [(change.kind, change.text, change.author) for change in kept.tracked] == [
        ("deleted", "(2) Geht.", "Erika"),
        ("inserted", "(3) Kommt.", "Erika"),
    ]


NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>Siehe oben.</w:t></w:r></w:p></w:footnote>'
CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info>'
    "<dc:creator>Erika</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info></text:insertion>"
    '</text:changed-region><text:changed-region text:id="c2"><text:deletion><office:change-info>'
    "<dc:creator>Erika</dc:creator></office:change-info><text:p>alte </text:p></text:deletion></text:changed-region>"
    "</text:tracked-changes>"
)


@pytest.mark.parametrize(("choice", "words"), [("accept", "Der neue Text."), ("keep", "Der alte Text.")])
def test_recorded_changes_of_odt(choice: Choice, words: str, tmp_path: Path) -> None:
    body = (
        f'{CHANGES}<text:h text:outline-level="1">Eins</text:h><text:p>Der <text:change-start text:change-id="c1"/>'
        'neue <text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>Text.</text:p>'
    )
    draft = odt(body, tmp_path, choice)
    assert draft.parts[1].html == f"<p>{words}</p>"
    assert [(change.kind, change.text.strip(), change.author) for change in draft.tracked] == [
        ("inserted", "neue", "Erika"),
        ("deleted", "alte", "Erika"),
    ]


def test_odt_from_elsewhere(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L1">'
        '<text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>'
    )
    body = (
        "<text:table-of-content><text:index-body><text:p>Inhalt</text:p></text:index-body></text:table-of-content>"
        '<text:section><text:h text:outline-level="1">Kapitel</text:h>'
        '<text:p>1.1<text:tab/>Ein <text:span text:style-name="T1">fetter</text:span><text:s text:c="3"/>Satz'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fußnote.</text:p></text:note-body></text:note></text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>eins</text:p>'
        "<text:list><text:list-item><text:p>tief</text:p>"
        "</text:list-item></text:list></text:list-item></text:list></text:section>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>weit</text:p></table:table-cell>'
        "<table:covered-table-cell/>"
        "</table:table-row></table:table>"
    )
    draft = odt(body, tmp_path, styles=styles)
    assert lines(draft) == [
        ("chapter", "Kapitel", ""),
        (
            "paragraph",
            "",
            "<p>Ein <b>fetter</b> Satz[1]</p><ol><li>eins<ul><li>tief</li></ul></li></ol><p>[1] Fußnote.</p>",
        ),
        (
            "table",
            "",
            '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
            '<tbody><tr><td colspan="2">weit</td></tr></tbody></table>',
        ),
    ]
    assert [code for code, _text in told(draft)] == ["contents", "footnote", "number"]


def test_right_to_left_text_keeps_its_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("المبادئ", 1)
    line = document.add_paragraph()
    line._element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    line.add_run("يشارك ").font.rtl = True
    line.add_run("الجميع 2026").font.rtl = True
    assert lines(word(document, tmp_path)) == [
        ("chapter", "المبادئ", ""),
        ("paragraph", "", "<p>يشارك الجميع 2026</p>"),
    ]


def test_without_headings_every_paragraph_is_one(tmp_path: Path) -> None:
    document = docx.Document()
    for words in ("Erstens gilt dies.", "Dann jenes."):
        document.add_paragraph(words)
    draft = word(document, tmp_path)
    assert [part.html for part in draft.parts] == ["<p>Erstens gilt dies.</p>", "<p>Dann jenes.</p>"]
    assert told(draft) == [("no_headings", "")]


def test_words_typed_into_the_style_of_numbers_stay_words(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(written(TEXT, "docx")))
    line = next(line for line in document.paragraphs if "Alle" in line.text)
    line.runs[0].add_text("Wirklich ")
    parts: list[Part] = word(document, tmp_path).parts
    assert parts[1].html == "<p>Wirklich Alle wirken mit.</p>"
