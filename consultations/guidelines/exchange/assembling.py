"""From found paragraphs to the parts of a guideline."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from consultations.guidelines.exchange.content import Block, Image, Piece, Run
from consultations.guidelines.exchange.draft import Draft, ImportedPicture
from consultations.guidelines.exchange.found import Found, FoundPicture, Report, shortened, with_notes_inside
from consultations.guidelines.exchange.markup import html_of, levelled, tidy, with_text
from consultations.guidelines.exchange.names import (
    HEADING_NUMBER,
    NUMBER,
    TYPED_NUMBER,
    fingerprint_of,
    guideline_of,
    part_of,
    picture_attributes,
)
from consultations.guidelines.exchange.typed_numbers import mark_typed_numbers
from consultations.guidelines.rules import Kind, Part
from portal.files.readers.record import StopReading

MOST_PARTS = 3_000
LONGEST_HEADING = 200


@dataclass(slots=True)
class _Open:
    """The part that is being filled."""

    kind: Kind
    id: str
    heading: str = ""
    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, list[Run]]] = field(default_factory=list)
    is_full: bool = False


@dataclass(slots=True)
class Assembler:
    """Takes what was found in its order. `is_ours` when the file carries identities of this portal."""

    report: Report
    is_ours: bool
    draft: Draft = field(default_factory=Draft)
    seen: set[str] = field(default_factory=set)
    current: _Open | None = None
    each_paragraph: bool = False
    list_depths: list[int] = field(default_factory=list)

    def take(self, found: Found) -> None:
        """One paragraph, table or image more."""
        draft = self.draft
        draft.guideline = next(filter(None, map(guideline_of, found.bookmarks)), draft.guideline)
        draft.fingerprint = next(filter(None, map(fingerprint_of, found.bookmarks)), draft.fingerprint)
        if found.role == "fact" or (found.is_empty and not found.bookmarks):
            return
        if found.role == "title":
            self.title(found)
        elif found.table:
            self.table(found)
        elif found.picture:
            self.picture(found, found.picture)
        elif found.role == "heading":
            self.heading(found)
        elif found.role == "caption":
            self.caption(found)
        else:
            self.text(found)
        self.join(found)

    def title(self, found: Found) -> None:
        """The title is the page's own and only compared; a second one is told."""
        words = " ".join(found.text.split())
        if self.draft.title:
            self.report.note("second_title", words)
        self.draft.title = self.draft.title or words

    def heading(self, found: Found) -> None:
        """A chapter, or a paragraph with a heading."""
        number, runs = self.number_off(found, is_heading=True)
        self.report.heading = shortened(" ".join("".join(run.text for run in runs).split()))
        self.open("chapter" if found.level == 1 else "paragraph", found)
        self.tell_number(number, found)
        self.set_heading(runs, found)

    def caption(self, found: Found) -> None:
        """The words under an image or above a table."""
        mark = self.identity(found)
        is_under_figure = self.current and self.current.kind == "figure" and not self.current.heading
        if not is_under_figure or mark:
            self.open(mark[0] if mark else "table", found)
        _number, runs = self.number_off(found, is_heading=True)
        self.set_heading(runs, found)

    def table(self, found: Found) -> None:
        """A table, with the caption above it if there is one."""
        if not (self.current and self.current.kind == "table" and not self.current.pieces):
            self.open("table", found)
        if self.current and found.table:
            self.current.pieces.append(found.table)
            self.current.is_full = True

    def picture(self, found: Found, picture: FoundPicture) -> None:
        """An image; the caption follows."""
        self.open("figure", found)
        if self.current is None:
            return
        known = picture_attributes(picture.name, picture.alt)
        attributes = known or (("alt", picture.alt), ("src", f"file:{picture.member}"))
        self.current.pieces.append(Image(attributes))
        self.current.is_full = True
        self.draft.pictures.append(
            ImportedPicture(self.current.id, picture.member, "", picture.alt, is_known=bool(known))
        )

    def text(self, found: Found) -> None:
        """Words: a new paragraph, or more of the open one."""
        mark = self.identity(found)
        number, runs = ("", list(found.runs)) if found.kind != "p" else self.number_off(found)
        if not number and not "".join(run.text for run in runs).strip() and not found.number:
            # Only a bookmark stands here, Word's own or what is left of a paragraph whose words were deleted.
            return
        self.tell_counting(found)
        if mark or self.begins_part(found, number) or self.current is None or self.current.is_full:
            self.open("paragraph", found)
        self.tell_number(number, found)
        if self.current:
            block = Block(found.kind, tidy(runs), found.depth if found.kind != "p" else 0)
            self.current.pieces += [block] if block.runs else []
            self.current.notes += found.notes

    def begins_part(self, found: Found, number: str) -> bool:
        """Whether a paragraph without identity is one of its own."""
        current = self.current
        if number or found.number or found.is_counted:
            waits = current and current.kind == "paragraph" and current.heading and not current.pieces
            return self.is_ours or not waits
        return (
            self.each_paragraph
            and found.kind == "p"
            and not (current and current.heading and not current.pieces and current.kind == "paragraph")
        )

    def number_off(self, found: Found, *, is_heading: bool = False) -> tuple[str, list[Run]]:
        """What was typed as a number, and the words without it."""
        if found.number:
            return self.number_in_style(found)
        if found.is_plain:
            return "", list(found.runs)
        if not is_heading and not found.is_typed:
            return "", list(found.runs)
        match = (HEADING_NUMBER if is_heading else TYPED_NUMBER).match(found.text)
        if found.role == "caption" or match is None:
            return "", list(found.runs)
        return match["number"], cut(found.runs, match.end())

    def number_in_style(self, found: Found) -> tuple[str, list[Run]]:
        """Words typed into the style of numbers stay words."""
        number, tab, rest = found.number.partition("\t")
        if not tab:
            match = NUMBER.match(number.strip())
            end = match.end() if match else 0
            number, rest = number.strip()[:end], number.strip()[end:]
        if number and not NUMBER.fullmatch(number.strip()):
            number, rest = "", f"{number} {rest}"
        return ("" if self.is_ours else number), [Run(rest), *found.runs] if rest.strip() else list(
            found.runs
        )

    def tell_number(self, number: str, found: Found) -> None:
        """A typed number is taken off, for numbers are counted."""
        if number and not found.number:
            self.report.note("number", f"{number} {shortened(found.text, 60)}")

    def tell_counting(self, found: Found) -> None:
        """A list that counts otherwise than the portal does, once at its beginning."""
        begins = not self.list_depths or found.depth > self.list_depths[-1]
        if found.kind == "p":
            self.list_depths = []
            return
        while self.list_depths and self.list_depths[-1] > found.depth:
            self.list_depths.pop()
        if begins:
            self.list_depths.append(found.depth)
        # Files of the portal count the second level with letters.
        if begins and found.counting and not (self.is_ours and found.counting == "a." and found.depth % 2):
            self.report.note("list_count", f"{found.counting} {shortened(found.text, 60)}")

    def identity(self, found: Found) -> tuple[Kind, str] | None:
        """The first identity at a paragraph that has not been met before."""
        marks = [mark for mark in map(part_of, found.bookmarks) if mark and mark[1] not in self.seen]
        return marks[0] if marks else None

    def open(self, kind: Kind, found: Found) -> None:
        """Begin a part; all further identities at its beginning were joined to it."""
        self.close()
        marks = [mark[1] for mark in map(part_of, found.bookmarks) if mark and mark[1] not in self.seen]
        own = marks[0] if marks else str(uuid.uuid4())
        self.seen.update(marks)
        if marks:
            self.draft.known.append(own)
        if marks[1:]:
            self.draft.merged[own] = marks[1:]
            self.report.note("merged", found.text)
        self.current = _Open(kind, own)

    def join(self, found: Found) -> None:
        """Parts whose beginning lies amid the words of the open one."""
        marks = [mark[1] for mark in map(part_of, found.joined) if mark and mark[1] not in self.seen]
        if marks and self.current:
            self.seen.update(marks)
            self.draft.merged.setdefault(self.current.id, []).extend(marks)
            self.report.note("merged", found.text)

    def set_heading(self, runs: list[Run], found: Found) -> None:
        """The heading of the open part; what is too long for one stays in the text."""
        if self.current is None:
            return
        inside = with_notes_inside(Found(runs=runs, notes=found.notes))
        words = " ".join("".join(run.text for run in tidy(inside)).split("\n"))
        if len(words) > LONGEST_HEADING:
            self.report.note("long_heading", words)
            self.current.pieces.append(Block("p", tidy([Run(words)])))
            words = words[: LONGEST_HEADING - 1].rsplit(" ", 1)[0] + "…"
        self.current.heading = words

    def close(self) -> None:
        """The open part is complete."""
        if self.current is None:
            return
        part = self.current
        notes = [Block("p", tidy([Run(f"{sign} "), *runs])) for sign, runs in part.notes]
        self.draft.parts.append(
            Part(part.kind, part.id, part.heading, html_of(levelled([*part.pieces, *notes])))
        )
        if len(self.draft.parts) > MOST_PARTS:
            raise StopReading("too_many_parts")
        self.current = None


def assemble(found: Sequence[Found], report: Report) -> Draft:
    """The parts of a whole file; raises StopReading where there are too many."""
    is_ours = any(part_of(name) for line in found for name in [*line.bookmarks, *line.joined])
    assembler = Assembler(report, is_ours)
    if not is_ours:
        found = _with_plain_levels(found, report)
    mark_typed_numbers(found)
    report.heading, report.position = "", 0
    for place, line in enumerate(found):
        report.position = place + 1
        if place == 0 or (line.role == "heading" and line.level == 1):
            assembler.each_paragraph = not is_ours and not _has_beginnings(found, place)
        assembler.take(line)
    assembler.close()
    draft = assembler.draft
    draft.notices, draft.tracked = report.notices, report.tracked
    return draft


def cut(runs: Sequence[Run], length: int) -> list[Run]:
    """The runs without their first characters."""
    out = []
    for run in runs:
        if length < len(run.text):
            out.append(with_text(run, run.text[length:]))
        length = max(0, length - len(run.text))
    return out


def _has_beginnings(found: Sequence[Found], place: int) -> bool:
    """Whether the chapter that begins here has numbered or headed paragraphs."""
    for offset, line in enumerate(found[place:]):
        if offset and line.role == "heading" and line.level == 1:
            return False
        if line.role == "heading" and line.level > 1:
            return True
        if line.role == "text" and line.kind == "p" and (line.number or line.is_typed):
            return True
        if line.is_counted:
            return True
    return False


def _with_plain_levels(found: Sequence[Found], report: Report) -> Sequence[Found]:
    """A single outermost heading at the top is the title; what is left begins with level one."""
    headings = [line for line in found if line.role == "heading" and not line.is_empty]
    if not headings:
        if found:
            report.note("no_headings")
        return found
    first = headings[0]
    has_title = any(line.role == "title" and not line.is_empty for line in found)
    top = min(line.level for line in headings)
    alone = first.level == top and sum(line.level == top for line in headings) == 1 and len(headings) > 1
    if alone and not has_title:
        first.role = "title"
        headings = headings[1:]
        top = min(line.level for line in headings)
    for line in headings:
        if line.level - top > 1:
            report.note("deep_heading", line.text)
        line.level = 1 if line.level == top else 2
    return found
