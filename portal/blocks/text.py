"""Text blocks: heading, rich text, quote, call-out."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.blocks.base import NamedTemplate, PortalBlock, WrittenValue
from portal.translation.languages import written_out

GROUP = _("Text")
# Not translated: addresses stay the same in all languages.
FILM_ANCHOR = "gebaerdensprache"
FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


def anchor_from(text: str) -> str:
    """The address part of a heading: `Über das Ziel` gives `ueber-das-ziel`; other scripts are kept."""
    spelled = written_out(text)
    return slugify(spelled) or slugify(spelled, allow_unicode=True) or "section"


def free_anchor(wanted: str, taken: set[str]) -> str:
    """The wanted anchor, numbered when it is taken."""
    anchor, number = wanted, 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    return anchor


class HeadingValue(WrittenValue):
    """A heading; `place` is its address on the page."""

    assigned_place = ""

    @property
    def place(self) -> str:
        """The stored anchor, or the one the text gives."""
        return self.assigned_place or self["anchor"] or anchor_from(str(self["text"]))

    @property
    def section_title(self) -> str:
        """Marks the beginning of a section for the text that search receives."""
        return str(self["text"])


class HeadingBlock(PortalBlock):
    """A heading that can be linked to; its anchor is fixed when first saved and kept by translations."""

    text = blocks.CharBlock(label=_("Text"), max_length=200)
    level = blocks.ChoiceBlock(
        [("h2", _("Section")), ("h3", _("Subsection")), ("h4", _("Small heading"))],
        label=_("Level"),
        default="h2",
    )
    # Not a CharBlock: translators must not change addresses that readers have stored.
    anchor = blocks.RegexBlock(
        r"^\w[\w-]*$",
        label=_("Anchor"),
        required=False,
        default="",
        max_length=220,
        help_text=_("Address of this section after the # sign. Left empty, it is made from the text."),
        error_messages={"invalid": _("Use letters, digits and hyphens only.")},
    )

    class Meta:
        icon = "title"
        group = GROUP
        label = _("Heading")
        label_format = "{text}"
        description = _("Divides a page into sections. Each heading has an address of its own.")
        value_class = HeadingValue

    def example(self) -> dict[str, Any]:
        """A section heading."""
        return {"text": gettext("What happens next"), "level": "h2", "anchor": ""}


class ProseBlock(NamedTemplate, blocks.RichTextBlock):
    """Formatted text without headings, images or markup of the author's own."""

    class Meta:
        icon = "pilcrow"
        group = GROUP
        label = _("Text")
        description = _("Paragraphs and lists with bold, italic, links to pages and to documents.")
        preview_template = "blocks/parts/preview.html"

    def __init__(self, required: bool = True, features: list[str] | None = None, **kwargs: Any) -> None:
        """All prose has the same features, so that every text can stand everywhere."""
        super().__init__(required=required, features=features or FEATURES, **kwargs)

    def get_preview_value(self) -> Any:
        """A paragraph and a list."""
        lead = gettext("The working group meets in public.")
        points = [gettext("Everyone may listen."), gettext("Questions are welcome.")]
        items = "".join(f"<li>{point}</li>" for point in points)
        return self.normalize(f"<p><b>{lead}</b></p><ul>{items}</ul>")


class QuoteBlock(PortalBlock):
    """Words of a person or a document, with where they come from."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it"), required=False, default="", max_length=200)
    role = blocks.CharBlock(label=_("Office or occasion"), required=False, default="", max_length=200)

    class Meta:
        icon = "openquote"
        group = GROUP
        label = _("Quotation")
        description = _("A sentence worth quoting, with its author.")

    def example(self) -> dict[str, Any]:
        """A statement of a member of the working group."""
        return {
            "text": gettext("Whoever takes part should be able to see what became of it."),
            "source": gettext("Member of the working group"),
            "role": gettext("Second public session"),
        }


class CallOutBlock(PortalBlock):
    """A notice that must not be overlooked; the tone is told in words too, never by colour alone."""

    tone = blocks.ChoiceBlock(
        [
            ("info", _("Information")),
            ("success", _("Success")),
            ("warning", _("Warning")),
            ("danger", _("Danger")),
        ],
        label=_("Tone"),
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    text = ProseBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        group = GROUP
        label = _("Call-out")
        description = _("Sets a notice apart: a deadline, a change of place, a confirmed result.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds the tone in the reader's language."""
        context = super().get_context(value, parent_context)
        context["tone_label"] = dict(self.child_blocks["tone"].field.choices)[value["tone"]]
        return context

    def example(self) -> dict[str, Any]:
        """A change of place."""
        text = gettext("The session takes place in the small council chamber.")
        return {"tone": "warning", "title": gettext("Change of place"), "text": f"<p>{text}</p>"}


def assign_places(children: Iterable[Any]) -> None:
    """Give every heading and film among the blocks an anchor of its own; stored ones come first and keep theirs."""
    films = [child.value for child in children if hasattr(child.value, "film_place")]
    headings = [child.value for child in children if isinstance(child.value, HeadingValue)]
    taken: set[str] = set()
    stored = [heading for heading in headings if heading["anchor"]]
    for heading in [*stored, *(heading for heading in headings if not heading["anchor"])]:
        wanted = heading["anchor"] or anchor_from(str(heading["text"]))
        heading.assigned_place = free_anchor(wanted, taken)
        taken.add(heading.assigned_place)
    for film in films:
        film.film_place = free_anchor(FILM_ANCHOR, taken)
        taken.add(film.film_place)
