"""PDF, page by page."""

import resource
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from portal.files.readers.record import Recorder, StopReading


def read(path: Path, recorder: Recorder) -> None:
    """Hand over each page; an unreadable page is handed over empty, so that page numbers stay right."""
    document = open_document(path)
    count = len(document)
    if count == 0:
        raise StopReading("broken")
    recorder.expect(count)
    earn_time(recorder, count)
    unreadable = 0
    for number in range(count):
        text = page_text(document, number)
        unreadable += text is None
        recorder.page(text or "")
    if unreadable == count:
        raise StopReading("broken")


def open_document(path: Path) -> pypdfium2.PdfDocument:
    """The opened file; one that needs a password is told apart from a broken one."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == FPDF_ERR_PASSWORD
        raise StopReading("encrypted" if locked else "broken") from error


def page_text(document: pypdfium2.PdfDocument, number: int) -> str | None:
    """The text of one page as the file holds it, or None; pages are closed at once to keep memory flat."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return None
    textpage = page.get_textpage()
    text = str(textpage.get_text_range(errors="replace"))
    textpage.close()
    page.close()
    return text


def earn_time(recorder: Recorder, pages: int) -> None:
    """Long files may take longer: raise the soft processor limit with the number of pages."""
    limits = recorder.limits
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(limits.cpu_seconds + limits.cpu_seconds_per_page * min(pages, limits.pages)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, hard), hard))
