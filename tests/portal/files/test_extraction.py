"""Reading uploaded files: ordinary ones give text and pages, bad ones a state and never an exception."""

import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from portal.files import extraction
from portal.files.cleaning import join_divided_words, normalise
from portal.files.extraction import Extraction, State, extract
from portal.files.limits import MEGABYTE, Limits
from tests.portal.files import samples

ROOT = Path(__file__).resolve().parents[3]
PDF_FOLDER = Path(os.environ.get("STADTDIALOG_DATA", ROOT.parent / "shared" / "data")) / "protocols" / "pdf"
TIGHT = Limits(cpu_seconds=3, wall_seconds=20, memory_bytes=400 * MEGABYTE)


def read(folder: Path, content: bytes, file_format: str = "pdf", limits: Limits | None = None) -> Extraction:
    path = folder / f"file.{file_format}"
    path.write_bytes(content)
    return extract(path, file_format, limits)


@pytest.fixture
def without_pdftotext(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_a_protocol_gives_its_pages_without_header_and_footer(tmp_path: Path) -> None:
    found = read(tmp_path, samples.protocol_pdf())
    assert found == Extraction(
        state=State.TEXT,
        pages=(
            "Arbeitskreis Leitlinien\nDie Sitzung wird um 18:00 Uhr eröffnet.\n"
            "Der Haupt- und Finanzausschuss ist vertreten.",
            "Die Gruppe berät über die Bürgerbeteiligung und ihre Formate.",
            "Der Methodenkoffer wird im Rathausfoyer vorgestellt.\nDie Sitzung endet.",
        ),
        page_count=3,
        language="de",
    )


def test_a_scan_has_pages_and_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, samples.scan_pdf()) == Extraction(state=State.SCAN, page_count=2)


def test_single_pages_without_text_are_noted(tmp_path: Path) -> None:
    found = read(tmp_path, samples.pdf([["Beschluss"], [], ["Anlage"]]))
    assert (found.state, found.pages, found.note) == (State.TEXT, ("Beschluss", "", "Anlage"), "empty_pages")


def test_a_password_is_told_apart_from_damage(tmp_path: Path) -> None:
    assert read(tmp_path, samples.pdf([["geheim"]], password="1234")) == Extraction(state=State.ENCRYPTED)


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (b"", "empty_file"),
        (b"<!DOCTYPE html><html><body>Kein PDF</body></html>", ""),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, ""),
        (samples.loop_pdf(), ""),
    ],
    ids=["empty", "html", "noise", "page tree loop"],
)
def test_what_is_no_readable_pdf_is_broken(tmp_path: Path, content: bytes, note: str) -> None:
    found = read(tmp_path, content, limits=TIGHT)
    assert (found.state, found.note, found.pages) == (State.BROKEN, note, ())


def test_a_truncated_pdf_never_gives_wrong_text(tmp_path: Path) -> None:
    content = samples.protocol_pdf()
    assert read(tmp_path, content[: len(content) // 3]).state is State.BROKEN


@pytest.mark.slow
def test_a_stream_of_400_megabytes_ends_the_child_only(tmp_path: Path) -> None:
    bomb = samples.bomb_pdf()
    assert len(bomb) < 2 * MEGABYTE
    assert read(tmp_path, bomb, limits=TIGHT).state is State.TOO_BIG


def test_five_thousand_empty_pages_are_a_scan(tmp_path: Path) -> None:
    found = read(tmp_path, samples.empty_pages_pdf(5_000))
    assert found == Extraction(state=State.SCAN, page_count=5_000)


def test_pages_before_the_limit_are_kept(tmp_path: Path) -> None:
    found = read(tmp_path, samples.protocol_pdf(), limits=Limits(pages=2))
    assert (found.state, len(found.pages), found.page_count) == (State.TOO_BIG, 2, 3)
    assert found.note == "page_limit"


def test_text_over_the_limit_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, samples.pdf([["kurz"], ["lang" * 20]]), limits=Limits(characters=40))
    assert (found.state, found.pages, found.note) == (State.TOO_BIG, ("kurz",), "text_limit")


def test_the_wall_clock_ends_a_child_that_waits(tmp_path: Path) -> None:
    found = read(tmp_path, samples.protocol_pdf(), limits=Limits(wall_seconds=0.001))
    assert found == Extraction(state=State.TOO_BIG, note="time_limit")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_second_reader_gives_the_same_pages(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(samples.protocol_pdf())
    reading = extraction.read_in_child("pdftotext", path, Limits())
    assert extraction.conclude(reading) == extract(path, "pdf")


@pytest.mark.usefixtures("without_pdftotext")
def test_the_second_reader_is_not_needed(tmp_path: Path) -> None:
    assert read(tmp_path, b"%PDF-1.7 nothing follows").state is State.BROKEN


def test_docx_is_cut_at_headings_and_keeps_tables_in_place(tmp_path: Path) -> None:
    found = read(tmp_path, samples.docx_file(), "docx")
    assert found.state is State.TEXT
    assert found.headings == ("", "Ziele", "Ablauf")
    assert found.pages == (
        "Entwurf vom März",
        "Ziele\n\nAlle sollen mitreden können.\n\nFormat | Dauer\n\nWerkstatt | zwei Stunden",
        "Ablauf\n\nDie Auftaktveranstaltung kommt zuerst.",
    )


def test_docx_has_insertions_and_form_fields_and_no_deletions(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Frist:</w:t><w:tab/></w:r><w:ins><w:r><w:t>vier</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>zwei</w:delText></w:r></w:del><w:r><w:t> Wochen</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Aus der Vorlage</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read(tmp_path, samples.docx_with_body(body), "docx").pages == (
        "Frist:\tvier Wochen\n\nAus der Vorlage",
    )


@pytest.mark.slow
def test_a_docx_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = samples.docx_bomb()
    assert len(bomb) < MEGABYTE
    assert read(tmp_path, bomb, "docx") == Extraction(state=State.TOO_BIG, note="archive_limit")


def test_a_docx_cannot_read_other_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Passwort", encoding="utf-8")
    found = read(tmp_path, samples.docx_with_entity(str(secret)), "docx")
    assert found == Extraction(state=State.BROKEN, note="unsafe")


def test_a_docx_with_a_password_is_encrypted(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert read(tmp_path, content, "docx") == Extraction(state=State.ENCRYPTED)


@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_what_is_no_archive_is_broken(tmp_path: Path, file_format: str) -> None:
    assert read(tmp_path, b"PK\x03\x04 and then nothing", file_format) == Extraction(state=State.BROKEN)


def test_odt_keeps_tables_and_leaves_out_deleted_text(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>gestrichen</text:p></text:tracked-changes>"
        "<text:h>Ziele</text:h><text:p>Alle<text:s/>reden <text:span>mit</text:span>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Werkstatt</text:p></table:table-cell>"
        "<table:table-cell><text:p>zwei Stunden</text:p></table:table-cell></table:table-row></table:table>"
        "<text:h>Ablauf</text:h><text:list><text:list-item><text:p>Auftakt</text:p></text:list-item></text:list>"
    )
    found = read(tmp_path, samples.odt_file(body), "odt")
    assert found.pages == ("Ziele\n\nAlle reden mit.\n\nWerkstatt | zwei Stunden", "Ablauf\n\nAuftakt")
    assert found.headings == ("Ziele", "Ablauf")


def test_odt_with_entities_or_password_is_not_read(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    assert read(tmp_path, samples.odt_file("<text:p>&c;</text:p>", bomb), "odt").note == "unsafe"
    assert read(tmp_path, samples.odt_file("", encrypted=True), "odt").state is State.ENCRYPTED


def test_deeply_nested_odt_is_broken(tmp_path: Path) -> None:
    body = "<text:section>" * 20_000 + "</text:section>" * 20_000
    assert read(tmp_path, samples.odt_file(body), "odt").state is State.BROKEN


def test_plain_text_in_both_encodings(tmp_path: Path) -> None:
    assert read(tmp_path, "Bürger".encode(), "txt").pages == ("Bürger",)
    assert read(tmp_path, "Bürger".encode("cp1252"), "txt").pages == ("Bürger",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_plain_text_in_wide_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Die Bürgerinnen und Bürger wirken mit."
    assert read(tmp_path, text.encode(encoding), "txt").pages == (text,)
    marked = b"\xfe\xff" + text.encode("utf-16-be")
    assert read(tmp_path, marked, "txt").pages == (text,)


def test_what_was_typed_into_a_form_is_text_of_its_page(tmp_path: Path) -> None:
    found = read(tmp_path, samples.form_pdf("Mehr Bänke am Rathaus"))
    assert found.pages == ("Stellungnahme\nMehr Bänke am Rathaus", "Zweite Seite")
    assert read(tmp_path, samples.form_pdf("geheim", flags="password")).pages[0] == "Stellungnahme"


def test_free_text_set_on_a_page_is_text_and_a_hidden_one_is_not(tmp_path: Path) -> None:
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /F %d /Contents (%s) >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Annots [4 0 R 5 0 R] >>"
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    content = samples.raw_pdf([catalogue, tree, page, note % (4, b"Einwand"), note % (2, b"verborgen")])
    assert read(tmp_path, content).pages == ("Einwand",)


@pytest.mark.parametrize("map_to", ["", "\ue012", "\ufffd"])
def test_letters_without_meaning_are_said_to_be_unreadable(tmp_path: Path, map_to: str) -> None:
    content = samples.without_letters_pdf(["Die Buergerinnen wirken mit"] * 3, map_to=map_to)
    assert read(tmp_path, content) == Extraction(state=State.UNREADABLE, page_count=3)


def test_letters_that_a_font_without_names_maps_are_text(tmp_path: Path) -> None:
    content = samples.without_letters_pdf(["Die Buergerinnen wirken mit"] * 3, map_to="b")
    assert read(tmp_path, content).state is State.TEXT


def test_a_file_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, samples.pdf([["Satzung der Stadt"]], owner="nur zum Drucken"))
    assert (found.state, found.pages) == (State.TEXT, ("Satzung der Stadt",))


def test_items_that_look_like_headers_are_kept(tmp_path: Path) -> None:
    items = [
        [f"TOP {n}", f"Vorlage 2024/10{n}", f"Es geht um {n} Bäume.", "Beschluss: ja"] for n in range(1, 7)
    ]
    assert read(tmp_path, samples.pdf(items)).pages == tuple("\n".join(item) for item in items)


BOX = (
    "<w:p><w:r><w:t>Vor</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Kasten eins</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Kasten zwei</w:t></w:r></w:p></w:txbxContent></w:pict></w:r><w:r><w:t>her</w:t></w:r></w:p>"
)


def test_docx_text_boxes_are_lines_of_their_own(tmp_path: Path) -> None:
    found = read(tmp_path, samples.docx_with_body(BOX), "docx")
    assert found.pages == ("Vorher\n\nKasten eins\n\nKasten zwei",)


def test_docx_notes_headers_and_footers_are_text_and_hidden_words_are_not(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        '<w:p><w:r><w:t>Die Frist</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/>'
        "</w:rPr><w:t>geheim</w:t></w:r><w:r><w:t> endet.</w:t></w:r></w:p><w:p><w:r><w:t>Schluss</w:t></w:r></w:p>"
    )
    content = samples.docx_with_body(body)
    for name, inner in (
        ("footnotes", '<w:footnote w:id="2"><w:p><w:r><w:t>Satzung § 4</w:t></w:r></w:p></w:footnote>'),
        ("header1", "<w:p><w:r><w:t>Stadt Kaiserslautern</w:t></w:r></w:p>"),
        ("header2", "<w:p><w:r><w:t>Stadt Kaiserslautern</w:t></w:r></w:p>"),
        ("footer1", "<w:p><w:r><w:t>Seite 1</w:t></w:r></w:p><w:p><w:r><w:t>1</w:t></w:r></w:p>"),
    ):
        root = {"f": "ftr", "h": "hdr"}[name[0]] if name[:-1] in ("header", "footer") else name
        member = f"<w:{root} {space}>{inner}</w:{root}>".encode()
        content = samples.with_member(content, f"word/{name}.xml", member)
    found = read(tmp_path, content, "docx")
    assert found.pages == ("Stadt Kaiserslautern\n\nDie Frist endet.\n\nSatzung § 4\n\nSchluss\n\nSeite 1",)


def test_strict_docx_is_read(tmp_path: Path) -> None:
    content = samples.docx_file()
    for name in ("word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        content = samples.with_member(content, name, strict(samples.member(content, name)))
    found = read(tmp_path, content, "docx")
    assert (found.state, found.headings) == (State.TEXT, ("", "Ziele", "Ablauf"))


def strict(content: bytes) -> bytes:
    return re.sub(
        rb"http://schemas.openxmlformats.org/(\w+)/2006/(\w+)", rb"http://purl.oclc.org/ooxml/\1/\2", content
    )


def test_odt_notes_and_text_boxes_are_lines_of_their_own(tmp_path: Path) -> None:
    body = (
        "<text:p>Die Frist<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Satzung"
        "</text:p></text:note-body></text:note> endet.</text:p><text:p>Vor<draw:frame "
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:text-box><text:p>Kasten eins</text:p>'
        "<text:p>Kasten zwei</text:p></draw:text-box></draw:frame>her</text:p>"
    )
    found = read(tmp_path, samples.odt_file(body), "odt")
    assert found.pages == ("Die Frist endet.\n\nSatzung\n\nVorher\n\nKasten eins\n\nKasten zwei",)


def test_other_formats_are_said_to_be_unsupported(tmp_path: Path) -> None:
    assert read(tmp_path, b"PK", "xlsx") == Extraction(state=State.UNSUPPORTED)


def real_files(kind: str) -> list[Any]:
    manifest = PDF_FOLDER / "manifest.jsonl"
    if not manifest.exists():
        missing = pytest.mark.skipif(
            os.environ.get("CI") != "true", reason=f"no real protocols at {PDF_FOLDER}, see STADTDIALOG_DATA"
        )
        return [pytest.param({"file": "missing", "pages": 0}, marks=missing)]
    records = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(record, id=record["file"]) for record in records if record["file"].startswith(kind)]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.data
@pytest.mark.parametrize("record", real_files("official") + real_files("retypeset"))
def test_real_files_give_text_and_all_pages(record: dict[str, Any]) -> None:
    found = extract(PDF_FOLDER / record["file"], "pdf")
    assert (found.state, found.page_count, found.language) == (State.TEXT, record["pages"], "de")


@pytest.mark.data
@pytest.mark.parametrize("record", real_files("scan"))
def test_real_scans_are_told(record: dict[str, Any]) -> None:
    found = extract(PDF_FOLDER / record["file"], "pdf")
    assert (found.state, found.page_count) == (State.SCAN, record["pages"])


@pytest.mark.data
@pytest.mark.parametrize("record", real_files("retypeset"))
def test_the_words_of_real_protocols_are_right(record: dict[str, Any]) -> None:
    found = extract(PDF_FOLDER / record["file"], "pdf")
    truth = (PDF_FOLDER.parent / record["text_file"]).read_text(encoding="utf-8")
    expected = words(join_divided_words(normalise(truth)))
    right = expected & words(" ".join(found.pages))
    assert right.total() / expected.total() >= 0.99
