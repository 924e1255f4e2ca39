"""Which uploads are accepted."""

import io
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from portal.files.validation import validate_document, validate_image
from tests.portal.files import samples

EXTENSIONS = settings.WAGTAILDOCS_EXTENSIONS
IMAGE_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MP4 = b"\x00\x00\x00\x20ftypisom" + bytes(100)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(100)
HTML = b"\xef\xbb\xbf\n<!DOCTYPE html><script>alert(1)</script>"


def office(folder: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<x/>")
    return buffer.getvalue()


def check_document(content: bytes, name: str, most_bytes: int = 10_000_000) -> None:
    validate_document(ContentFile(content, name), name, extensions=EXTENSIONS, most_bytes=most_bytes)


def check_image(content: bytes, name: str, most_pixels: int = 10_000) -> None:
    file = ContentFile(content, name)
    validate_image(file, name, extensions=IMAGE_EXTENSIONS, most_bytes=10_000_000, most_pixels=most_pixels)


def code_of(call: Any, *args: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        call(*args)
    (error,) = caught.value.error_dict["file"]
    assert error.messages[0].count("%") == 0
    return str(error.code)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.protocol_pdf(), "a.pdf"),
        (samples.protocol_pdf(), "A.PDF"),
        (samples.docx_file(), "a.docx"),
        (office("xl"), "a.xlsx"),
        (office("ppt"), "a.pptx"),
        (samples.odt_file(""), "a.odt"),
        ("Bürger;Anzahl".encode("cp1252"), "a.csv"),
        (b"Protokoll", "a.txt"),
        ("Bürgerbeteiligung".encode("utf-16"), "a.txt"),
        (b"\xfe\xff" + "Bürger;Anzahl".encode("utf-16-be"), "a.csv"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "a.ics"),
        (MP4, "a.mp4"),
        (WEBM, "a.webm"),
    ],
)
def test_ordinary_files_are_accepted(content: bytes, name: str) -> None:
    check_document(content, name)


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.pdf.html", "a", "a.zip", "a.doc"])
def test_other_endings_are_refused(name: str) -> None:
    assert code_of(check_document, SVG, name) == "extension"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "a.pdf"),
        (SVG, "a.pdf"),
        (HTML, "a.txt"),
        (HTML.decode().encode("utf-16"), "a.txt"),
        (b"<?xml version='1.0'?>" + SVG, "a.csv"),
        (HTML + samples.protocol_pdf(), "a.pdf"),
        (samples.protocol_pdf(), "a.docx"),
        (samples.docx_file(), "a.odt"),
        (samples.odt_file(""), "a.ods"),
        (office("xl"), "a.docx"),
        (b"PK\x03\x04 broken", "a.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.docx"),
        (b"MZ\x00\x01", "a.txt"),
        (b"no calendar", "a.ics"),
        (HTML, "a.mp4"),
        (WEBM, "a.mp4"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska" + bytes(100), "a.webm"),
    ],
)
def test_content_must_be_what_the_ending_says(content: bytes, name: str) -> None:
    assert code_of(check_document, content, name) == "mismatch"


def test_empty_and_oversized_files_are_refused() -> None:
    assert code_of(check_document, b"", "a.pdf") == "empty"
    assert code_of(check_document, samples.protocol_pdf(), "a.pdf", 100) == "too_big"


@pytest.mark.parametrize(
    ("image_format", "name"),
    [
        ("PNG", "a.png"),
        ("JPEG", "a.jpg"),
        ("JPEG", "a.jpeg"),
        ("GIF", "a.gif"),
        ("WEBP", "a.webp"),
        ("AVIF", "a.avif"),
    ],
)
def test_images_are_accepted(image_format: str, name: str) -> None:
    check_image(samples.picture(image_format), name)


def test_bad_images_are_refused() -> None:
    assert code_of(check_image, SVG, "a.svg") == "extension"
    assert code_of(check_image, SVG, "a.png") == "mismatch"
    assert code_of(check_image, samples.picture("PNG"), "a.jpg") == "mismatch"
    assert code_of(check_image, samples.picture("PNG"), "a.png", 100) == "too_many_pixels"
    assert code_of(check_image, b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png") == "unreadable"
