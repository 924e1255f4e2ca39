"""How a file carries the identities of parts where no reader sees them; plain Python.

Bookmarks are the one thing that Word and LibreOffice both keep through their saves. Word allows 40 characters:
letters, digits and underscores, beginning with a letter.
"""

import re
from urllib.parse import parse_qsl, urlencode

from consultations.guidelines.exchange.content import Attributes
from consultations.guidelines.rules import Kind

GUIDELINE, FINGERPRINT = "sdg_", "sdr_"
# Other programs keep the name of a style and make up a new id from it.
NUMBER_STYLE, PLAIN_STYLE, FACT_STYLE = "Stadtdialog Number", "Stadtdialog Plain", "Stadtdialog Fact"
HEAD_STYLE, CELL_STYLE = "Stadtdialog Table Head", "Stadtdialog Table Cell"
PICTURE_STYLE, GAP_STYLE, TABLE_STYLE = "Stadtdialog Picture", "Stadtdialog Gap", "Stadtdialog Table"
_OWN_STYLES = {name.lower(): name for name in (NUMBER_STYLE, PLAIN_STYLE, FACT_STYLE, HEAD_STYLE, CELL_STYLE)}
# What earlier ODT files of the portal called them.
_OWN_STYLES |= {"sdnumber": NUMBER_STYLE, "sdplain": PLAIN_STYLE, "sdfact": FACT_STYLE, "sdhead": HEAD_STYLE}
LONGEST = 40
KINDS: dict[str, Kind] = {"c": "chapter", "p": "paragraph", "f": "figure", "t": "table"}
_PART = re.compile("sd([cpft])_([0-9a-f]{32})")
_OTHER = re.compile("sd([cpft])x_(.+)")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SIMPLE = re.compile(r"[A-Za-z0-9_]+")
_PICTURE = "stadtdialog?"
# The file may come from anybody: these and no other attributes are believed, and only such values.
_PICTURE_VALUES = {
    "embedtype": re.compile("image"),
    "format": re.compile("[a-z-]{1,30}"),
    "id": re.compile("[0-9]{1,12}"),
}

# A typed number at the beginning of a paragraph: (2) | 1.2 | 1.2.3. | 4. | § 3 (1) | § 3 before a tabulator.
TYPED_NUMBER = re.compile(
    r"\s*(?P<number>§\s*\d+\s?[a-z]?\s*\(\d+[a-z]?\)|§\s*\d+\s?[a-z]?(?=\t)|\(\d+[a-z]?\)|\d+(?:\.\d+)+\.?|\d{1,3}\.|\d{1,3}(?=\t))"
    r"(?P<gap>[\s\t]+|$)(?!Januar|Februar|März|April|Mai\b|Juni|Juli|August|September|Oktober|November|Dezember)"
)
# What stands in the style of numbers; words typed there by accident are words.
NUMBER = re.compile(
    r"(?:§\s*)?[\dIVX]+[a-z]?(?:\.\d+)*\.?(?:\s*\(\d+[a-z]?\))?|\(\d+[a-z]?\)|\w+(?: \d+)?:?(?<=[\d:])"
)
# In a heading nothing else can be meant by a number at the beginning.
HEADING_NUMBER = re.compile(
    r"\s*(?P<number>§+\s*\d+\s?[a-z]?|\(\d+[a-z]?\)|\d+(?:\.\d+)*\.?|Art(?:ikel|\.)\s*\d+|[IVX]+\.)(?P<gap>[\s\t:]+)(?=\S)"
)


def own_style(name: str) -> str:
    """The style of ours that a name in a file stands for, or ""."""
    return _OWN_STYLES.get(name.lower(), "")


def style_id(name: str) -> str:
    """The id of a style in DOCX: what a program would make of its name."""
    return name.replace(" ", "")


def style_key(name: str) -> str:
    """The internal name of a style in ODT."""
    return name.replace(" ", "_20_")


def bookmark_of(kind: Kind, part_id: str) -> str:
    """The bookmark that stands for a part, or "" when its identity cannot be written as one."""
    if _UUID.fullmatch(part_id):
        return f"sd{kind[0]}_{part_id.replace('-', '')}"
    name = f"sd{kind[0]}x_{part_id}"
    return name if _SIMPLE.fullmatch(part_id) and len(name) <= LONGEST else ""


def part_of(bookmark: str) -> tuple[Kind, str] | None:
    """Kind and identity a bookmark stands for, or None when it is somebody else's."""
    if found := _OTHER.fullmatch(bookmark):
        return KINDS[found[1]], found[2]
    found = _PART.fullmatch(bookmark)
    return (KINDS[found[1]], dashed(found[2])) if found else None


def guideline_bookmark(guideline: str) -> str:
    """The bookmark that says which guideline a file holds."""
    return GUIDELINE + guideline.replace("-", "") if _UUID.fullmatch(guideline) else ""


def guideline_of(bookmark: str) -> str:
    """The guideline a bookmark stands for, or ""."""
    found = re.fullmatch(GUIDELINE + "([0-9a-f]{32})", bookmark)
    return dashed(found[1]) if found else ""


def fingerprint_bookmark(sha256: str) -> str:
    """The bookmark that says which frozen text a file was made of: half of its hash is enough."""
    return FINGERPRINT + sha256[:32] if re.fullmatch("[0-9a-f]{64}", sha256) else ""


def fingerprint_of(bookmark: str) -> str:
    """The half hash a bookmark stands for, or ""."""
    found = re.fullmatch(FINGERPRINT + "([0-9a-f]{32})", bookmark)
    return found[1] if found else ""


def dashed(digits: str) -> str:
    """An identity as it is written elsewhere."""
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def picture_name(attributes: Attributes) -> str:
    """A name for an image that says which one it is; its alternative text has a place of its own."""
    return _PICTURE + urlencode([(name, value) for name, value in attributes if name != "alt"])


def picture_attributes(name: str, alt: str) -> Attributes:
    """What `picture_name` wrote, with the alternative text; nothing where anybody else wrote anything else."""
    if not name.startswith(_PICTURE):
        return ()
    given = dict(parse_qsl(name.removeprefix(_PICTURE), keep_blank_values=True))
    if given.keys() != _PICTURE_VALUES.keys():
        return ()
    if not all(pattern.fullmatch(given[name]) for name, pattern in _PICTURE_VALUES.items()):
        return ()
    return tuple(sorted([*given.items(), ("alt", alt)]))
