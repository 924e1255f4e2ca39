"""What a file really is, told from its content; plain Python."""

import re
import zipfile
from typing import IO

from portal.files.encodings import decoded, marked_encoding

HEAD_BYTES = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WEB_PAGE = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg|\?xml|!--|!doctype\s+svg)", re.IGNORECASE
)
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENT_TYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
IMAGE_SIGNATURES = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"GIF87a": "gif", b"GIF89a": "gif"}
TEXT_FORMATS = {"txt", "csv"}
FILM_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"avc1", b"mp41", b"mp42", b"M4V ", b"dash")
MATROSKA = b"\x1a\x45\xdf\xa3"


def recognise(file: IO[bytes]) -> str:
    """The format by content: an extension in lower case, "locked", "web", "text", "zip" or "" when unknown.

    The file stands at its beginning afterwards.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    found = from_head(head)
    if found == "zip":
        found = from_archive(file)
    file.seek(0)
    return found


def from_head(head: bytes) -> str:
    """The format by the first bytes."""
    start = narrow(head).removeprefix(BYTE_ORDER_MARK).lstrip()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(OLE):
        return "locked"
    return image_from_head(head) or film_from_head(head) or text_from_head(start)


def narrow(head: bytes) -> bytes:
    """Text marked as UTF-16 as UTF-8, so that markup in it is seen as well; anything else as it is."""
    return decoded(head).encode("utf-8", errors="replace") if marked_encoding(head) else head


def image_from_head(head: bytes) -> str:
    """The image format by the first bytes, or ""."""
    for signature, image_format in IMAGE_SIGNATURES.items():
        if head.startswith(signature):
            return image_format
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return "avif" if head[4:8] == b"ftyp" and b"avi" in head[8:32] else ""


def film_from_head(head: bytes) -> str:
    """The film format by the first bytes, or ""; both are containers that name what they hold."""
    if head[4:8] == b"ftyp" and head[8:12] in FILM_BRANDS:
        return "mp4"
    return "webm" if head.startswith(MATROSKA) and b"webm" in head[:64] else ""


def text_from_head(start: bytes) -> str:
    """Markup that a browser would run is "web"; other text is "text" or "ics"."""
    if WEB_PAGE.match(start):
        return "web"
    if b"\x00" in start or not start:
        return ""
    return "ics" if start[:15].upper() == b"BEGIN:VCALENDAR" else "text"


def from_archive(file: IO[bytes]) -> str:
    """The office format of a zip file by its members; nothing large is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return OPEN_DOCUMENT_TYPES.get(archive.read("mimetype").strip(), "zip")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""
    if "[Content_Types].xml" in names:
        for office_format, folder in OFFICE_FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return office_format
    return "zip"


def matches(extension: str, recognised: str) -> bool:
    """Whether a name ending in `extension` may hold what was recognised."""
    if extension in TEXT_FORMATS:
        return recognised == "text"
    return recognised == {"jpg": "jpeg"}.get(extension, extension)
