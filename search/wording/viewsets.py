"""The editors' menu "Search"."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.wording.snippets import ListedWord, PromotedResult, SynonymGroup


class SynonymViewSet(SnippetViewSet):
    """Synonyms."""

    model = SynonymGroup
    icon = "link"
    list_display: ClassVar = ["__str__", "language", "direction"]
    list_filter: ClassVar = ["language"]
    search_fields: ClassVar = ["words"]


class ListedWordViewSet(SnippetViewSet):
    """The word list."""

    model = ListedWord
    icon = "list-ul"
    list_display: ClassVar = ["word", "kind", "language"]
    list_filter: ClassVar = ["language", "kind"]
    search_fields: ClassVar = ["word"]


class PromotedResultViewSet(SnippetViewSet):
    """Recommended results."""

    model = PromotedResult
    icon = "pick"
    list_display: ClassVar = ["__str__", "queries", "language"]
    list_filter: ClassVar = ["language"]
    search_fields: ClassVar = ["queries", "title"]


class WordingViewSetGroup(SnippetViewSetGroup):
    """One menu entry for what editors say about searching."""

    items = (SynonymViewSet, ListedWordViewSet, PromotedResultViewSet)
    menu_label = _("Search")
    menu_icon = "search"
    menu_name = "search-wording"
    menu_order = 450
