"""From stored blocks to the plain pieces of a text, and how figures and tables are written as rich text."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from consultations.guidelines.rules import Part


def parts_of(stream: StreamValue) -> list[Part]:
    """The pieces in order with the ids of their blocks; the notes of editors stay behind."""
    return [
        _READERS[child.block_type](_identity(child.id, place), child.value)
        for place, child in enumerate(stream)
    ]


def _identity(block_id: str | None, place: int) -> str:
    """A UUID as text; blocks made in code may have no id or another one, so theirs is made from it."""
    try:
        return str(uuid.UUID(block_id or ""))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, block_id or f"block {place}"))


def _chapter(identity: str, value: Any) -> Part:
    return Part("chapter", identity, value["title"], _source(value["intro"]))


def _paragraph(identity: str, value: Any) -> Part:
    return Part("paragraph", identity, value["heading"] or "", _source(value["text"]))


def _figure(identity: str, value: Any) -> Part:
    """The image as rich text keeps it: by its id, so that each view draws it in its own size."""
    html = ""
    if value["image"]:
        tag = '<embed embedtype="image" format="fullwidth" id="{}" alt="{}"/>'
        html = format_html(tag, value["image"].pk, value.alt_text)
    return Part("figure", identity, value["caption"], str(html))


def _table(identity: str, value: Any) -> Part:
    return Part(
        "table",
        identity,
        value["caption"],
        str(table_html(value["header"], _rows(value), value["row_titles"])),
    )


def table_html(header: Iterable[str], rows: Iterable[Iterable[str]], row_titles: bool) -> SafeString:
    """A table without its caption, which is the heading of the piece."""
    head = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in header))
    lines = format_html_join("", "<tr>{}</tr>", ((_cells(row, row_titles),) for row in rows))
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, lines)


def _cells(row: Iterable[str], row_titles: bool) -> SafeString:
    title, plain = '<th scope="row">{}</th>', "<td>{}</td>"
    lines = (
        format_html_join(mark_safe("<br/>"), "{}", ((line,) for line in cell.splitlines())) for cell in row
    )
    cells = (format_html(title if row_titles and not at else plain, cell) for at, cell in enumerate(lines))
    return format_html_join("", "{}", ((cell,) for cell in cells))


def _rows(value: Any) -> list[list[str]]:
    return [[cell or "" for cell in row["cells"]] for row in value["rows"]]


def _source(rich_text: Any) -> str:
    return rich_text.source if rich_text else ""


_READERS: dict[str, Callable[[str, Any], Part]] = {
    "chapter": _chapter,
    "paragraph": _paragraph,
    "figure": _figure,
    "table": _table,
}
