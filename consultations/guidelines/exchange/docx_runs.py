"""The words of one DOCX paragraph: their look, links, notes, recorded changes, and what cannot be words."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from consultations.guidelines.exchange.content import Attributes, Run
from consultations.guidelines.exchange.draft import Choice, TrackedChange
from consultations.guidelines.exchange.found import (
    DEEPEST_NESTING,
    PARAGRAPH_END,
    Found,
    FoundPicture,
    Report,
)
from consultations.guidelines.exchange.names import NUMBER_STYLE, PLAIN_STYLE, own_style
from portal.files.readers.docx_parts import DocxParts
from portal.files.readers.docx_xml import R, W, switch, value_of, whole
from portal.files.readers.record import StopReading

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
GONE = {"accept": {"del", "moveFrom"}, "keep": {"ins", "moveTo"}}
RECORDED = {"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted"}
SPACING = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
LOOKS = {
    "strike": "strike",
    "dstrike": "strike",
    "highlight": "highlight",
    "caps": "caps",
    "smallCaps": "caps",
}
PROPERTIES = {"pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblPrEx", "tblGrid", "proofErr"}
WITHOUT_WORDS = {
    *("lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef", "separator", "bookmarkEnd"),
    *("continuationSeparator", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "fldData"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "dayShort", "yearLong"),
    *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
}
ADDRESS = re.compile(r'\bHYPERLINK\s+(?:\\l\s+)?"([^"]+)"')
CROSS_REFERENCE = re.compile(r"^\s*(REF|PAGEREF|NOTEREF|STYLEREF)\b")
CONTENTS_FIELD = re.compile(r"^\s*(TOC|INDEX)\b")
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result is being read."""

    instruction: str = ""
    is_result: bool = False


@dataclass
class Words:
    """Reads runs into a found paragraph; knows what goes on over the ends of paragraphs."""

    parts: DocxParts
    report: Report
    choice: Choice
    fields: list[_Field] = field(default_factory=list)
    note_count: int = 0
    boxes: list[Element] = field(default_factory=list)
    pictures: list[FoundPicture] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    in_number: bool = True
    style: str = ""

    def begin(self, found: Found, style: str = "") -> None:
        """Read into another paragraph from here on; `style` is the style of that paragraph."""
        self.found, self.in_number, self.style = found, not found.runs, style

    def follow(self, paragraph: Element) -> None:
        """Only the beginnings and ends of fields in a paragraph whose words are not read."""
        for child in paragraph.iter():
            name = child.tag.rsplit("}", 1)[-1]
            if name in ("fldChar", "instrText"):
                self._field(child, name)

    def end_contents(self) -> None:
        """A table of contents that nobody closed ends where the text begins."""
        self.fields = [entry for entry in self.fields if not CONTENTS_FIELD.match(entry.instruction)]

    def read(
        self, parent: Element, link: Attributes = (), recorded: Element | None = None, depth: int = 0
    ) -> None:
        """All children of a paragraph or of something inside one."""
        if depth > DEEPEST_NESTING:
            raise StopReading("nesting")
        for child in parent:
            if child.tag.startswith(W):
                self._element(child, child.tag[len(W) :], link, recorded, depth)
            elif child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                if choice is not None:
                    self.read(choice, link, recorded, depth + 1)
            elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
                text = "".join(part.text or "" for part in child.iter(f"{M}t"))
                self.report.note("formula", text)
                self._add(text, None, link)
            else:
                self.report.note("unknown", child.tag.rsplit("}", 1)[-1])

    def _element(
        self, child: Element, name: str, link: Attributes, recorded: Element | None, depth: int
    ) -> None:
        if name == "r":
            self._run(child, link, recorded, depth)
        elif name in RECORDED:
            if name not in GONE[self.choice]:
                self.read(child, link, child, depth + 1)
            else:
                self._tell_recorded(
                    child, "".join(part.text or "" for part in child.iter() if _is_text(part))
                )
        elif name == "hyperlink":
            self.read(child, self._link(child) or link, recorded, depth + 1)
        elif name == "fldSimple":
            self.read(child, self._field_link(child.get(f"{W}instr", "")) or link, recorded, depth + 1)
        elif name == "sdt" and is_placeholder(child):
            self.report.note("placeholder", text_inside(child))
        elif name in ("subDoc", "altChunk"):
            self.report.note("subdocument")
        elif name in ("bookmarkStart", "bookmarkEnd"):
            if name == "bookmarkStart":
                self.found.mark(child.get(f"{W}name", ""))
        elif name not in PROPERTIES and name not in WITHOUT_WORDS:
            self.read(child, link, recorded, depth + 1)

    def _run(self, run: Element, link: Attributes, recorded: Element | None, depth: int) -> None:
        if self.parts.is_hidden(run, self.style):
            if text := text_inside(run):
                self.report.note("hidden", text)
            return
        for child in run:
            name = child.tag.rsplit("}", 1)[-1]
            if child.tag == f"{W}rPr":
                continue
            if name in ("t", "delText"):
                text = child.text or ""
                self._add(text, run, link)
                if recorded is not None and text:
                    self._tell_recorded(recorded, text)
            elif name in SPACING:
                self._add(SPACING[name], run, link)
            elif name == "br":
                self._add("\n" if child.get(f"{W}type") in (None, "textWrapping") else " ", run, link)
            else:
                self._other(child, name, run, link, depth)

    def _other(self, child: Element, name: str, run: Element, link: Attributes, depth: int) -> None:
        if name == "sym":
            self._symbol(child, run, link)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), child.get(f"{W}id", ""))
        elif name == "commentReference":
            self._comment(child.get(f"{W}id", ""))
        elif name in ("fldChar", "instrText"):
            self._field(child, name)
        elif name == "AlternateContent":
            choice = child.find(f"{MC}Choice")
            for inner in choice if choice is not None else ():
                self._other(inner, inner.tag.rsplit("}", 1)[-1], run, link, depth + 1)
        elif name in ("drawing", "pict", "object"):
            self._drawing(child)
        elif name == "ruby":
            self.report.note("ruby", "".join(text_inside(part) for part in child.iter(f"{W}rt")))
            for base in child.iter(f"{W}rubyBase"):
                self.read(base, link, None, depth + 1)
        elif name not in WITHOUT_WORDS:
            self.report.note("unknown", name)

    def _add(self, text: str, run: Element | None, link: Attributes) -> None:
        if not text or self._is_left_out():
            return
        look = None if run is None else run.find(f"{W}rPr")
        style = value_of(look, "rStyle")
        own = next(filter(None, (own_style(entry.name) for entry in self.parts.chain(style))), "")
        if own == NUMBER_STYLE and self.in_number:
            self.found.number += text
            return
        if own == NUMBER_STYLE:
            text = self.report.without_number(text)
        self.found.is_plain |= own == PLAIN_STYLE and self.in_number
        self.in_number = False
        self._tell_look(look, text)
        link = link or next(
            (self._field_link(entry.instruction) for entry in self.fields if entry.is_result), ()
        )
        self.found.runs.append(Run(text, self._is(look, style, "b"), self._is(look, style, "i"), link))

    def _is(self, look: Element | None, style: str, name: str) -> bool:
        direct = switch(look, name)
        if direct is not None:
            return direct
        for entry in self.parts.chain(style):
            said = entry.bold if name == "b" else entry.italic
            if said is not None:
                return said
        return False

    def _tell_look(self, look: Element | None, text: str) -> None:
        if look is None or not text.strip():
            return
        for name, code in LOOKS.items():
            if switch(look, name):
                self.report.note(f"look_{code}", text)
        if value_of(look, "vertAlign") in ("superscript", "subscript"):
            self.report.note("look_raised", text)
        if value_of(look, "u", "none") != "none" and value_of(look, "rStyle") != "Hyperlink":
            self.report.note("look_underline", text)

    def tell_left_out(self, change: Element) -> None:
        """A recorded change whose words are not taken."""
        self._tell_recorded(change, "".join(part.text or "" for part in change.iter() if _is_text(part)))

    def tell_paragraph_end(self, mark: Element) -> None:
        """A recorded change that joins a paragraph to the next one."""
        self._tell_recorded(mark, PARAGRAPH_END)

    def _tell_recorded(self, change: Element, text: str) -> None:
        kind = RECORDED[change.tag[len(W) :]]
        author, date = change.get(f"{W}author", ""), change.get(f"{W}date", "")
        place = (self.report.heading, self.report.position)
        self.report.track(
            TrackedChange("inserted" if kind == "inserted" else "deleted", text, author, date, *place)
        )

    def _link(self, element: Element) -> Attributes:
        anchor = element.get(f"{W}anchor", "")
        target, _is_outside = self.parts.relations.get(element.get(f"{R}id", ""), ("", False))
        return self._safe(target + (f"#{anchor}" if anchor else ""))

    def _field_link(self, instruction: str) -> Attributes:
        match = ADDRESS.search(instruction)
        return self._safe(match[1]) if match else ()

    def _safe(self, address: str) -> Attributes:
        if SAFE_ADDRESS.match(address):
            return (("href", address),)
        if address:
            self.report.note("link", address)
        return ()

    def _field(self, child: Element, name: str) -> None:
        if name == "instrText":
            if self.fields and not self.fields[-1].is_result:
                self.fields[-1].instruction += child.text or ""
            return
        kind = child.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
            self._form_field(child.find(f"{W}ffData"))
        elif kind == "separate" and self.fields:
            self.fields[-1].is_result = True
            if CONTENTS_FIELD.match(self.fields[-1].instruction):
                self.report.note("contents")
            elif CROSS_REFERENCE.match(self.fields[-1].instruction):
                self.report.note("cross_reference", self.fields[-1].instruction.strip())
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _form_field(self, data: Element | None) -> None:
        """The state of a check box or the choice of a list, which are no words in the file."""
        box = None if data is None else data.find(f"{W}checkBox")
        choices = None if data is None else data.find(f"{W}ddList")
        if box is not None:
            is_checked = switch(box, "checked")
            sign = "☒" if (switch(box, "default") if is_checked is None else is_checked) else "☐"
            self.report.note("check_box", sign)
            self._add(sign, None, ())
        elif choices is not None:
            entries = [entry.get(f"{W}val", "") for entry in choices.iter(f"{W}listEntry")]
            chosen = whole(value_of(choices, "result"))
            self._add(entries[chosen] if chosen < len(entries) else "", None, ())

    def _is_left_out(self) -> bool:
        return any(entry.is_result and CONTENTS_FIELD.match(entry.instruction) for entry in self.fields)

    def _symbol(self, child: Element, run: Element, link: Attributes) -> None:
        code = child.get(f"{W}char", "")
        try:
            number = int(code, 16)
        except ValueError:
            number = 0xFFFD
        self.report.note("symbol", f"{child.get(f'{W}font', '')} {code}")
        self._add(chr(number - 0xF000 if 0xF020 <= number <= 0xF0FF else number or 0xFFFD), run, link)

    def _note(self, kind: str, note_id: str) -> None:
        note = self.parts.notes(kind).get(note_id)
        if note is None:
            self.report.note("unknown", kind)
            return
        self.note_count += 1
        sign = f"[{self.note_count}]"
        inner = Words(self.parts, self.report, self.choice)
        for place, paragraph in enumerate(note.iter(f"{W}p")):
            inner.found.runs += [Run("\n")] if place else []
            inner.read(paragraph)
        self.found.runs.append(Run(sign))
        self.found.notes.append((sign, inner.found.runs))
        self.in_number = False
        self.report.note("footnote", inner.found.text)

    def _comment(self, comment_id: str) -> None:
        comment = self.parts.notes("comment").get(comment_id)
        if comment is not None:
            words = " ".join(part.text or "" for part in comment.iter(f"{W}t"))
            self.report.note("comment", f"{comment.get(f'{W}author', '')}: {words}")

    def _drawing(self, child: Element) -> None:
        boxes = list(child.iter(f"{W}txbxContent"))
        self.boxes += boxes
        blips = list(child.iter(f"{A}blip"))
        for blip in blips:
            target, is_outside = self.parts.relations.get(blip.get(f"{R}embed", ""), ("", True))
            about = next(child.iter(f"{WP}docPr"), None)
            name, alt = ("", "") if about is None else (about.get("name", ""), about.get("descr", ""))
            if is_outside or target not in self.parts.names:
                self.report.note("picture_outside", alt or name)
            else:
                self.pictures.append(FoundPicture(target, name, alt))
        if not boxes and not blips:
            self.report.note("object", "".join(part.text or "" for part in child.iter(f"{A}t")))


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows what is to be typed there, and nobody has."""
    return switch(control.find(f"{W}sdtPr"), "showingPlcHdr") is True


def text_inside(element: Element) -> str:
    """All words in an element."""
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def _is_text(element: Element) -> bool:
    return element.tag in (f"{W}t", f"{W}delText")
