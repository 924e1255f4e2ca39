"""Bodies as the editor's browser sends them; their fields are drawn by script and stand in no HTML."""

from typing import Any

from wagtail import blocks


def stream_data(prefix: str, block: blocks.Block, value: Any) -> dict[str, str]:
    """The fields of a block and of everything in it."""
    if isinstance(block, blocks.StreamBlock):
        rows = [(child.block, child.value, child.id, {"type": child.block_type}) for child in value]
        return _rows(prefix, rows)
    if isinstance(block, blocks.ListBlock):
        return _rows(prefix, [(block.child_block, one.value, one.id, {}) for one in value.bound_blocks])
    if isinstance(block, blocks.StructBlock):
        parts = [
            stream_data(f"{prefix}-{name}", child, value.get(name))
            for name, child in block.child_blocks.items()
        ]
        return {name: text for part in parts for name, text in part.items()}
    return _leaf(prefix, block, value)


def _rows(prefix: str, rows: list[tuple[Any, Any, Any, dict[str, str]]]) -> dict[str, str]:
    data = {f"{prefix}-count": str(len(rows))}
    for number, (block, value, key, further) in enumerate(rows):
        row = f"{prefix}-{number}"
        notes = {"id": str(key or ""), "order": str(number), "deleted": "", **further}
        data |= {f"{row}-{name}": text for name, text in notes.items()}
        data |= stream_data(f"{row}-value", block, value)
    return data


def _leaf(prefix: str, block: Any, value: Any) -> dict[str, str]:
    widget = block.field.widget
    shown = widget.format_value(block.field.prepare_value(block.value_for_form(value)))
    if isinstance(value, bool):
        return {prefix: "on"} if value else {}
    if isinstance(shown, list | tuple):
        shown = shown[0] if shown else ""
    if isinstance(shown, dict):
        shown = shown.get("id")
    return {prefix: "" if shown is None else str(shown)}
