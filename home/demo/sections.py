"""Demo section pages below the front page, and the toolbox of methods."""

from dataclasses import dataclass

from consultations.meetings.pages import MeetingIndexPage
from consultations.methods.pages import MethodIndexPage
from consultations.pages import ConsultationIndexPage
from home.demo.content import content
from home.demo.methods import load_methods
from home.demo.tree import add_page
from home.news.pages import NewsIndexPage
from home.pages import HomePage


@dataclass(frozen=True, slots=True)
class Sections:
    """The pages other demo pages go below."""

    consultations: ConsultationIndexPage
    meetings: MeetingIndexPage
    methods: MethodIndexPage
    news: NewsIndexPage


def load_sections(home: HomePage) -> Sections:
    """Lists of consultations, sessions, methods and news."""
    texts = content("pages")
    sections = Sections(
        consultations=add_page(home, ConsultationIndexPage(slug="verfahren", **texts["consultations"])),
        meetings=add_page(home, MeetingIndexPage(slug="sitzungen", **texts["meetings"])),
        methods=add_page(home, MethodIndexPage(slug="methodenkoffer", **texts["methods"])),
        news=add_page(home, NewsIndexPage(slug="aktuelles", **texts["news"])),
    )
    load_methods(sections.methods)
    return sections
