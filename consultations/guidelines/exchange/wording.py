"""What editors are told about a file, sentence by sentence."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from portal.files.limits import MEGABYTE

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_BYTES = 20 * MEGABYTE
FORMATS = ("docx", "odt")

REFUSALS: dict[str, "_StrPromise"] = {
    "encrypted": _("This file is protected by a password. Please save it without one and upload it again."),
    "macros": _(
        "This file holds macros (small programs). Please save it as “.docx” or “.odt” without macros."
    ),
    "unsafe": _(
        "This file refers to things outside itself in a way no office program does. It was not read."
    ),
    "broken": _(
        "This file is damaged or something else. Please open it in your office program and save it again."
    ),
    "archive_limit": _(
        "This file unpacks to far more than a text needs. Please make the images in it smaller."
    ),
    "nesting": _(
        "Tables, lists or text boxes lie inside each other too deeply. Please make the file simpler."
    ),
    "too_long": _("This file has more than 30,000 paragraphs. Please upload it in parts."),
    "too_many_parts": _(
        "This file would make more than 3,000 chapters and paragraphs, more than can be edited here. "
        "Please upload it in parts."
    ),
    "too_many_cells": _(
        "The tables of this file have more than 20,000 cells, many of them repeated. Please make them smaller."
    ),
    "memory_limit": _(
        "This file is too large to be read. Please make the images in it smaller, or upload it in parts."
    ),
    "time_limit": _("Reading this file takes too long. Please upload it in parts."),
    "text_limit": _("This file holds too much text. Please upload it in parts."),
}

NOTICES: dict[str, "_StrPromise"] = {
    "foreign_picture": _("An image names a file of the portal that you may not choose; it was left out."),
    "number": _("A typed number was taken off, for the portal counts itself."),
    "no_headings": _("The file has no headings: every paragraph became one of its own, without chapters."),
    "second_title": _("A second title was left out."),
    "deep_heading": _("A heading of a deep level became the heading of a paragraph."),
    "long_heading": _("A heading has more than 200 characters; the whole of it stands in the text."),
    "merged": _("Two paragraphs were joined to one."),
    "footnote": _("A footnote was put into the text."),
    "comment": _("A comment was left out."),
    "contents": _("The table of contents was left out; the portal makes its own."),
    "placeholder": _("A field of a form that nobody has filled in was left out."),
    "check_box": _("A check box became a sign in the text."),
    "subdocument": _("An embedded document was left out."),
    "ruby": _("Small signs above the words were left out."),
    "cross_reference": _("A cross reference became plain text; it does not follow when numbers change."),
    "list_count": _(
        "A list counts otherwise; the portal counts 1, 2, 3. Please check places that name a letter or number."
    ),
    "hidden": _("Hidden text was left out."),
    "formula": _("A formula was taken as plain text."),
    "symbol": _("A special character was taken; please check it."),
    "text_box": _("The text of a text box stands behind the paragraph it was fixed to."),
    "object": _("A drawing, chart or embedded file was left out."),
    "picture_outside": _("An image is not in the file itself and was left out."),
    "picture_in_table": _("An image in a table was left out."),
    "frame": _("Text in the header or footer was left out."),
    "link": _("A link with an unusual address became plain text."),
    "unknown": _("Something unknown was left out."),
    "deleted_block": _("A deleted table or section was not put back."),
    "nested_table": _("A table inside a table became lines of text."),
    "no_table_head": _("A table has no header row; its first row was taken for it."),
    "table_spans": _("Joined cells of a table were separated."),
    "table_look": _("Bold, italic and links in a table were left out."),
    "table_wide": _("A table has more than 12 columns; it must be made narrower before publication."),
    "table_heads": _("A table has several header rows; the first one was taken."),
    "look_strike": _("Crossed-out text was taken as plain text."),
    "look_highlight": _("Marked text was taken as plain text."),
    "look_caps": _("Capitals by format were taken as plain text."),
    "look_raised": _("Raised or lowered text was taken as plain text."),
    "look_underline": _("Underlined text was taken as plain text."),
}

HOW: dict[str, "_StrPromise"] = {
    "id": _("found by the identity in the file"),
    "same": _("found by the same words"),
    "similar": _("found by similar words"),
    "new": _("new"),
    "kept": _("written here since the file was made"),
}
