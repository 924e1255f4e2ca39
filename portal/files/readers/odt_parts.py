"""What surrounds the text in an ODT file: styles, lists, recorded changes."""

import re
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from portal.files.readers.archive import parse_member
from portal.files.readers.record import StopReading

ODF = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TEXT, TABLE, STYLE, DRAW, SVG, FO, MANIFEST = (
    f"{{{ODF}:{name}:1.0}}"
    for name in (
        "office",
        "text",
        "table",
        "style",
        "drawing",
        "svg-compatible",
        "xsl-fo-compatible",
        "manifest",
    )
)
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
MACRO_MEMBERS = re.compile(r"(Basic/.+/(?!script-lb\.xml).+|Scripts/.*[^/])$")
LONGEST_CHAIN = 20
BOLD = {"bold", "600", "700", "800", "900"}
ENDINGS = re.compile(r"_([0-9a-f]{2})_")


@dataclass(slots=True)
class Style:
    """What a style says; None where it says nothing."""

    name: str
    parent: str
    outline: int = 0
    list_style: str = ""
    bold: bool | None = None
    italic: bool | None = None
    lost: tuple[str, ...] = ()
    is_hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list counts; `sample` is what stands before its first item when that is not "1."."""

    is_bullet: bool
    is_counted: bool
    start: int = 1
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A recorded change; `content` are the elements that were deleted."""

    kind: str
    author: str
    date: str
    content: tuple[Element, ...]


class OdtParts:
    """The members of a file that matter."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        if "META-INF/manifest.xml" in self.names:
            manifest = parse_member(archive, "META-INF/manifest.xml")
            if manifest.find(f".//{MANIFEST}encryption-data") is not None:
                raise StopReading("encrypted")
        self.content = parse_member(archive, "content.xml")
        self.around = parse_member(archive, "styles.xml") if "styles.xml" in self.names else None
        body = self.content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise StopReading("broken")
        self.body = body
        roots = [root for root in (self.around, self.content) if root is not None]
        self.styles = {
            (entry.get(f"{STYLE}family", ""), entry.get(f"{STYLE}name", "")): _style(entry)
            for root in roots
            for entry in root.iter(f"{STYLE}style")
        }
        self.lists = dict(level for root in roots for level in _list_levels(root))
        self.changes = dict(_change(entry) for entry in self.body.iter(f"{TEXT}changed-region"))

    def refuse_macros(self) -> None:
        """Raise StopReading where the file holds programs."""
        if any(MACRO_MEMBERS.match(name) for name in self.names):
            raise StopReading("macros")

    def chain(self, family: str, name: str) -> list[Style]:
        """A style and those it is based on."""
        found: list[Style] = []
        while (family, name) in self.styles and len(found) < LONGEST_CHAIN:
            found.append(self.styles[family, name])
            name = found[-1].parent
        return found

    def is_hidden(self, element: Element) -> bool:
        """Whether the style of a paragraph or of words in it, or the nearest one above it, hides them."""
        family = "text" if element.tag == f"{TEXT}span" else "paragraph"
        chain = self.chain(family, element.get(f"{TEXT}style-name", ""))
        return next((style.is_hidden for style in chain if style.is_hidden is not None), False)

    def frames(self, *kinds: str) -> list[Element]:
        """Headers and footers, or one of them."""
        if self.around is None:
            return []
        ends = ("", "-left", "-first")
        places = {f"{STYLE}{kind}{end}" for kind in kinds or ("header", "footer") for end in ends}
        return [entry for entry in self.around.iter() if entry.tag in places]


def readable(name: str) -> str:
    """The name of a style as people see it; other signs than letters are written as their number."""
    return ENDINGS.sub(lambda found: chr(int(found[1], 16)), name)


def _style(entry: Element) -> Style:
    look = entry.find(f"{STYLE}text-properties")
    given = {} if look is None else dict(look.attrib)
    weight, slope = given.get(f"{FO}font-weight"), given.get(f"{FO}font-style")
    outline = entry.get(f"{STYLE}default-outline-level", "")
    is_text = entry.get(f"{STYLE}family") == "text"
    return Style(
        name=entry.get(f"{STYLE}name", ""),
        parent=entry.get(f"{STYLE}parent-style-name", ""),
        outline=int(outline) if outline.isdigit() else 0,
        list_style=entry.get(f"{STYLE}list-style-name", ""),
        bold=None if weight is None or not is_text else weight in BOLD,
        italic=None if slope is None or not is_text else slope in ("italic", "oblique"),
        lost=tuple(_lost(given)) if is_text else (),
        is_hidden=given[f"{TEXT}display"] == "none" if f"{TEXT}display" in given else None,
    )


def _lost(given: dict[str, str]) -> list[str]:
    found = []
    if given.get(f"{STYLE}text-line-through-style", "none") != "none":
        found.append("look_strike")
    if given.get(f"{STYLE}text-underline-style", "none") != "none":
        found.append("look_underline")
    if given.get(f"{STYLE}text-position", "0%").split()[0] not in ("0%", "0"):
        found.append("look_raised")
    if given.get(f"{FO}background-color", "transparent") != "transparent":
        found.append("look_highlight")
    if (
        given.get(f"{FO}text-transform", "none") != "none"
        or given.get(f"{FO}font-variant", "normal") != "normal"
    ):
        found.append("look_caps")
    return found


def _list_levels(root: Element) -> list[tuple[tuple[str, int], ListLevel]]:
    found = []
    for entry in root.iter(f"{TEXT}list-style"):
        for level in entry:
            depth = level.get(f"{TEXT}level", "1")
            is_number = (
                level.tag == f"{TEXT}list-level-style-number" and level.get(f"{STYLE}num-format", "") != ""
            )
            label = f"{level.get(f'{STYLE}num-prefix', '')}%{level.get(f'{STYLE}num-suffix', '')}"
            shown = level.get(f"{TEXT}display-levels", "1")
            is_counted = is_number and (label == "(%)" or "§" in label or shown != "1")
            place = int(depth) - 1 if depth.isdigit() else 0
            start = level.get(f"{TEXT}start-value", "1")
            first = level.get(f"{STYLE}num-format", "")
            sample = label.replace("%", start if first == "1" else first)
            look = ListLevel(
                not is_number,
                is_counted,
                int(start) if start.isdigit() else 1,
                "" if not is_number or sample in ("1.", "1", "1)") else sample,
            )
            found.append(((entry.get(f"{STYLE}name", ""), place), look))
    return found


def _change(region: Element) -> tuple[str, Change]:
    key = region.get(f"{TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
    kind = region[0] if len(region) else region
    info = kind.find(f"{OFFICE}change-info")
    author = "" if info is None else info.findtext(f"{DC}creator") or ""
    date = "" if info is None else info.findtext(f"{DC}date") or ""
    content = tuple(child for child in kind if child.tag != f"{OFFICE}change-info")
    return key, Change(kind.tag.rsplit("}", 1)[-1], author, date, content)
