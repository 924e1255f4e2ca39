"""The one way into CSV and XLSX files: no cell that somebody typed is calculated by a spreadsheet."""

import csv
import re
from collections.abc import Iterable
from typing import Any, Protocol

from django.utils.functional import Promise

# Wide forms of the signs are read as formulas by spreadsheets for East Asian languages.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Numbers and telephone numbers: one sign in front, and nothing to calculate behind it.
_NUMBER = re.compile(r"[+-]\d[\d .,\u00a0\u202f]*%?")


class _Out(Protocol):
    def write(self, text: str, /) -> object: ...


class Writer:
    """Writes rows as `csv.writer` does; numbers stay numbers, texts that begin like a formula get an apostrophe."""

    def __init__(self, out: _Out) -> None:
        self._rows = csv.writer(out)

    def row(self, cells: Iterable[Any]) -> None:
        """Write one line."""
        self._rows.writerow([shown(cell) for cell in cells])


def shown(cell: Any) -> Any:
    """A value as it stands in a file: only texts are looked at."""
    return no_formula(str(cell)) if isinstance(cell, str | Promise) else cell


def no_formula(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate; `typed` takes it off again."""
    return f"'{text}" if _would_calculate(text) else text


def typed(cell: str) -> str:
    """What was typed into a cell that `no_formula` wrote."""
    return cell[1:] if cell.startswith("'") and _would_calculate(cell) else cell


def guard_exports() -> None:
    """Every list and report of Wagtail that can be exported writes its cells through here too."""
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    write = SpreadsheetExportMixin.preprocess_field_value
    if getattr(write, "guarded", False):
        return

    def guarded(view: Any, field: str, value: Any, export_format: str) -> Any:
        return shown(write(view, field, value, export_format))

    guarded.guarded = True  # type: ignore[attr-defined]
    SpreadsheetExportMixin.preprocess_field_value = guarded


def _would_calculate(text: str) -> bool:
    """Apostrophes in front count too: otherwise a text that begins with one would lose it on its way back."""
    bare = text.lstrip("'")
    return bool(_FORMULA.match(bare)) and not (bare == text and _NUMBER.fullmatch(text))
