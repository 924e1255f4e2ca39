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
            "Die Sitzung wird um 18:00 Uhr eröffnet.\nDer Haupt- und Finanzausschuss ist vertreten.",
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
