"""Many files in one: packed with a list of what they are, unpacked within limits."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal import tables
from portal.translators.files.rules import LARGEST_FILE, MEGABYTE, Problem, Refused

MANIFEST = "manifest.csv"
LARGEST_ZIP = 20 * MEGABYTE
LARGEST_SUM = 50 * MEGABYTE
MOST_FILES = 500
# Folders and what systems add come on top; the list of a zip file is read whole before its files can be counted.
_MOST_ENTRIES = 10 * MOST_FILES
_ENTRY = b"PK\x01\x02"
# What systems add to a zip file on their own.
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_COLUMNS = ("file", "language", "title", "address", "consultation", "words open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One page in one language."""

    language: str
    slug: str
    ending: str
    title: str
    address: str
    section: str
    words_open: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file of a zip file without its folders, or why it could not be unpacked."""

    name: str
    content: bytes = b""
    problem: Problem | None = None


def pack(files: Iterable[Packed]) -> bytes:
    """Named by language and slug; the second of a name gets a number."""
    out = io.BytesIO()
    used: Counter[str] = Counter()
    table = io.StringIO()
    rows = tables.Writer(table)
    rows.row(_COLUMNS)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            stem = f"{one.language}-{one.slug}"
            used[stem] += 1
            name = f"{stem}.{one.ending}" if used[stem] == 1 else f"{stem}.{used[stem]}.{one.ending}"
            archive.writestr(name, one.content)
            cells = [name, one.language, one.title, one.address, one.section]
            rows.row([*cells, one.words_open])
        archive.writestr(MANIFEST, "\ufeff" + table.getvalue())
    return out.getvalue()


def unpack(data: bytes) -> list[Unpacked]:
    """Files in their order, without folders, noise and our list; raises Refused for more than the limits allow.

    Sizes are counted while unpacking: what a zip file says of itself is not believed.
    """
    if len(data) > LARGEST_ZIP:
        raise Refused(Problem.LARGE)
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise Refused(Problem.LARGE, str(MOST_FILES))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir() and not _is_noise(one.filename)]
            if len(entries) > MOST_FILES:
                raise Refused(Problem.LARGE, str(MOST_FILES))
            return _read_all(archive, entries)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise Refused(Problem.UNREADABLE) from error


def _read_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> list[Unpacked]:
    found: list[Unpacked] = []
    left = LARGEST_SUM
    for entry in entries:
        name = _name(entry.filename)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            found.append(Unpacked(name, problem=Problem.DAMAGED))
            continue
        try:
            with archive.open(entry) as file:
                content = file.read(LARGEST_FILE + 1)
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError):
            found.append(Unpacked(name, problem=Problem.DAMAGED))
            continue
        left -= len(content)
        if left < 0:
            raise Refused(Problem.LARGE)
        if len(content) > LARGEST_FILE:
            found.append(Unpacked(name, problem=Problem.LARGE))
        else:
            found.append(Unpacked(name, content))
    return found


def _name(path: str) -> str:
    """Folders say nothing here, and never lead anywhere."""
    return path.replace("\\", "/").rpartition("/")[2].replace("\x00", "")[-200:]


def _is_noise(path: str) -> bool:
    return path.startswith(_NOISE[0]) or _name(path) in (*_NOISE[1:], MANIFEST)
