"""The words of one ODT paragraph: their look, links, notes, recorded changes, and what cannot be words."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from consultations.guidelines.exchange.content import Attributes, Run
from consultations.guidelines.exchange.docx_runs import SAFE_ADDRESS
from consultations.guidelines.exchange.draft import Choice, TrackedChange
from consultations.guidelines.exchange.found import (
    DEEPEST_NESTING,
    PARAGRAPH_END,
    Found,
    FoundPicture,
    Report,
)
from consultations.guidelines.exchange.names import NUMBER_STYLE, PLAIN_STYLE, own_style
from portal.files.readers.odt_parts import DRAW, OFFICE, SVG, TEXT, XLINK, OdtParts, readable
from portal.files.readers.record import StopReading

QUIET = {
    f"{TEXT}{name}"
    for name in (
        "soft-page-break",
        "bookmark-end",
        "reference-mark-start",
        "reference-mark-end",
        "note-citation",
    )
} | {f"{OFFICE}annotation-end"}
CROSS_REFERENCES = {"bookmark-ref", "reference-ref", "note-ref", "sequence-ref"}
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
TRANSPARENT = {f"{TEXT}{name}" for name in ("span", "meta", "ruby", "ruby-base", "reference-mark")}


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words are that come next."""

    bold: bool = False
    italic: bool = False
    link: Attributes = ()
    style: str = ""
    lost: tuple[str, ...] = ()
    is_hidden: bool = False


@dataclass
class Words:
    """Reads words into a found paragraph; knows which recorded changes go on over the ends of paragraphs."""

    parts: OdtParts
    report: Report
    choice: Choice
    found: Found = field(default_factory=Found)
    bookmarks: list[str] = field(default_factory=list)
    pictures: list[FoundPicture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    open_changes: list[str] = field(default_factory=list)
    note_count: int = 0
    in_number: bool = True

    @property
    def is_skipping(self) -> bool:
        """Whether an insertion is open that is not to be taken."""
        return self.choice == "keep" and bool(self.open_changes)

    def begin(self, found: Found) -> None:
        """Read into another paragraph from here on."""
        self.found, self.in_number = found, not found.runs

    def read(self, element: Element) -> Iterator[Element]:
        """Read a paragraph; yields further paragraphs of a deletion that is put back in."""
        yield from self._inside(element, _Look(is_hidden=self.parts.is_hidden(element)), 0)

    def between(self, child: Element) -> None:
        """An element between paragraphs."""
        if child.tag in (f"{TEXT}bookmark-start", f"{TEXT}bookmark"):
            self.bookmarks.append(child.get(f"{TEXT}name", ""))
        elif child.tag in (f"{TEXT}change-start", f"{TEXT}change-end"):
            self._change(child)
        elif child.tag == f"{TEXT}change" and self.choice == "keep":
            self.report.note(
                "deleted_block", "".join("".join(part.itertext()) for part in self._deleted(child))
            )
        elif child.tag == f"{TEXT}change":
            self._tell(
                child.get(f"{TEXT}change-id", ""),
                "".join("".join(e.itertext()) for e in self._deleted(child)),
            )
        elif child.tag == f"{DRAW}frame":
            self._frame(child)
        elif child.tag not in QUIET:
            text = "".join(child.itertext()).strip()
            self.report.note("unknown", text or child.tag.rsplit("}", 1)[-1])

    def _inside(self, element: Element, look: _Look, depth: int) -> Iterator[Element]:
        if depth > DEEPEST_NESTING:
            raise StopReading("nesting")
        self._add(element.text or "", look)
        for child in element:
            yield from self._element(child, look, depth)
            self._add(child.tail or "", look)

    def _element(self, child: Element, look: _Look, depth: int) -> Iterator[Element]:
        name = child.tag.rsplit("}", 1)[-1]
        if child.tag in TRANSPARENT:
            yield from self._inside(child, self._styled(child, look), depth + 1)
        elif child.tag == f"{TEXT}a":
            yield from self._inside(child, replace(look, link=self._address(child) or look.link), depth + 1)
        elif child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            self._add(" " * min(int(count) if count.isdigit() else 1, 1000), look)
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            self._add("\t" if name == "tab" else "\n", look, is_white=False)
        elif child.tag in (f"{TEXT}bookmark-start", f"{TEXT}bookmark"):
            self.found.mark(child.get(f"{TEXT}name", ""))
        elif child.tag in (f"{TEXT}change-start", f"{TEXT}change-end"):
            self._change(child)
        elif child.tag == f"{TEXT}change":
            yield from self._put_back(child, look, depth)
        elif child.tag == f"{TEXT}note":
            self._note(child)
        elif child.tag == f"{DRAW}frame":
            self._frame(child)
        else:
            yield from self._other(child, name, look, depth)

    def _other(self, child: Element, name: str, look: _Look, depth: int) -> Iterator[Element]:
        if name == "ruby-text":
            self.report.note("ruby", "".join(child.itertext()))
        elif name == "placeholder" or child.get(f"{LOEXT}showing-place-holder") == "true":
            self.report.note("placeholder", "".join(child.itertext()))
        elif name in ("hidden-text", "hidden-paragraph"):
            self.report.note("hidden", child.get(f"{TEXT}string-value", "") or "".join(child.itertext()))
        elif child.tag.startswith(DRAW):
            self.report.note("object", "".join(child.itertext()))
        elif child.tag == f"{OFFICE}annotation":
            self.report.note("comment", " ".join("".join(child.itertext()).split()))
        elif child.tag not in QUIET:
            if name in CROSS_REFERENCES:
                self.report.note("cross_reference", "".join(child.itertext()))
            yield from self._inside(child, look, depth + 1)

    def _add(self, text: str, look: _Look, *, is_white: bool = True) -> None:
        # Line ends and tabulators in the file itself are only spaces; real ones are elements.
        text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ") if is_white else text
        if not text:
            return
        if self.open_changes:
            self._tell(self.open_changes[-1], text)
        if self.is_skipping:
            return
        if look.is_hidden:
            self.report.note("hidden", text)
            return
        if look.style == NUMBER_STYLE and self.in_number:
            self.found.number += text
            return
        if look.style == NUMBER_STYLE:
            text = self.report.without_number(text)
        self.found.is_plain |= look.style == PLAIN_STYLE and self.in_number
        self.in_number = False
        for code in look.lost if text.strip() else ():
            self.report.note(code, text)
        self.found.runs.append(Run(text, look.bold, look.italic, look.link))

    def _styled(self, child: Element, look: _Look) -> _Look:
        chain = self.parts.chain("text", child.get(f"{TEXT}style-name", ""))
        bold = next((style.bold for style in chain if style.bold is not None), look.bold)
        italic = next((style.italic for style in chain if style.italic is not None), look.italic)
        own = next(filter(None, (own_style(readable(style.name)) for style in chain)), look.style)
        lost = tuple({*look.lost, *(code for style in chain for code in style.lost)})
        if any(style.name == "Internet_20_link" for style in chain):
            lost = ()
        is_hidden = next((style.is_hidden for style in chain if style.is_hidden is not None), look.is_hidden)
        return _Look(bold, italic, look.link, own, lost, is_hidden)

    def _address(self, child: Element) -> Attributes:
        address = child.get(f"{XLINK}href", "")
        if SAFE_ADDRESS.match(address):
            return (("href", address),)
        self.report.note("link", address)
        return ()

    def _change(self, child: Element) -> None:
        key = child.get(f"{TEXT}change-id", "")
        change = self.parts.changes.get(key)
        if change is None or change.kind != "insertion":
            return
        if child.tag == f"{TEXT}change-start":
            self.open_changes.append(key)
        elif key in self.open_changes:
            self.open_changes.remove(key)

    def _deleted(self, child: Element) -> tuple[Element, ...]:
        change = self.parts.changes.get(child.get(f"{TEXT}change-id", ""))
        return change.content if change and change.kind == "deletion" else ()

    def _put_back(self, child: Element, look: _Look, depth: int) -> Iterator[Element]:
        """Deleted words, where the old text is kept; further deleted paragraphs follow this one."""
        content = self._deleted(child)
        joined = PARAGRAPH_END if len(content) > 1 else ""
        words = f"{PARAGRAPH_END}\n".join("".join(part.itertext()) for part in content)
        self._tell(child.get(f"{TEXT}change-id", ""), words if words.strip() else joined)
        if self.choice != "keep":
            return
        for place, part in enumerate(content):
            if place == 0:
                yield from self._inside(part, look, depth + 1)
            else:
                yield part

    def _tell(self, key: str, text: str) -> None:
        change = self.parts.changes.get(key)
        if change is None or not text.strip():
            return
        kind = "inserted" if change.kind == "insertion" else "deleted"
        place = (self.report.heading, self.report.position)
        tracked = TrackedChange(
            "inserted" if kind == "inserted" else "deleted", text, change.author, change.date, *place
        )
        self.report.track(tracked)

    def _note(self, child: Element) -> None:
        body = child.find(f"{TEXT}note-body")
        if body is None:
            return
        self.note_count += 1
        sign = f"[{self.note_count}]"
        inner = Words(self.parts, self.report, self.choice)
        for place, paragraph in enumerate(body.iter(f"{TEXT}p")):
            inner.found.runs += [Run("\n")] if place else []
            list(inner.read(paragraph))
        self.found.runs.append(Run(sign))
        self.found.notes.append((sign, inner.found.runs))
        self.in_number = False
        self.report.note("footnote", inner.found.text)

    def _frame(self, frame: Element) -> None:
        box = frame.find(f"{DRAW}text-box")
        image = frame.find(f"{DRAW}image")
        alt = frame.findtext(f"{SVG}desc", "") or frame.findtext(f"{SVG}title", "")
        if box is not None:
            self.boxes.append(box)
        elif image is not None and frame.find(f"{DRAW}object") is None:
            member = image.get(f"{XLINK}href", "").removeprefix("./")
            if member in self.parts.names:
                self.pictures.append(FoundPicture(member, frame.get(f"{DRAW}name", ""), alt))
            else:
                self.report.note("picture_outside", alt or frame.get(f"{DRAW}name", ""))
        else:
            self.report.note("object", alt or frame.get(f"{DRAW}name", ""))
