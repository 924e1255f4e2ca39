"""What readers find in a file, paragraph by paragraph, in one form for both formats."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from consultations.guidelines.exchange.content import Block, Run, Table
from consultations.guidelines.exchange.draft import Notice, TrackedChange
from consultations.guidelines.exchange.markup import levelled, tidy
from consultations.guidelines.exchange.names import NUMBER
from portal.files.readers.record import StopReading

Role = Literal["title", "fact", "heading", "text", "caption", "table_head"]
MOST_PARAGRAPHS = 30_000
MOST_NOTICES = 300
DEEPEST_NESTING = 200
EXCERPT = 120
# The end of a paragraph where a recorded change takes it away or puts it in.
PARAGRAPH_END = "¶"


@dataclass(slots=True)
class FoundPicture:
    """An image in the file."""

    member: str
    name: str
    alt: str


@dataclass(slots=True)
class Found:
    """A paragraph, list item, table or image. `runs` are as they stand, with tabulators.

    `number` is what stood at the beginning in the style of numbers; `is_plain` that the words are none although they
    look like one, `is_typed` that they begin with a typed number. `joined` are bookmarks amid the words: what began
    there was joined to this paragraph. `is_counted` says that the program itself prints a number like "(1)" before it,
    `counting` how an item counts otherwise than "1.".
    """

    role: Role = "text"
    level: int = 0
    runs: list[Run] = field(default_factory=list)
    number: str = ""
    is_plain: bool = False
    is_typed: bool = False
    bookmarks: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    kind: Literal["p", "ul", "ol"] = "p"
    depth: int = 0
    is_counted: bool = False
    counting: str = ""
    notes: list[tuple[str, list[Run]]] = field(default_factory=list)
    table: Table | None = None
    picture: FoundPicture | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)

    def mark(self, bookmark: str) -> None:
        """A bookmark that begins here."""
        (self.joined if self.text.strip() else self.bookmarks).append(bookmark)

    @property
    def is_empty(self) -> bool:
        """Whether a reader of the file sees nothing here."""
        return not (self.text.strip() or self.number.strip() or self.table or self.picture)


@dataclass(slots=True)
class Report:
    """Collects what editors must hear about, with the place where the reader is."""

    notices: list[Notice] = field(default_factory=list)
    tracked: list[TrackedChange] = field(default_factory=list)
    heading: str = ""
    position: int = 0
    more: int = 0

    def next_paragraph(self) -> None:
        """One paragraph on; raises StopReading where no guideline is that long."""
        self.position += 1
        if self.position > MOST_PARAGRAPHS:
            raise StopReading("too_long")

    def note(self, code: str, text: str = "") -> None:
        """Tell something once; the same again in the same paragraph is no news."""
        notice = Notice(code, shortened(text), self.heading, self.position)
        if self.notices and self.notices[-1] == notice:
            return
        if len(self.notices) >= MOST_NOTICES:
            self.more += 1
            return
        self.notices.append(notice)

    def without_number(self, text: str) -> str:
        """A number that came amid the words when paragraphs were joined is taken off; words stay."""
        if text.strip() and not NUMBER.fullmatch(text.strip()):
            return text
        if text.strip():
            self.note("number", text)
        return " "

    def track(self, change: TrackedChange) -> None:
        """A recorded change; neighbours of one author are one change."""
        last = self.tracked[-1] if self.tracked else None
        if last and (last.kind, last.author, last.position) == (change.kind, change.author, change.position):
            self.tracked[-1] = TrackedChange(
                last.kind,
                shortened(last.text + change.text, 2000),
                last.author,
                last.date,
                last.heading,
                last.position,
            )
        elif len(self.tracked) < MOST_NOTICES:
            self.tracked.append(change)
        else:
            self.more += 1


def shortened(text: str, most: int = EXCERPT) -> str:
    """The beginning of a text for a list."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def block_of(found: Found) -> Block:
    """A found paragraph as a piece; notes at its foot are put in where their sign stands."""
    return Block(found.kind, tidy(with_notes_inside(found)), found.depth if found.kind != "p" else 0)


def with_notes_inside(found: Found) -> list[Run]:
    """The runs, each sign of a note followed by its words."""
    runs = list(found.runs)
    for sign, note in found.notes:
        words = " ".join("".join(run.text for run in note).split())
        for place, run in enumerate(runs):
            if run.text == sign:
                runs[place] = Run(f" [{words}]", run.bold, run.italic, run.link)
    return runs


def cell_blocks(lines: Iterable[Found]) -> tuple[Block, ...]:
    """The paragraphs of a table cell."""
    blocks = [block_of(line) for line in lines]
    return tuple(
        piece for piece in levelled(block for block in blocks if block.runs) if isinstance(piece, Block)
    )
