"""What the text of a part is made of, whatever file it stands in; plain Python."""

from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "ins", "del"]
Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; a line break is a line end in `text`. `link` holds the attributes of an `a` element."""

    text: str
    bold: bool = False
    italic: bool = False
    link: Attributes = ()
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item; list items stand one after the other and say how deep they are."""

    kind: Literal["p", "ul", "ol"]
    runs: tuple[Run, ...]
    depth: int = 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    blocks: tuple[Block, ...]
    is_header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that reaches over several rows or columns stands where it begins."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((sum(cell.columns for cell in row) for row in self.rows), default=0)

    @property
    def header_rows(self) -> int:
        """How many rows at the top hold nothing but headers."""
        count = 0
        for row in self.rows:
            if not row or not all(cell.is_header for cell in row):
                break
            count += 1
        return count


@dataclass(frozen=True, slots=True)
class Image:
    """An image in the text, with the attributes of its element."""

    attributes: Attributes

    @property
    def alt(self) -> str:
        """The alternative text."""
        return dict(self.attributes).get("alt", "")


Piece = Block | Table | Image
