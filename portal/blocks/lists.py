"""Blocks that order things: facts, accordion, table, downloads."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from portal.blocks.base import PortalBlock
from portal.blocks.text import ProseBlock
from portal.files.downloads import download

GROUP = _("Lists and tables")


class FactBlock(blocks.StructBlock):
    """One term with its explanation."""

    term = blocks.CharBlock(label=_("Term"), max_length=120)
    description = blocks.TextBlock(label=_("Explanation"))

    class Meta:
        icon = "list-ul"
        label = _("Fact")

    def plain_text(self, value: Any) -> Iterator[str]:
        """What belongs together stays together."""
        yield ": ".join(filter(None, (value["term"], value["description"])))


class FactsBlock(PortalBlock):
    """Short facts, read at a glance."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "list-ul"
        group = GROUP
        label = _("Facts")
        description = _("Terms with short explanations: place, time, who may take part.")

    def example(self) -> dict[str, Any]:
        """Place and time of a session."""
        facts = [(gettext("Place"), gettext("Town hall foyer")), (gettext("Time"), gettext("6 pm to 8 pm"))]
        return {
            "title": gettext("At a glance"),
            "facts": [{"term": term, "description": description} for term, description in facts],
        }


class AccordionItemBlock(blocks.StructBlock):
    """One question with its answer."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = ProseBlock(label=_("Text"))

    class Meta:
        icon = "collapse-down"
        label = _("Item")


class AccordionBlock(PortalBlock):
    """Answers that open on request, without script."""

    entries = blocks.ListBlock(AccordionItemBlock(), label=_("Items"), min_num=1)

    class Meta:
        icon = "collapse-down"
        group = GROUP
        label = _("Questions and answers")
        description = _("Titles that open one by one. Search finds the text inside too.")

    def example(self) -> dict[str, Any]:
        """A common question."""
        answer = gettext("No. Every session is open to all who live here.")
        return {"entries": [{"title": gettext("Do I have to register?"), "text": f"<p>{answer}</p>"}]}


class RowBlock(blocks.StructBlock):
    """One row of a table."""

    cells = blocks.ListBlock(
        blocks.TextBlock(required=False, default="", rows=1), label=_("Cells"), min_num=1
    )

    class Meta:
        icon = "table"
        label = _("Row")


class DataTableBlock(PortalBlock):
    """A table whose cells wagtail-localize can translate one by one; Wagtail's own tables cannot."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    header = blocks.ListBlock(
        blocks.CharBlock(max_length=120), label=_("Column titles"), min_num=1, max_num=12
    )
    rows = blocks.ListBlock(RowBlock(), label=_("Rows"), min_num=1)
    row_titles = blocks.BooleanBlock(label=_("The first cell names the row"), required=False, default=True)

    class Meta:
        icon = "table"
        group = GROUP
        label = _("Table")
        description = _("Figures or dates in columns, with caption and column titles.")

    def clean(self, value: Any) -> Any:
        """Each row has as many cells as there are column titles."""
        cleaned = super().clean(value)
        width = len(cleaned["header"])
        uneven = [str(n) for n, row in enumerate(cleaned["rows"], 1) if len(row["cells"]) != width]
        if uneven:
            message = _("These rows do not have %(width)s cells like the column titles: %(rows)s.")
            text = message % {"width": width, "rows": ", ".join(uneven)}
            raise StructBlockValidationError(non_block_errors=[text])
        return cleaned

    def plain_text(self, value: Any) -> Iterator[str]:
        """One line per row, so that a hit shows what belongs together."""
        yield value["caption"]
        rows = (value["header"], *(row["cells"] for row in value["rows"]))
        yield "\n".join("; ".join(str(cell) for cell in cells if cell) for cells in rows)

    def example(self) -> dict[str, Any]:
        """Two sessions."""
        rows = [[gettext("First session"), "06.09.2023"], [gettext("Second session"), "04.10.2023"]]
        return {
            "caption": gettext("Sessions of the working group"),
            "header": [gettext("Session"), gettext("Date")],
            "rows": [{"cells": cells} for cells in rows],
            "row_titles": True,
        }


class DownloadBlock(blocks.StructBlock):
    """One document, by its own title or by another one."""

    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Title at this place"),
        required=False,
        default="",
        max_length=200,
        help_text=_("Left empty, the document's own title is shown."),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")

    def plain_text(self, value: Any) -> Iterator[str]:
        """What readers see as link text."""
        yield value["label"] or (value["document"].title if value["document"] else "")


class DownloadListBlock(PortalBlock):
    """Documents to take away, with kind and size."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    documents = blocks.ListBlock(DownloadBlock(), label=_("Documents"), min_num=1)

    class Meta:
        icon = "download"
        group = GROUP
        label = _("Downloads")
        description = _("Documents with file type and size.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds `files` as parts/download.html wants them."""
        context = super().get_context(value, parent_context)
        context["files"] = [
            download(item["document"], item["label"]) for item in value["documents"] if item["document"]
        ]
        return context

    def example(self) -> dict[str, Any]:
        """The first document of the collection."""
        return {"title": gettext("Material"), "documents": [{"label": ""}]}
