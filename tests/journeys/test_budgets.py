"""SQL per page: a budget for every type, nothing asked twice, and no growth with the portal."""

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.demo import DemoPortal
from tests.journeys.crowd import add_crowd
from tests.journeys.queries import Recorded, queries_of

# A missing page asks twice where an old address leads: itself, and the pages above it.
ARTICLE, LIST, MISSING = 15, 20, 11


@dataclass(frozen=True, slots=True)
class Case:
    """One address with its budget; `slug` names a demo page whose address goes before `path`."""

    name: str
    most: int
    slug: str = ""
    path: str = ""
    status: int = 200

    def url(self, portal: DemoPortal) -> str:
        return f"{portal.url(self.slug) if self.slug else ''}{self.path}"


CASES = (
    Case("past session", ARTICLE, "sitzung-2023-09-06"),
    Case("coming session", ARTICLE, "buergerforum"),
    Case("guideline", ARTICLE, "entwurf"),
    Case("versions of a guideline", ARTICLE, "entwurf", "versions/"),
    Case("old version of a guideline", ARTICLE, "entwurf", "versions/1/"),
    Case("comparison of versions", ARTICLE, "entwurf", "compare/1/3/"),
    Case("method", ARTICLE, "world-cafe"),
    Case("news article", ARTICLE, "naechste-sitzung-methodenkoffer"),
    Case("info", ARTICLE, "so-funktioniert-beteiligung"),
    # Its picture is asked for twice: for shared links and in the text.
    Case("consultation with sessions", ARTICLE + 2, "leitlinien"),
    Case("open consultation", ARTICLE, "pariser-strasse"),
    Case("home", LIST, "start"),
    Case("consultations", LIST, "verfahren"),
    Case("filtered consultations", LIST, "verfahren", "?topic=verkehr&format=digital"),
    Case("sessions", LIST, "sitzungen"),
    Case("filtered sessions", LIST, "sitzungen", "?year=2023"),
    Case("methods", LIST, "methodenkoffer"),
    Case("news", LIST, "aktuelles"),
    Case("glossary", LIST, "glossar"),
    Case("empty search", LIST, path="/de/search/"),
    Case("search", LIST, path="/de/search/?q=Methodenkoffer"),
    Case("search without hits", LIST, path="/de/search/?q=xyzzy"),
    Case("missing page", MISSING, path="/de/gibt-es-nicht/", status=404),
    Case("missing page below a page", MISSING, "leitlinien", "gibt-es-nicht/", status=404),
)


def measured(portal: DemoPortal, case: Case) -> Recorded:
    return queries_of(Client(), case.url(portal), case.status)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_keeps_its_budget_and_asks_nothing_twice(
    demo_portal: DemoPortal, db: None, case: Case
) -> None:
    queries = measured(demo_portal, case)
    print(f"{case.name}: {len(queries)} SQL")
    assert len(queries) <= case.most, str(queries)
    assert queries.twice() == []


@pytest.mark.slow
def test_no_page_costs_more_when_the_portal_has_1500_more(demo_portal: DemoPortal, db: None) -> None:
    before = {case.name: len(measured(demo_portal, case)) for case in CASES}
    assert add_crowd(1_500) == 1_500
    assert {case.name: len(measured(demo_portal, case)) for case in CASES} == before
