"""What every block shares: a template named after the class, a preview that needs no hand-picked files."""

import re
from typing import Any

from django.db.models import Model
from wagtail import blocks


def template_name(block_class: type[blocks.Block]) -> str:
    """`PullQuoteBlock` is drawn by `blocks/pull_quote.html`."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", block_class.__name__.removesuffix("Block"))
    return f"blocks/{'_'.join(words).lower()}.html"


class NamedTemplate:
    """Mixin: derives the template from the class name unless Meta names another one."""

    meta: Any

    def get_template(self, value: Any = None, context: dict[str, Any] | None = None) -> str:
        """Path of the template below templates/."""
        return getattr(self.meta, "template", None) or template_name(type(self))


class WrittenValue(blocks.StructValue):
    """Fields of a block; a text that was never written is empty, for wagtail-localize stumbles over None."""

    def __init__(self, block: blocks.StructBlock, *args: Any) -> None:
        """Blocks stored by an import or before a field existed may lack it."""
        super().__init__(block, *args)
        for name, child in block.child_blocks.items():
            if isinstance(child, blocks.CharBlock | blocks.TextBlock) and self.get(name) is None:
                self[name] = ""


class PortalBlock(NamedTemplate, blocks.StructBlock):
    """Base of all blocks authors can pick; a subclass gives fields, Meta and `example`."""

    class Meta:
        preview_template = "blocks/parts/preview.html"
        value_class = WrittenValue

    # Whether the preview chooses files, pages and snippets by itself.
    choose_for_preview = True

    def example(self) -> dict[str, Any]:
        """What the block picker shows; files, pages and snippets are filled in by `get_preview_value`."""
        return {}

    def get_preview_value(self) -> Any:
        """The example; fields it leaves out get their default, choosers the first thing they could choose."""
        value = self.normalize(self.example())
        _complete(self, value, choose=self.choose_for_preview)
        return value


def _complete(block: blocks.Block, value: Any, choose: bool) -> None:
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name not in value:
                value[name] = child.get_default()
            _complete_at(name, child, value, choose)
    elif isinstance(block, blocks.ListBlock):
        for index in range(len(value)):
            _complete_at(index, block.child_block, value, choose)


def _complete_at(key: Any, child: blocks.Block, values: Any, choose: bool) -> None:
    if not isinstance(child, blocks.ChooserBlock):
        _complete(child, values[key], choose)
    elif choose and values[key] is None:
        values[key] = _first(child)


def _first(chooser: blocks.ChooserBlock) -> Model | None:
    return chooser.model_class._default_manager.order_by("pk").first()
