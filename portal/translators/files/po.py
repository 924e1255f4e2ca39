"""PO files of one page: the path of a part is its context."""

import re
import tempfile
from collections.abc import Iterable

import polib

from portal.translators.files.rules import MOST_ROWS, Head, Part, Problem, Refused, Row, moment

# The first is wagtail-localize's own, so files that were downloaded before are still known.
TRANSLATION = "X-WagtailLocalize-TranslationID"
EXPORTED = "X-Exported"
_LINE = re.compile(r"(?:#~\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?(?=[^#])(.*)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def write(head: Head, title: str, parts: Iterable[Part]) -> bytes:
    """A file for any PO editor."""
    po = polib.POFile(wrapwidth=0)
    exported = head.exported.isoformat() if head.exported else ""
    po.metadata = {
        "Project-Id-Version": " ".join(title.split()),
        "Language": head.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        TRANSLATION: head.translation,
        EXPORTED: exported,
    }
    for part in parts:
        po.append(polib.POEntry(msgctxt=part.path, msgid=part.source, msgstr=part.translation))
    return str(po).encode("utf-8")


def read(data: bytes) -> tuple[Head, list[Row]]:
    """Raises Refused for what is no PO file in UTF-8."""
    if b"\x00" in data:
        raise Refused(Problem.ENCODING)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Problem.ENCODING) from error
    _demand_whole_lines(text)
    # polib would take a text for the name of a file, and breaks texts at more than the ends of lines.
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(data)
        file.flush()
        try:
            po = polib.pofile(file.name, encoding="utf-8")
        except (OSError, ValueError, AttributeError, IndexError, KeyError, TypeError) as error:
            told = str(error).replace(file.name, "").strip() if isinstance(error, OSError) else ""
            raise Refused(Problem.UNREADABLE, told) from error
    if len(po) > MOST_ROWS:
        raise Refused(Problem.LARGE)
    if not po and not po.metadata:
        raise Refused(Problem.UNREADABLE)
    said = po.metadata
    head = Head(
        translation=said.get(TRANSLATION, ""),
        language=said.get("Language", ""),
        exported=moment(said.get(EXPORTED, "")),
    )
    return head, [_row(number, entry) for number, entry in enumerate(po, start=1)]


def _demand_whole_lines(text: str) -> None:
    """polib shortens a text that lacks its last quotation mark, as the end of half a file does."""
    for number, line in enumerate(text.replace("\r", "\n").split("\n"), start=1):
        found = _LINE.fullmatch(line.strip())
        if found and not _QUOTED.fullmatch(found[1]):
            raise Refused(Problem.UNREADABLE, f"{number}: {found[1][:80]}")


def _row(number: int, entry: polib.POEntry) -> Row:
    return Row(
        place=number,
        path=entry.msgctxt or "",
        source=entry.msgid,
        target=entry.msgstr,
        unfinished=entry.fuzzy,
        obsolete=bool(entry.obsolete),
    )
