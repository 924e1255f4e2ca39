"""The authors' menu: which blocks a page body may hold."""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks

from portal.blocks.base import NamedTemplate
from portal.blocks.lists import AccordionBlock, DataTableBlock, DownloadListBlock, FactsBlock
from portal.blocks.media import CaptionedImageBlock, ConsentEmbedBlock, GalleryBlock, SignLanguageVideoBlock
from portal.blocks.people import ContactBlock, GlossaryTermBlock
from portal.blocks.process import NextSessionBlock, TimelineExcerptBlock
from portal.blocks.teasers import ChosenTeasersBlock, NewestTeasersBlock
from portal.blocks.text import CallOutBlock, HeadingBlock, ProseBlock, QuoteBlock, assign_places


class BodyStreamBlock(NamedTemplate, blocks.StreamBlock):
    """Everything an author may insert into a page, in groups."""

    heading = HeadingBlock()
    text = ProseBlock()
    quote = QuoteBlock()
    call_out = CallOutBlock()
    facts = FactsBlock()
    accordion = AccordionBlock()
    table = DataTableBlock()
    downloads = DownloadListBlock()
    pages = ChosenTeasersBlock()
    newest = NewestTeasersBlock()
    image = CaptionedImageBlock()
    gallery = GalleryBlock()
    sign_language = SignLanguageVideoBlock()
    embed = ConsentEmbedBlock()
    contact = ContactBlock()
    term = GlossaryTermBlock()
    timeline = TimelineExcerptBlock()
    next_session = NextSessionBlock()

    def clean(self, value: Any, **kwargs: Any) -> Any:
        """Fixes the anchors: later changes of a heading's text or order leave them alone."""
        cleaned = super().clean(value, **kwargs)
        assign_places(cleaned)
        for child in cleaned:
            if hasattr(child.value, "assigned_place"):
                child.value["anchor"] = child.value.assigned_place
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """No two headings of a page share an anchor, also in content that no editor has saved."""
        assign_places(value)
        return super().get_context(value, parent_context)

    def assign_places(self, value: Iterable[Any]) -> None:
        """Used by text extraction, so that search links to the anchors readers see."""
        assign_places(value)
