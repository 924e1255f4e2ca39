from wagtail import blocks

from portal.blocks.base import PortalBlock, template_name
from portal.blocks.body import BodyStreamBlock


class PullQuoteBlock(PortalBlock):
    pass


class FAQListBlock(PortalBlock):
    class Meta:
        template = "blocks/questions.html"


def test_template_follows_the_class_name() -> None:
    assert PullQuoteBlock().get_template() == "blocks/pull_quote.html"


def test_meta_may_name_another_template() -> None:
    assert FAQListBlock().get_template() == "blocks/questions.html"


def test_an_abbreviation_is_one_word() -> None:
    assert template_name(FAQListBlock) == "blocks/faq_list.html"


def test_the_authors_menu_names_its_template_too() -> None:
    assert BodyStreamBlock().get_template() == "blocks/body_stream.html"


def test_authors_cannot_write_raw_html() -> None:
    assert not any(
        isinstance(block, blocks.RawHTMLBlock) for block in BodyStreamBlock().child_blocks.values()
    )
