"""Index of the tables of this app."""

from home.news.pages import Correction, NewsIndexPage, NewsPage
from home.pages import GlossaryPage, HomePage, InfoPage
from home.snippets import Contact, GlossaryTerm, NavigationItem, NavigationMenu, SiteText

__all__ = [
    "Contact",
    "Correction",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "InfoPage",
    "NavigationItem",
    "NavigationMenu",
    "NewsIndexPage",
    "NewsPage",
    "SiteText",
]
