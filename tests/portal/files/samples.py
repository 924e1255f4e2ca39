"""Files made for tests: ordinary, damaged and hostile ones."""

import io
import zipfile
import zlib
from collections.abc import Sequence

import docx
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

ODT_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:body><office:text>{body}</office:text></office:body></office:document-content>"""
ODT_MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml">{inside}</manifest:file-entry></manifest:manifest>"""


def pdf(pages: Sequence[Sequence[str]], password: str = "", owner: str = "") -> bytes:
    """A PDF with the given lines per page; a password encrypts it, the one of an owner alone keeps nobody out."""
    buffer = io.BytesIO()
    encrypt = StandardEncryption(password, ownerPassword=owner or None) if password or owner else None
    canvas = Canvas(buffer, encrypt=encrypt)
    for lines in pages:
        for place, line in enumerate(lines):
            canvas.drawString(72, 780 - 18 * place, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def protocol_pdf() -> bytes:
    """Three pages with header and footer, a divided word and one word that only page 3 has."""
    header = "Arbeitskreis Leitlinien"
    texts = [
        ["Die Sitzung wird um 18:00 Uhr eröffnet.", "Der Haupt-", "und Finanzausschuss ist vertreten."],
        ["Die Gruppe berät über die Bürger-", "beteiligung und ihre Formate."],
        ["Der Methodenkoffer wird im Rathausfoyer vorgestellt.", "Die Sitzung endet."],
    ]
    return pdf([[header, *lines, f"Seite {n} von 3"] for n, lines in enumerate(texts, start=1)])


def scan_pdf(pages: int = 2, owner: str = "") -> bytes:
    """Pages that hold nothing but a picture of text; the password of an owner keeps nobody out."""
    picture = Image.new("RGB", (400, 100), "white")
    ImageDraw.Draw(picture).text((10, 40), "Protokoll der Sitzung", fill="black")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", ownerPassword=owner) if owner else None)
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 72, 600)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF file with exactly these objects, the first one being the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def bomb_pdf(megabytes: int = 400) -> bytes:
    """A small file with one page whose content unpacks to hundreds of megabytes."""
    packer = zlib.compressobj(9)
    block = b"(a) Tj " * 150_000
    packed = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            stream,
        ]
    )


def loop_pdf() -> bytes:
    """A page tree that contains itself."""
    return raw_pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>"]
    )


def empty_pages_pdf(pages: int) -> bytes:
    """Many pages without anything on them."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, pages + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, *[page] * pages])


def docx_file() -> bytes:
    """Text before the first heading, two sections, and a table between paragraphs."""
    document = docx.Document()
    document.add_paragraph("Entwurf vom März")
    document.add_heading("Ziele", level=1)
    document.add_paragraph("Alle sollen mitreden können.")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, [("Format", "Dauer"), ("Werkstatt", "zwei Stunden")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_heading("Ablauf", level=1)
    document.add_paragraph("Die Auftaktveranstaltung kommt zuerst.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    """The same zip file with one member replaced or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            if member.filename != name:
                target.writestr(member, source.read(member))
        target.writestr(name, content)
    return buffer.getvalue()


def member(archive: bytes, name: str) -> bytes:
    """One member of a zip file."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return source.read(name)


def docx_with_body(body: str) -> bytes:
    """A DOCX with the given markup as its text."""
    document = (
        '<?xml version="1.0"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return with_member(docx_file(), "word/document.xml", document.encode())


def docx_bomb(megabytes: int = 300) -> bytes:
    """A small DOCX with a member that unpacks to hundreds of megabytes."""
    return with_member(docx_file(), "word/media/image1.png", bytes(megabytes * 1024 * 1024))


def docx_with_entity(path: str) -> bytes:
    """A DOCX that asks the parser to paste a local file into the text."""
    document = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY secret SYSTEM "file://{path}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_member(docx_file(), "word/document.xml", document.encode())


def odt_file(body: str, doctype: str = "", encrypted: bool = False) -> bytes:
    """An ODT file with the given markup as its text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", ODT_CONTENT.format(body=body, doctype=doctype))
        inside = "<manifest:encryption-data/>" if encrypted else ""
        archive.writestr("META-INF/manifest.xml", ODT_MANIFEST.format(inside=inside))
    return buffer.getvalue()


def picture(file_format: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A one-coloured picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, file_format)
    return buffer.getvalue()


def without_letters_pdf(texts: Sequence[str], *, map_to: str = "") -> bytes:
    """Pages in a font whose signs have names that mean nothing; `map_to` maps every sign to this one."""
    names = b" ".join(b"/g%d" % code for code in range(32, 127))
    widths = b" ".join([b"500"] * 95)
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Amtsschrift /FirstChar 32 /LastChar 126 /Widths [%s] "
        b"/Encoding << /Type /Encoding /Differences [32 %s] >>%s >>"
    )
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfrange <20> <7E> [%s] endbfrange\nendcmap end end"
        % (b" ".join([b"<%04X>" % ord(map_to or " ")] * 95))
    )
    count = len(texts)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * place) for place in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        font % (widths, names, b" /ToUnicode 4 0 R" if map_to else b""),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
    ]
    for place, text in enumerate(texts):
        stream = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % text.encode("latin-1")
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * place),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return raw_pdf(objects)


def form_pdf(value: str, *, flags: str = "") -> bytes:
    """A page with a label and a filled field."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 780, "Stellungnahme")
    canvas.acroForm.textfield(name="wunsch", value=value, x=72, y=700, width=300, fieldFlags=flags)
    canvas.showPage()
    canvas.drawString(72, 780, "Zweite Seite")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
