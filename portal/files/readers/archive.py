"""The zip file around office formats, checked before anything in it is parsed."""

import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError  # defusedxml parses  # nosec B405

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from portal.files.limits import Limits
from portal.files.readers.record import StopReading

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_MEMBER = 0x1
# The strict form of Office Open XML differs in the names of its vocabularies only.
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The archive, refused when it would unpack to more than the limits allow or needs a password."""
    with path.open("rb") as file:
        if file.read(len(OLE_SIGNATURE)) == OLE_SIGNATURE:
            # Office wraps a password-protected DOCX into its old container format.
            raise StopReading("encrypted")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError) as error:
        raise StopReading("broken") from error
    members = archive.infolist()
    if len(members) > limits.archive_members or sum(m.file_size for m in members) > limits.unpacked_bytes:
        raise StopReading("archive_limit")
    if any(member.flag_bits & ENCRYPTED_MEMBER for member in members):
        raise StopReading("encrypted")
    return archive


def parse_member(archive: zipfile.ZipFile, name: str) -> Element:
    """One XML member, strict Open XML as if it were transitional; document type declarations are refused."""
    try:
        content = STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", archive.read(name))
        return ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise StopReading("unsafe") from error
    except (KeyError, ParseError, zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise StopReading("broken") from error
