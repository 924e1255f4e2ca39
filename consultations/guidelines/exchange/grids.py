"""Where the cells of a table lie when some reach over several rows or columns."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from consultations.guidelines.exchange.content import Cell, Table


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell in a row, or in a row below its own that it reaches into."""

    cell: Cell
    is_start: bool


def rows_of_slots(table: Table) -> list[list[Slot]]:
    """Every row complete: its own cells and those that reach into it."""
    reaching: dict[int, tuple[int, Cell]] = {}
    return [list(_row(row, reaching)) for row in table.rows]


def _row(row: tuple[Cell, ...], reaching: dict[int, tuple[int, Cell]]) -> Iterator[Slot]:
    column = 0
    waiting = deque(row)
    while waiting or column in reaching:
        left, cell = reaching.pop(column, (0, None))
        if cell is None:
            cell = waiting.popleft()
            left = cell.rows
            yield Slot(cell, is_start=True)
        else:
            yield Slot(cell, is_start=False)
        if left > 1:
            reaching[column] = (left - 1, cell)
        column += cell.columns
