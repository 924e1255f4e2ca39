"""The term base in files: CSV for spreadsheets, TBX (ISO 30042, also its older version 2) for translators' tools."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # defusedxml parses  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.db import transaction

from portal.tables import Writer, typed
from portal.translators.terms.models import Term, TermWording

COLUMNS = ("term", "definition", "language", "wanted", "forbidden")
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _DEPRECATED = "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"


class Unreadable(Exception):
    """The file is no table or term base at all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One wording; forbidden variants divided by | in CSV. `place` says where in the file it stood."""

    term: str
    definition: str
    language: str
    wanted: str
    forbidden: tuple[str, ...]
    place: str = ""


@dataclass(slots=True)
class Outcome:
    """What was taken, and what not and why (places and language codes)."""

    taken: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def rows() -> list[Row]:
    """The whole term base; a term without wordings is one row without language."""
    found = []
    for term in Term.objects.prefetch_related("wordings"):
        of_term = [
            Row(term.german, term.definition, one.language, one.wanted, one.variants)
            for one in term.wordings.all()
        ]
        found += of_term or [Row(term.german, term.definition, "", "", ())]
    return found


def to_csv(content: Iterable[Row]) -> str:
    """As spreadsheets read it."""
    out = io.StringIO()
    table = Writer(out)
    table.row(COLUMNS)
    for row in content:
        table.row([row.term, row.definition, row.language, row.wanted, "|".join(row.forbidden)])
    return out.getvalue()


def from_csv(data: bytes) -> list[Row]:
    """Comma or semicolon; raises Unreadable when it is no UTF-8 or lacks a column."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("UTF-8") from error
    head = text.split("\n", 1)[0]
    table = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        table.fieldnames = [(name or "").strip() for name in table.fieldnames or []]
        lines = list(table)
    except csv.Error as error:
        raise Unreadable(str(error)) from error
    if not set(COLUMNS) <= set(table.fieldnames):
        raise Unreadable(", ".join(COLUMNS))
    found = []
    for number, line in enumerate(lines, start=2):
        cells = {name: typed((line.get(name) or "").strip()) for name in COLUMNS}
        variants = tuple(part.strip() for part in cells["forbidden"].split("|") if part.strip())
        of_row = (cells["term"], cells["definition"], cells["language"], cells["wanted"])
        found.append(Row(*of_row, variants, str(number)))
    return found


def to_tbx(content: Iterable[Row]) -> bytes:
    """TBX-Basic; a forbidden variant is a deprecated term."""
    root = ET.Element(
        "tbx", {"type": "TBX-Basic", "style": "dca", "xmlns": NAMESPACE, _LANG: settings.LANGUAGE_CODE}
    )
    described = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(described, "sourceDesc"), "p").text = str(settings.SITE_NAME)
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    entries: dict[str, ET.Element] = {}
    for row in content:
        entry = entries.get(row.term)
        if entry is None:
            entry = entries[row.term] = ET.SubElement(body, "conceptEntry", {"id": f"c{len(entries) + 1}"})
            ET.SubElement(entry, "descrip", {"type": "definition"}).text = row.definition
            _add_term(ET.SubElement(entry, "langSec", {_LANG: settings.LANGUAGE_CODE}), row.term, _PREFERRED)
        if row.language:
            section = ET.SubElement(entry, "langSec", {_LANG: row.language})
            for word, status in [(row.wanted, _PREFERRED), *((word, _DEPRECATED) for word in row.forbidden)]:
                if word:
                    _add_term(section, word, status)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def from_tbx(data: bytes) -> list[Row]:
    """Raises Unreadable when it is no XML or holds dangerous declarations."""
    try:
        root = fromstring(data)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise Unreadable("TBX") from error
    entries = list(_under(root, "conceptEntry", "termEntry"))
    # Entries within entries would be read again and again.
    if any(_under(entry, "conceptEntry", "termEntry")[1:] for entry in entries):
        raise Unreadable("TBX")
    found = []
    for number, entry in enumerate(entries, start=1):
        definition = next(
            (one.text or "" for one in _under(entry, "descrip") if one.get("type") == "definition"), ""
        )
        words = {section.get(_LANG, ""): _words(section) for section in _under(entry, "langSec", "langSet")}
        german = next((word for word, _old in words.pop(settings.LANGUAGE_CODE, [])), "")
        for language, terms in words.items() or [("", [])]:
            wanted = next((word for word, old in terms if not old), "")
            forbidden = tuple(word for word, old in terms if old)
            found.append(Row(german, definition.strip(), language, wanted, forbidden, str(number)))
    return found


@transaction.atomic
def store(content: Iterable[Row]) -> Outcome:
    """Add and change; nothing is deleted. Rows without term or of an unknown language are refused."""
    known = {code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    outcome = Outcome()
    for row in content:
        if not row.term or len(row.term) > 120 or len(row.wanted) > 200:
            outcome.refused.append((row.place, row.term[:120]))
            continue
        if row.language and row.language not in known:
            outcome.refused.append((row.place, row.language))
            continue
        term, made = Term.objects.get_or_create(
            german=row.term, defaults={"definition": row.definition[:1000]}
        )
        if not made and row.definition and row.definition != term.definition:
            Term.objects.filter(pk=term.pk).update(definition=row.definition[:1000])
        if row.language:
            values = {"wanted": row.wanted, "forbidden": "\n".join(row.forbidden)}
            TermWording.objects.update_or_create(term=term, language=row.language, defaults=values)
        outcome.taken += 1
    return outcome


def _add_term(section: ET.Element, word: str, status: str) -> None:
    inside = ET.SubElement(section, "termSec")
    ET.SubElement(inside, "term").text = word
    ET.SubElement(inside, "termNote", {"type": "administrativeStatus"}).text = status


def _under(element: ET.Element, *names: str) -> list[ET.Element]:
    return [one for one in element.iter() if one.tag.rpartition("}")[2] in names]


def _words(section: ET.Element) -> list[tuple[str, bool]]:
    """Each term, and whether it is deprecated."""
    found = []
    for inside in _under(section, "termSec", "tig", "ntig"):
        notes = [one.text or "" for one in _under(inside, "termNote")]
        old = any(note.startswith("deprecatedTerm") for note in notes)
        found += [(one.text.strip(), old) for one in _under(inside, "term") if one.text and one.text.strip()]
    return found
