"""Files that are broken, huge or meant to do harm: a clear reason, bounded time and memory."""

import io
import time
import zipfile
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict

from consultations.guidelines.exchange.content import Cell, Table
from consultations.guidelines.exchange.forms import UploadForm
from consultations.guidelines.exchange.grids import rows_of_slots
from consultations.guidelines.exchange.reading import LIMITS, Unreadable, read_upload
from consultations.guidelines.exchange.wording import REFUSALS
from consultations.guidelines.rules import Part, number
from portal.files.limits import Limits
from portal.files.readers.odt_parts import TABLE
from portal.files.signatures import OLE
from tests.consultations.guidelines.exchange.files import written
from tests.consultations.guidelines.exchange.test_verapdf import png

TEXT = number([Part("chapter", "1" * 8, "Ziele"), Part("paragraph", "2" * 8, "", "<p>Alle wirken mit.</p>")])


def changed(data: bytes, **members: bytes) -> bytes:
    """A file with other members; a name is written with two underscores for each slash."""
    wanted = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in wanted:
                new.writestr(name, old.read(name))
        for name, content in wanted.items():
            new.writestr(name, content)
    return target.getvalue()


def reason(content: bytes, file_format: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        read_upload(content, file_format, "accept", limits)
    return caught.value.reason


def bomb(file_format: str) -> bytes:
    name = "word/media/image.png" if file_format == "docx" else "Pictures/image.png"
    return changed(
        written(TEXT, file_format), **{name.replace("/", "__"): b"\0" * (LIMITS.unpacked_bytes + 1)}
    )


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_what_is_not_taken_is_called_by_its_name(file_format: str) -> None:
    good = written(TEXT, file_format)
    text = "word__document.xml" if file_format == "docx" else "content.xml"
    assert reason(b"PK\x03\x04 nothing", file_format) == "broken"
    assert reason(good[: len(good) // 2], file_format) == "broken"
    assert reason(OLE + b"\0" * 2000, file_format) == "encrypted"
    assert reason(changed(good, **{text: ENTITIES}), file_format) == "unsafe"
    assert reason(changed(good, **{text: b"<x"}), file_format) == "broken"
    assert reason(changed(good, **{text: b"<x/>"}), file_format) == "broken"


def test_macros_are_refused() -> None:
    word, odt = written(TEXT, "docx"), written(TEXT, "odt")
    assert reason(changed(word, **{"word__vbaProject.bin": b"x"}), "docx") == "macros"
    assert reason(changed(odt, **{"Basic__Standard__Module1.xml": b"<x/>"}), "odt") == "macros"
    assert reason(changed(odt, **{"Scripts__python__start.py": b"x"}), "odt") == "macros"


def test_a_locked_odt_is_told() -> None:
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
        b"</manifest:manifest>"
    )
    assert reason(changed(written(TEXT, "odt"), **{"META-INF__manifest.xml": manifest}), "odt") == "encrypted"


@pytest.mark.slow
@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_a_zip_bomb_is_not_unpacked(file_format: str) -> None:
    content = bomb(file_format)
    started = time.monotonic()
    assert reason(content, file_format) == "archive_limit"
    assert time.monotonic() - started < 5


@pytest.mark.slow
def test_deep_nesting_is_told() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = "<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300
    body = f"<w:document {w}><w:body>{deep}</w:body></w:document>".encode()
    assert reason(changed(written(TEXT, "docx"), **{"word__document.xml": body}), "docx") == "nesting"
    runs = "<w:smartTag>" * 5000 + "<w:r><w:t>x</w:t></w:r>" + "</w:smartTag>" * 5000
    body = f"<w:document {w}><w:body><w:p>{runs}</w:p></w:body></w:document>".encode()
    assert reason(changed(written(TEXT, "docx"), **{"word__document.xml": body}), "docx") == "nesting"
    odf = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = f'xmlns:o="{odf}:office:1.0" xmlns:t="{odf}:text:1.0"'
    lists = "<t:list><t:list-item>" * 300 + "<t:p>x</t:p>" + "</t:list-item></t:list>" * 300
    content = f"<o:document-content {spaces}><o:body><o:text>{lists}</o:text></o:body></o:document-content>"
    assert reason(changed(written(TEXT, "odt"), **{"content.xml": content.encode()}), "odt") == "nesting"


@pytest.mark.slow
def test_five_hundred_pages_are_read_and_ten_thousand_paragraphs_are_told() -> None:
    document = docx.Document()
    words = "Die Stadt beteiligt alle, die hier leben, früh und offen. " * 14
    for chapter in range(50):
        document.add_heading(f"Kapitel {chapter}", 1)
        for place in range(50):
            document.add_paragraph(f"({place + 1}) {words}")
    target = io.BytesIO()
    document.save(target)
    started = time.monotonic()
    draft = read_upload(target.getvalue(), "docx", "accept")
    assert time.monotonic() - started < 20
    assert len(draft.parts) == 2550
    for place in range(8000):
        document.add_paragraph(f"({place + 1}) kurz")
    target = io.BytesIO()
    document.save(target)
    assert reason(target.getvalue(), "docx") == "too_many_parts"


@pytest.mark.slow
def test_time_and_memory_end_the_reading_not_the_portal() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = "<w:r><w:t>Die Stadt beteiligt alle. </w:t></w:r>" * 800_000
    body = f"<w:document {w}><w:body><w:p>{words}</w:p></w:body></w:document>".encode()
    long = changed(written(TEXT, "docx"), **{"word__document.xml": body})
    assert reason(long, "docx", Limits(cpu_seconds=1, cpu_seconds_per_page=0)) == "time_limit"
    assert reason(long, "docx", Limits(memory_bytes=90 * 1024 * 1024)) == "memory_limit"


@pytest.mark.parametrize(
    "name",
    [
        "stadtdialog?embedtype=image&format=fullwidth&id=1&onload=alert(1)",
        "stadtdialog?embedtype=image&format=%22%3E%3Cscript%3E&id=1",
        "stadtdialog?embedtype=media&format=fullwidth&id=1",
        "stadtdialog?embedtype=image&format=fullwidth&id=x",
    ],
)
def test_an_image_with_a_forged_name_is_one_nobody_knows(name: str) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(png()))
    document.inline_shapes[0]._inline.docPr.set("name", name)
    target = io.BytesIO()
    document.save(target)
    draft = read_upload(target.getvalue(), "docx", "accept")
    assert draft.parts[0].html == '<img alt="" src="file:word/media/image1.png"/>'
    assert [picture.is_known for picture in draft.pictures] == [False]


def test_words_that_look_like_markup_stay_words() -> None:
    document = docx.Document()
    document.add_heading("<script>alert(1)</script>", 1)
    document.add_paragraph('<img src=x onerror="alert(1)">')
    target = io.BytesIO()
    document.save(target)
    draft = read_upload(target.getvalue(), "docx", "accept")
    assert draft.parts[0].heading == "<script>alert(1)</script>"
    assert draft.parts[1].html == '<p>&lt;img src=x onerror="alert(1)"&gt;</p>'


def test_every_reason_has_a_sentence() -> None:
    for word in (
        "encrypted",
        "macros",
        "unsafe",
        "broken",
        "archive_limit",
        "nesting",
        "too_many_parts",
        "memory_limit",
        "time_limit",
    ):
        assert REFUSALS[word]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("text.docm", b"PK\x03\x04", "docm"),
        ("text.doc", OLE, "doc"),
        ("text.docx", OLE + b"\0" * 600, "docx"),
        ("text.docx", b"%PDF-1.7 this is another file", "docx"),
        ("text.odt", b"<html><script>alert(1)</script></html>", "odt"),
    ],
)
def test_the_form_refuses_what_is_something_else(name: str, content: bytes, words: str) -> None:
    files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict(
        {"file": [SimpleUploadedFile(name, content)]}
    )
    form = UploadForm({"choice": "accept"}, files)
    assert not form.is_valid()
    assert words in str(form.errors["file"])


def odt_table(cells: str) -> bytes:
    plain = written(TEXT, "odt")
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        content = archive.read("content.xml").decode()
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table></office:text>"
    if "xmlns:table=" not in content:
        content = content.replace("xmlns:text=", f'xmlns:table="{TABLE[1:-1]}" xmlns:text=', 1)
    return changed(plain, content_dot_xml=content.replace("</office:text>", table).encode())


def test_a_table_of_repeated_cells_stays_small() -> None:
    repeated = '<table:table-cell table:number-columns-repeated="100"><text:p>x</text:p></table:table-cell>'
    assert reason(odt_table(repeated * 201), "odt") == "too_many_cells"
    assert "too_many_cells" in REFUSALS
    inner = repeated
    for _level in range(3):
        inner = (
            '<table:table-cell table:number-columns-repeated="100"><table:table><table:table-row>'
            f"{inner}</table:table-row></table:table></table:table-cell>"
        )
    assert reason(odt_table(inner), "odt") == "too_many_cells"
    draft = read_upload(odt_table(repeated), "odt", "accept")
    assert [
        part.html.count("<t") - part.html.count("</t") for part in draft.parts if part.kind == "table"
    ] == [0]


def test_slots_of_a_long_row_take_linear_time() -> None:
    row = tuple(Cell(()) for _place in range(200_000))
    before = time.process_time()
    [slots] = rows_of_slots(Table((row,)))
    assert len(slots) == 200_000
    assert time.process_time() - before < 3
