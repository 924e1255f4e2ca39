"""The term base among the snippets."""

from typing import ClassVar

from wagtail.snippets.views.snippets import SnippetViewSet

from portal.translators.terms.models import Term


class TermViewSet(SnippetViewSet):
    """Fixed terms."""

    model = Term
    icon = "openquote"
    list_display: ClassVar = ["german", "definition"]
    search_fields: ClassVar = ["german", "definition"]
