"""The blocks a guideline text is made of: one flat row, so that a paragraph moves to another chapter by dragging."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock

from portal.blocks.base import WrittenValue
from portal.blocks.lists import DataTableBlock
from portal.blocks.media import CaptionedImageBlock

PARAGRAPH_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class EditorNoteBlock(TextBlock):
    """A note among editors; it is neither published nor offered to translators."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """The note as it was."""
        return value


class ChapterBlock(StructBlock):
    """The beginning of a chapter, which lasts until the next one begins."""

    title = CharBlock(max_length=200, label=_("Title"))
    intro = RichTextBlock(required=False, features=PARAGRAPH_FEATURES, label=_("Introduction"))

    class Meta:
        icon = "title"
        label = _("Chapter")
        label_format = "{title}"
        value_class = WrittenValue


class ParagraphBlock(StructBlock):
    """One numbered paragraph; its block id is what citations and contributions point at."""

    heading = CharBlock(required=False, max_length=200, label=_("Heading"))
    text = RichTextBlock(features=PARAGRAPH_FEATURES, label=_("Text"))
    note = EditorNoteBlock(
        required=False, label=_("Note among editors"), help_text=_("Is never published."), rows=2
    )

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        label_format = "{heading} {text}"
        value_class = WrittenValue


class GuidelineStreamBlock(StreamBlock):
    """The whole text. The id of a block is the identity of its piece for good."""

    chapter = ChapterBlock()
    paragraph = ParagraphBlock()
    figure = CaptionedImageBlock(label=_("Figure"))
    table = DataTableBlock()
