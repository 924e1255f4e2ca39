"""Hits as readers see them: places, safe snippets, files that became private, filters with counts."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import HomePage, InfoPage
from search.engines.base import FoundPassage, Group
from search.models import Change
from search.results import Hit, checked, facets_of
from tests.factories.consultations import ConsultationFactory, ConsultationIndexFactory
from tests.search.conftest import Make

Found = Callable[..., list[Hit]]


def passage(source: str, **fields: object) -> FoundPassage:
    values: dict[str, object] = {
        "key": f"{source}|||0",
        "source": source,
        "kind": "info",
        "language": "de",
        "title": "Radweg",
        "heading": "",
        "label": "",
        "place": "",
        "file": "",
        "shown": "Text",
        "date": dt.date(2023, 9, 28),
        "body": "Beirat",
        "score": 1.5,
        "consultation": "Leitlinien",
    }
    return FoundPassage(**(values | fields))  # type: ignore[arg-type]


def shown(found: FoundPassage) -> str:
    return found.shown


def hits(*passages: FoundPassage, matches: int = 0) -> list[Hit]:
    group = Group(passages[0].source, passages, matches or len(passages))
    # As if the worker had just written them.
    Change.objects.all().delete()
    with override("de"):
        return checked([group], lambda p: f"<mark>{p.shown}</mark>")


@pytest.fixture
def document(home: HomePage) -> object:
    return get_document_model().objects.create(
        title="P", file=ContentFile(b"Text", name="p.txt"), findable_alone=True
    )


def test_a_hit_says_where_it_is(make: Make) -> None:
    page = make("Radweg")
    first = passage(page.find_key, place="top-2", label="TOP 2")
    second = passage(page.find_key, heading="Ufer", shown="Zwei")
    [hit] = hits(first, second, matches=5)
    assert (hit.title, hit.url, hit.kind) == ("Radweg", "/de/seite-1/", "info")
    assert hit.kind_label == str(InfoPage.find_kind_label)
    assert [(place.label, place.url, place.snippet) for place in hit.places] == [
        ("TOP 2", "/de/seite-1/#top-2", "<mark>Text</mark>"),
        ("Ufer", "/de/seite-1/", "<mark>Zwei</mark>"),
    ]
    assert (hit.more_places, hit.date, hit.body) == (3, dt.date(2023, 9, 28), "Beirat")
    assert (hit.language, hit.lang_attr) == ("Deutsch", "")


def test_the_consultation_is_named_while_everybody_may_read_it(make: Make, home: HomePage) -> None:
    page = make("Radweg")
    index = ConsultationIndexFactory(parent=Page.objects.get(pk=home.pk))
    above = ConsultationFactory(parent=Page.objects.get(pk=index.pk), title="Leitlinien")
    [hit] = hits(passage(page.find_key))
    assert hit.consultation == "Leitlinien"
    PageViewRestriction.objects.create(page=Page.objects.get(pk=above.pk), restriction_type="login")
    [hit] = hits(passage(page.find_key))
    assert hit.consultation == ""


def test_places_say_something_new(make: Make) -> None:
    page = make()
    lead, empty = passage(page.find_key), passage(page.find_key, shown="")
    group = Group(page.find_key, (lead, lead, empty), 9)
    Change.objects.all().delete()
    [hit] = checked([group], shown)
    assert [place.snippet for place in hit.places] == ["Text"]
    [bare] = checked([Group(page.find_key, (empty,), 9)], shown)
    assert (bare.places, bare.more_places) == ((), 0)
    [heading] = checked(
        [Group(page.find_key, (passage(page.find_key, shown="", place="k2", label="2"),), 1)], shown
    )
    assert [place.url for place in heading.places] == [f"{page.get_url()}#k2"]


def test_a_place_is_shown_once_with_its_best_passage(make: Make) -> None:
    page = make("Radweg")
    parts = [passage(page.find_key, place="top-2", shown=text) for text in ("Eins", "Zwei", "Drei")]
    others = [passage(page.find_key, place=f"top-{number}", shown="Text") for number in (3, 4, 5)]
    [hit] = hits(*parts, *others, matches=9)
    assert [place.url for place in hit.places] == [
        "/de/seite-1/#top-2",
        "/de/seite-1/#top-3",
        "/de/seite-1/#top-4",
    ]
    assert hit.places[0].snippet == "<mark>Eins</mark>"
    assert hit.more_places == 9 - 5


LONG = "Der Ausschuss stimmt der Sanierung der Brücke am Hagelgrund mit großer Mehrheit zu."


def test_a_protocol_and_its_file_say_a_passage_once(make: Make, document: Any) -> None:
    page = make("Sitzung")
    item = passage(page.find_key, place="top-1", label="TOP 1", shown=LONG)
    broken = LONG.replace("Hagelgrund", "Hagel- grund").replace(" mit", "\nmit")
    again = passage(page.find_key, place="page=2", label="Seite 2", file=document.url, shown=broken)
    other = passage(page.find_key, place="top-2", label="TOP 2", shown=LONG.replace("Brücke", "Schule")[30:])
    [hit] = hits(item, again, other, matches=3)
    assert [(place.label, [one.label for one in place.also]) for place in hit.places] == [
        ("TOP 1", ["Seite 2"]),
        ("TOP 2", []),
    ]
    assert hit.places[0].also[0].url == f"{document.url}#page=2"
    assert [one.label for one in hit.every_place] == ["TOP 1", "Seite 2", "TOP 2"]
    assert hit.more_places == 0


def test_a_hit_in_another_language_names_it(make: Make) -> None:
    page = make()
    [hit] = hits(passage(page.find_key, language="ar"))
    assert (hit.language, hit.lang_attr) == ("العربية", "ar")


def test_a_place_in_a_file_leads_to_its_page(make: Make, document: Any) -> None:
    page = make()
    url = document.url
    [hit] = hits(passage(page.find_key, file=url, place="page=3"))
    assert [place.url for place in hit.places] == [f"{url}#page=3"]
    known = get_document_model().objects.get()
    assert [place.text_url for place in hit.places] == [f"/de/documents/{known.pk}/{known.key}/text/?page=3"]


def test_a_place_in_a_private_file_is_left_out(make: Make, document: Any) -> None:
    page = make()
    url = document.url
    private = Collection.objects.get(depth=1).add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    get_document_model().objects.update(collection=private)
    inside, outside = passage(page.find_key, file=url), passage(page.find_key, label="offen")
    assert [place.label for place in hits(inside, outside)[0].places] == ["offen"]
    assert hits(inside) == []


def test_a_place_in_a_file_nothing_offers_is_left_out(make: Make, document: Any) -> None:
    page = make()
    get_document_model().objects.update(findable_alone=False)
    assert hits(passage(page.find_key, file=document.url)) == []


def test_a_deleted_file_is_left_out(make: Make, document: Any) -> None:
    page = make()
    url = document.url
    document.delete()
    assert hits(passage(page.find_key, file=url)) == []


@pytest.mark.parametrize("source", ["page:999999", "page:x", "nonsense:1", "document:999999"])
def test_a_source_that_does_not_exist_is_left_out(source: str, home: HomePage) -> None:
    assert hits(passage(source)) == []


def test_a_page_type_that_is_not_findable_is_left_out(home: HomePage) -> None:
    assert hits(passage(home.find_key)) == []


def test_sources_are_checked_with_few_queries(
    make: Make, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    groups = [Group(page.find_key, (passage(page.find_key),), 1) for page in (make() for _ in range(10))]
    with django_assert_max_num_queries(6):
        assert len(checked(groups, lambda p: "")) == 10


def test_filters_show_counts_and_what_is_chosen() -> None:
    counts = {"kind": {"info": 2, "meeting": 5}, "body": {"Beirat": 7}, "year": {"2021": 3, "2023": 4}}
    views = facets_of(counts, {"year": ("1999",)}, ())  # type: ignore[arg-type]
    assert [view.name for view in views] == ["type", "year"]
    assert [(o.value, o.count, o.selected) for o in views[1].options] == [
        ("2023", 4, False),
        ("2021", 3, False),
        ("1999", 0, True),
    ]
    assert [o.value for o in views[0].options] == ["meeting", "info"]
    assert [view.closed for view in views] == [False, False]


def test_long_lists_of_options_are_cut() -> None:
    counts = {"body": {f"Gremium {n}": n for n in range(40, 0, -1)}}
    [view] = facets_of(counts, {}, ())  # type: ignore[arg-type]
    assert len(view.options) == 12
    assert view.closed


def test_consultations_are_offered_while_they_are_public() -> None:
    counts = {"consultation": {"Geheimes Verfahren": 2, "Eines": 1, "Noch eines": 1}}
    [view] = facets_of(counts, {}, ("Eines", "Noch eines"))  # type: ignore[arg-type]
    assert [option.value for option in view.options] == ["Eines", "Noch eines"]
    assert facets_of(counts, {}, ()) == []  # type: ignore[arg-type]
