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

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds `contact` in the language of the page."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"contact": _in_language_of(context.get("page"), value["contact"])}


class GlossaryTermBlock(PortalBlock):
    """A term explained where it is needed."""

    term = SnippetChooserBlock("home.GlossaryTerm", label=_("Term"))

    class Meta:
        icon = "help"
        group = GROUP
        label = _("Glossary term")
        description = _("Shows the explanation of a term from the glossary.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds `term` in the language of the page."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"term": _in_language_of(context.get("page"), value["term"])}

    def example(self) -> dict[str, Any]:
        """The first term of the glossary."""
        return {"term": None}


def _in_language_of(page: Any, snippet: Any) -> Any:
    """The published translation where there is one; costs a query only where the languages differ."""
    if page is None or snippet is None or snippet.locale_id == page.locale_id:
        return snippet
    found = snippet.get_translations().filter(locale_id=page.locale_id).first()
    return found if found is not None and getattr(found, "live", True) else snippet
