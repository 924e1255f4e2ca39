"""The authors' menu: which blocks a page body may hold."""

from wagtail.blocks import RichTextBlock, StreamBlock


class BodyStreamBlock(StreamBlock):
    """Everything an author may insert into a page."""

    text = RichTextBlock()
