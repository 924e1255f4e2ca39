"""Blocks that help along: contact, glossary term."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.blocks.base import PortalBlock

GROUP = _("People and help")


class ContactBlock(PortalBlock):
    """Whom to ask; kept once as a snippet and correct everywhere."""

    contact = SnippetChooserBlock("home.Contact", label=_("Contact"))

    class Meta:
        icon = "user"
        group = GROUP
        label = _("Contact")
        description = _("A person or office to turn to, from the list of contacts.")


class GlossaryTermBlock(PortalBlock):
    """A term explained where it is needed."""

    term = SnippetChooserBlock("home.GlossaryTerm", label=_("Term"))

    class Meta:
        icon = "help"
        group = GROUP
        label = _("Glossary term")
        description = _("Shows the explanation of a term from the glossary.")

    def example(self) -> dict[str, Any]:
        """The first term of the glossary."""
        return {"term": None}
