"""What wagtail-localize does with each field of a model, and what it would lose without a word."""

from collections.abc import Iterator
from typing import Literal

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin, get_translatable_models
from wagtail_localize.fields import TranslatableField, get_translatable_fields

Plan = Literal["translated", "synchronised"]

# Kept by Wagtail for each page by itself; no translator has to do with them.
_OWN_OF_EACH_PAGE = {
    "path",
    "depth",
    "numchild",
    "go_live_at",
    "expire_at",
    "first_published_at",
    "content_type",
    "owner",
}
# Leaf blocks whose words reach the translator, offered as parts or as an own choice per language.
_TRANSLATED_BLOCKS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.BlockQuoteBlock,
    blocks.RichTextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.ChooserBlock,
    ImageBlock,
)
# Leaf blocks without words of their own.
_SYNCHRONISED_BLOCKS = (
    blocks.ChoiceBlock,
    blocks.MultipleChoiceBlock,
    blocks.BooleanBlock,
    blocks.DateBlock,
    blocks.DateTimeBlock,
    blocks.DecimalBlock,
    blocks.FloatBlock,
    blocks.IntegerBlock,
    blocks.RegexBlock,
    blocks.TimeBlock,
    blocks.StaticBlock,
)
# Blocks wagtail-localize neither looks into nor reports.
_UNTRANSLATABLE_BLOCKS = {"RawHTMLBlock", "TableBlock", "TypedTableBlock"}


def translation_plan(model: type[models.Model]) -> dict[str, Plan]:
    """For each field and child relation: translated, or kept in step with the German page."""
    return {
        field.field_name: "translated" if isinstance(field, TranslatableField) else "synchronised"
        for field in get_translatable_fields(model)
    }


def unplanned_fields(model: type[models.Model]) -> list[str]:
    """Editable fields of a model that wagtail-localize passes over."""
    plan = translation_plan(model)
    return [field.name for field in _fields(model) if field.name not in plan]


def many_to_many_fields(model: type[models.Model]) -> list[str]:
    """Relations that get lost in a translation; tags included."""
    return [field.name for field in model._meta.many_to_many]


def untranslatable_children(model: type[models.Model]) -> list[str]:
    """Inline children with text of their own that are copied in German because they have no locale."""
    return [
        relation.name
        for relation in get_all_child_relations(model)
        if relation.name != COMMENTS_RELATION_NAME
        and not issubclass(relation.related_model, TranslatableMixin)
        and any(_is_text(field) for field in relation.related_model._meta.get_fields())
    ]


def untranslatable_blocks(model: type[models.Model]) -> list[str]:
    """`field: block` for each block whose text never reaches a translator."""
    return [
        f"{field.name}: {name}"
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for name in dict.fromkeys(_offending(field.stream_block))
    ]


def block_plan(model: type[models.Model]) -> dict[str, Plan | None]:
    """Each leaf of each StreamField by its path (`body.table.caption`); None where nobody has decided."""
    return {
        path: plan
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for path, plan in _leaves(field.stream_block, field.name)
    }


def whole_plan() -> dict[str, dict[str, Plan | None]]:
    """For each model that has languages: its fields, children and leaves of blocks, each with its plan."""
    return {
        model._meta.label: {
            **dict.fromkeys(unplanned_fields(model)),
            **translation_plan(model),
            **block_plan(model),
        }
        for model in get_translatable_models(include_subclasses=True)
        if not model._meta.abstract and model is not Page
    }


def _leaves(block: blocks.Block, path: str) -> Iterator[tuple[str, Plan | None]]:
    if hasattr(block, "get_translatable_segments"):
        own = hasattr(block, "restore_translated_segments")
        yield path, "translated" if own else None
    elif isinstance(block, _TRANSLATED_BLOCKS):
        yield path, "translated"
    elif isinstance(block, (blocks.StructBlock, blocks.StreamBlock)) and block.child_blocks:
        for name, child in block.child_blocks.items():
            yield from _leaves(child, f"{path}.{name}")
    elif isinstance(block, blocks.ListBlock):
        yield from _leaves(block.child_block, f"{path}[]")
    else:
        yield path, "synchronised" if isinstance(block, _SYNCHRONISED_BLOCKS) else None


def _fields(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.concrete_fields:
        parent_link = isinstance(field, models.OneToOneField) and field.remote_field.parent_link
        own = issubclass(model, Page) and field.name in _OWN_OF_EACH_PAGE
        if field.editable and not (parent_link or own or isinstance(field, (models.AutoField, ParentalKey))):
            yield field


def _is_text(field: object) -> bool:
    return isinstance(field, (models.CharField, models.TextField)) and not (
        field.choices or isinstance(field, (models.URLField, models.EmailField, models.SlugField))
    )


def _offending(block: blocks.Block) -> Iterator[str]:
    names = {parent.__name__ for parent in type(block).__mro__}
    if names & _UNTRANSLATABLE_BLOCKS and not hasattr(block, "get_translatable_segments"):
        yield type(block).__name__
    for child in getattr(block, "child_blocks", {}).values():
        yield from _offending(child)
    if isinstance(block, blocks.ListBlock):
        yield from _offending(block.child_block)
