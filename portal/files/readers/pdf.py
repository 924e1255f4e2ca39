"""PDF, page by page."""

import ctypes
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from portal.files.readers.record import Recorder, StopReading

# The margins of a page, where footers and headers stand.
FOOT_SHARE, HEAD_SHARE = 0.13, 0.09
# So many letters of a page are looked at to tell whether its fonts say what they mean.
SAMPLE = 200
LETTERS_TO_TELL = 10
VALUE_FIELDS = {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}
PASSWORD_FIELD = 1 << 13
UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
PRIVATE = (
    range(0xE000, 0xF900),
    range(0xFFF0, 0x10000),
    range(0x00, 0x09),
    range(0x0E, 0x20),
    range(0x7F, 0xA0),
)
# What pdfium itself writes: line ends and the mark of a divided word.
OWN_SIGNS = {0x02, 0x09, 0x0A, 0x0D, 0x20, 0xFFFE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What one page holds; `margin` is the part of its text where headers and footers stand."""

    text: str
    margin: str
    is_unreadable: bool


def read(path: Path, recorder: Recorder) -> None:
    """Hand over each page; an unreadable page is handed over empty, so that page numbers stay right."""
    document = open_document(path)
    count = len(document)
    if count == 0:
        raise StopReading("broken")
    recorder.expect(count)
    earn_time(recorder, count)
    document.init_forms()
    unreadable = 0
    for number in range(count):
        page = page_text(document, number)
        if page is None:
            unreadable += 1
            recorder.page("")
        else:
            recorder.page(page.text, margin=page.margin, is_unreadable=page.is_unreadable)
    if unreadable == count:
        raise StopReading("broken")


def open_document(path: Path) -> pypdfium2.PdfDocument:
    """The opened file, also with an empty password; one that needs a password is told apart from a broken one."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == raw.FPDF_ERR_PASSWORD
        raise StopReading("encrypted" if locked else "broken") from error


def page_text(document: pypdfium2.PdfDocument, number: int) -> PageText | None:
    """The text of one page as the file holds it, or None; pages are closed at once to keep memory flat."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return None
    textpage = page.get_textpage()
    text = str(textpage.get_text_range(errors="replace"))
    left, bottom, right, top = page.get_bbox()
    strips = ((bottom, bottom + FOOT_SHARE * (top - bottom)), (top - HEAD_SHARE * (top - bottom), top))
    margin = "\n".join(
        textpage.get_text_bounded(left, low, right, high, errors="replace") for low, high in strips
    )
    is_unreadable = has_unreadable_fonts(textpage)
    textpage.close()
    filled = "\n".join(field_values(page, document.formenv))
    page.close()
    return PageText(text=f"{text}\n{filled}" if filled else text, margin=margin, is_unreadable=is_unreadable)


def has_unreadable_fonts(textpage: pypdfium2.PdfTextPage) -> bool:
    """Whether most letters of a page are drawn by fonts that do not say which letters they are."""
    count = textpage.count_chars()
    seen = bad = 0
    for index in range(0, count, max(1, count // SAMPLE)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in OWN_SIGNS:
            continue
        seen += 1
        has_no_map = raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        bad += has_no_map or any(code in codes for codes in PRIVATE)
    return seen >= LETTERS_TO_TELL and bad * 2 > seen


def field_values(page: pypdfium2.PdfPage, form: pypdfium2.PdfFormEnv | None) -> list[str]:
    """What people typed into or chose in the visible fields of a page, and free text set on it."""
    found: list[str] = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        value = "" if raw.FPDFAnnot_GetFlags(annotation) & UNSEEN else annotation_text(annotation, form)
        raw.FPDFPage_CloseAnnot(annotation)
        if value.strip() and value not in found:
            found.append(value)
    return found


def annotation_text(annotation: raw.FPDF_ANNOTATION, form: pypdfium2.PdfFormEnv | None) -> str:
    """The words of one field or of one free text, or ""."""
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return wide_string(
            lambda room, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", room, size)
        )
    if kind != raw.FPDF_ANNOT_WIDGET or form is None:
        return ""
    if raw.FPDFAnnot_GetFormFieldType(form, annotation) not in VALUE_FIELDS:
        return ""
    if raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & PASSWORD_FIELD:
        return ""
    return wide_string(lambda room, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, room, size))


def wide_string(ask: Callable[[Any, int], int]) -> str:
    """A text that the library writes into a buffer of the size it names first."""
    size = ask(None, 0)
    if size <= len(b"\0\0"):
        return ""
    room = ctypes.create_string_buffer(size)
    ask(ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[: size - 2].decode("utf-16-le", errors="replace").rstrip("\0")


def earn_time(recorder: Recorder, pages: int) -> None:
    """Long files may take longer: raise the soft processor limit with the number of pages."""
    limits = recorder.limits
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(limits.cpu_seconds + limits.cpu_seconds_per_page * min(pages, limits.pages)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, hard), hard))
