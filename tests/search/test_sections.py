"""Lists are found by their own names, the methods by that of their collection, and each place of a find."""

from collections.abc import Callable

import pytest
from django.test import Client

from consultations.meetings.pages import MeetingIndexPage
from consultations.methods.pages import MethodIndexPage, MethodPage
from consultations.pages import ConsultationIndexPage
from home.models import HomePage, NewsIndexPage
from search.engines.base import Engine
from search.indexing import Outcome
from tests.home.site import add
from tests.search.conftest import Ask, Make

Work = Callable[[], Outcome]


@pytest.mark.parametrize("section", [ConsultationIndexPage, MeetingIndexPage, MethodIndexPage, NewsIndexPage])
def test_a_section_is_found_by_its_name(section: type, home: HomePage, work: Work, ask: Ask) -> None:
    page = add(home, section(title="Xylophonhalle", slug="halle", summary="Alles darüber"))
    work()
    [hit] = ask("Xylophonhalle").hits
    assert (hit.url, str(hit.kind_label)) == (page.url, "Übersichtsseite")
    assert [place.snippet for place in hit.places] == ["Alles darüber"]


def test_whoever_asks_for_the_collection_gets_its_methods_too(home: HomePage, work: Work, ask: Ask) -> None:
    index = add(home, MethodIndexPage(title="Methodenkoffer", slug="methoden"))
    method = add(index, MethodPage(title="Zukunftswerkstatt", slug="werkstatt", target_groups="Alle"))
    work()
    assert [hit.url for hit in ask("Methodenkoffer").hits] == [index.url, method.url]


def test_more_places_lead_to_all_of_them(
    make: Make, work: Work, ask: Ask, engine: Engine, client: Client
) -> None:
    headings = [("heading", {"text": f"Teil {n}", "level": "h2", "anchor": ""}) for n in range(8)]
    texts = [("text", f"<p>Xylophon, {n}. Satz von einem eigenen Ort</p>") for n in range(8)]
    page = make("Lang", body=[part for pair in zip(headings, texts, strict=True) for part in pair])
    make("Kurz", "Auch hier steht Xylophon")
    work()
    long = next(hit for hit in ask("Xylophon").hits if hit.title == "Lang")
    assert (len(long.places), long.more_places) == (3, 5)

    shown = client.get("/de/search/", {"q": "Xylophon"}).text
    address = f"?q=Xylophon&amp;in=page%3A{page.pk}"
    assert f'href="{address}"' in shown.replace(f"page:{page.pk}", f"page%3A{page.pk}")
    all_places = client.get("/de/search/", {"q": "Xylophon", "in": f"page:{page.pk}"})
    [hit] = all_places.context["answer"].hits
    assert (hit.title, len(hit.places), hit.more_places) == ("Lang", 8, 0)
    assert 'href="?q=Xylophon"' in all_places.text


@pytest.mark.parametrize("key", ["nonsense", "page:x", "page:999999", "user:1"])
def test_places_of_what_nobody_may_see_are_none(key: str, make: Make, work: Work, ask: Ask) -> None:
    make("Halle", "Xylophon")
    work()
    answer = ask("Xylophon", **{"in": key})
    assert [hit.title for hit in answer.hits] == ([] if key == "page:999999" else ["Halle"])
    assert bool(answer.notes) == (key != "page:999999")
