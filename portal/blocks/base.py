"""What every block shares: a template named after the class, a preview that needs no hand-picked files."""

import re
from collections.abc import Iterator
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


class PortalBlock(NamedTemplate, blocks.StructBlock):
    """Base of all blocks authors can pick; a subclass gives fields, Meta and `example`."""

    class Meta:
        preview_template = "blocks/parts/preview.html"

    def example(self) -> dict[str, Any]:
        """What the block picker shows; files, pages and snippets are filled in by `get_preview_value`."""
        return {}

    def get_preview_value(self) -> Any:
        """The example, with every empty chooser set to the first thing it could choose."""
        value = self.normalize(self.example())
        _fill_choosers(self, value)
        return value


def _fill_choosers(block: blocks.Block, value: Any) -> None:
    for name, child, child_value in _children(block, value):
        if isinstance(child, blocks.ChooserBlock) and child_value is None:
            value[name] = _first(child)
        else:
            _fill_choosers(child, child_value)


def _children(block: blocks.Block, value: Any) -> Iterator[tuple[Any, blocks.Block, Any]]:
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield name, child, value[name]
    elif isinstance(block, blocks.ListBlock):
        for index, child_value in enumerate(value):
            yield index, block.child_block, child_value


def _first(chooser: blocks.ChooserBlock) -> Model | None:
    return chooser.model_class._default_manager.order_by("pk").first()
