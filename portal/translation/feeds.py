"""Atom feeds with entries that are not all in one language."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _


class FeedInLanguages(Atom1Feed):
    """An entry that was added with a `language` is marked with it; the others are in that of the feed."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """`xml:lang` of the entry."""
        return {"xml:lang": item["language"]} if item.get("language") else {}


def titled(title: str, language: str) -> str:
    """A title that says where it leads to German; feed readers show no marks of language."""
    return _("%(title)s (only in German)") % {"title": title} if language else title
