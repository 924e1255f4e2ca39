"""What surrounds the text in a DOCX file: styles, numbering, relations, notes, comments."""

import posixpath
import re
import zipfile
from functools import cached_property
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from portal.files.readers.archive import parse_member
from portal.files.readers.docx_lists import ListLevel, lists_of
from portal.files.readers.docx_xml import Style, W, switch, value_of, whole
from portal.files.readers.record import StopReading

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MACRO_MEMBERS = re.compile(r"vbaProject\.bin$|vbaData\.xml$", re.IGNORECASE)
HEADING_NAME = re.compile(r"(?:heading|überschrift)\s*(\d)", re.IGNORECASE)
CONTENTS_NAME = re.compile(r"(?:toc|verzeichnis)\s*\d|table of figures|abbildungsverzeichnis", re.IGNORECASE)
LONGEST_CHAIN = 20


class DocxParts:
    """The members of a file, each parsed when it is first asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.main = self._main_member()
        self._notes: dict[str, dict[str, Element]] = {}

    def refuse_macros(self) -> None:
        """Raise StopReading where the file holds programs."""
        if any(MACRO_MEMBERS.search(name) for name in self.names):
            raise StopReading("macros")
        if b"macroEnabled" in self._raw("[Content_Types].xml"):
            raise StopReading("macros")

    @cached_property
    def body(self) -> Element:
        """The text itself."""
        body = parse_member(self.archive, self.main).find(f"{W}body")
        if body is None:
            raise StopReading("broken")
        return body

    @cached_property
    def relations(self) -> dict[str, tuple[str, bool]]:
        """Target and whether it lies outside the file, by id."""
        folder, name = posixpath.split(self.main)
        root = self.parsed(f"{folder}/_rels/{name}.rels")
        if root is None:
            return {}
        found = {}
        for entry in root.iter(RELATION):
            is_outside = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            found[entry.get("Id", "")] = (target if is_outside else _joined(folder, target), is_outside)
        return found

    @cached_property
    def styles(self) -> dict[str, Style]:
        """Styles by id."""
        root = self.parsed(self.beside("styles.xml"))
        return {} if root is None else dict(map(_style, root.iter(f"{W}style")))

    @cached_property
    def lists(self) -> dict[tuple[str, int], ListLevel]:
        """Levels by list and depth."""
        root = self.parsed(self.beside("numbering.xml"))
        return {} if root is None else lists_of(root, self.styles)

    def notes(self, name: str) -> dict[str, Element]:
        """Footnotes, endnotes or comments by id."""
        if name not in self._notes:
            root = self.parsed(self.beside(f"{name}s.xml"))
            entries = [] if root is None else [entry for entry in root if entry.tag == f"{W}{name}"]
            self._notes[name] = {entry.get(f"{W}id", ""): entry for entry in entries}
        return self._notes[name]

    def is_hidden(self, run: Element, paragraph_style: str = "") -> bool:
        """Whether the words of a run are hidden: by itself, by its style, or by the style of its paragraph."""
        look = run.find(f"{W}rPr")
        direct = switch(look, "vanish")
        if direct is not None:
            return direct
        return self.style_hides(value_of(look, "rStyle")) or self.style_hides(paragraph_style)

    def style_hides(self, style_id: str) -> bool:
        """Whether a style, or the nearest one above it that says anything of it, hides words."""
        said = (style.hidden for style in self.chain(style_id) if style.hidden is not None)
        return next(said, False)

    def frames(self, kind: str = "header|footer") -> list[Element]:
        """Headers and footers."""
        folder = posixpath.dirname(self.main)
        names = sorted(name for name in self.names if re.fullmatch(rf"{folder}/(?:{kind})\d*\.xml", name))
        return [parse_member(self.archive, name) for name in names]

    def chain(self, style_id: str) -> list[Style]:
        """A style and those it is based on."""
        found: list[Style] = []
        while style_id in self.styles and len(found) < LONGEST_CHAIN:
            found.append(self.styles[style_id])
            style_id = found[-1].based_on
        return found

    def beside(self, name: str) -> str:
        """The path of a member in the folder of the text."""
        return _joined(posixpath.dirname(self.main), name)

    def parsed(self, name: str) -> Element | None:
        """A member that may be missing."""
        return parse_member(self.archive, name) if name in self.names else None

    def _raw(self, name: str) -> bytes:
        if name not in self.names:
            raise StopReading("broken")
        try:
            return self.archive.read(name)
        except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
            raise StopReading("broken") from error

    def _main_member(self) -> str:
        root = self.parsed("_rels/.rels")
        if root is None:
            raise StopReading("broken")
        for entry in root.iter(RELATION):
            if entry.get("Type", "").endswith("/officeDocument"):
                name = entry.get("Target", "").lstrip("/")
                if name in self.names:
                    return name
        raise StopReading("broken")


def _style(entry: Element) -> tuple[str, Style]:
    layout, look = entry.find(f"{W}pPr"), entry.find(f"{W}rPr")
    numbering = None if layout is None else layout.find(f"{W}numPr")
    outline = value_of(layout, "outlineLvl")
    is_character = entry.get(f"{W}type") == "character"
    return entry.get(f"{W}styleId", ""), Style(
        name=value_of(entry, "name"),
        based_on=value_of(entry, "basedOn"),
        outline=whole(outline) if outline else None,
        number_id=None if numbering is None else value_of(numbering, "numId"),
        number_level=whole(value_of(numbering, "ilvl")),
        bold=switch(look, "b") if is_character else None,
        italic=switch(look, "i") if is_character else None,
        hidden=switch(look, "vanish"),
    )


def _joined(folder: str, target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)
