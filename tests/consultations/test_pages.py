"""Pages of consultations as readers and editors meet them."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from consultations.models import ConsultationIndexPage, ConsultationPage
from home.models import Contact
from tests.factories.consultations import TopicFactory, consultation_with

Span = tuple[dt.datetime | None, dt.datetime | None]
NOW = timezone.now()
DAY = dt.timedelta(days=1)
RUNNING, COMING, OVER = (NOW - DAY, NOW + 3 * DAY), (NOW + DAY, None), (NOW - 9 * DAY, NOW - DAY)


def address(page: object) -> str:
    return str(page.url)  # type: ignore[attr-defined]


def titles(client: Client, index: ConsultationIndexPage, query: str = "") -> dict[str, list[str]]:
    """Titles by section."""
    answer = client.get(f"{address(index)}{query}")
    assert answer.status_code == 200
    return {
        section.anchor: [card.title for card in section.cards]
        for section in answer.context["listing"].sections
    }


def test_the_list_has_three_sections(client: Client, index: ConsultationIndexPage) -> None:
    cases: dict[str, list[Span]] = {
        "Offen": [OVER, RUNNING],
        "Bald": [COMING],
        "Vorbei": [OVER],
        "Ohne": [],
    }
    for title, phases in cases.items():
        consultation_with(index, phases, title=title)
    assert titles(client, index) == {"open": ["Offen"], "upcoming": ["Bald", "Ohne"], "closed": ["Vorbei"]}


def test_what_ends_first_stands_first(client: Client, index: ConsultationIndexPage) -> None:
    consultation_with(index, [(NOW - DAY, NOW + 9 * DAY)], title="Später")
    consultation_with(index, [RUNNING], title="Zuerst")
    assert titles(client, index) == {"open": ["Zuerst", "Später"]}


def test_filters_by_topic_and_format(client: Client, index: ConsultationIndexPage) -> None:
    traffic, green = TopicFactory(name="Verkehr", slug="verkehr"), TopicFactory(name="Grün", slug="gruen")
    consultation_with(index, [RUNNING], [traffic], title="Straße", formats=["analog", "digital"])
    consultation_with(index, [RUNNING], [green], title="Park", formats=["analog"])
    assert titles(client, index, "?topic=verkehr") == {"open": ["Straße"]}
    assert titles(client, index, "?topic=verkehr&topic=gruen&format=digital") == {"open": ["Straße"]}
    assert titles(client, index, "?topic=gruen&format=digital") == {}


@pytest.mark.parametrize("value", ["gibt-es-nicht", "%00", "%22%3E", "🌳", "%E2%80%8F"])
def test_an_unknown_value_is_left_out_and_told(
    client: Client, index: ConsultationIndexPage, value: str
) -> None:
    consultation_with(index, [RUNNING], title="Straße")
    answer = client.get(f"{address(index)}?topic={value}&page=99&x=y")
    assert answer.status_code == 200
    assert answer.context["listing"].total == 1
    assert answer.context["listing"].chosen.notice in answer.content.decode()


def test_private_and_unpublished_ones_are_not_listed(client: Client, index: ConsultationIndexPage) -> None:
    private, draft = (consultation_with(index, [RUNNING]) for _each in range(2))
    assert len(titles(client, index)["open"]) == 2
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()
    assert titles(client, index) == {}


def test_the_list_costs_the_same_for_fifty(
    client: Client, index: ConsultationIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    topic = TopicFactory()
    for _each in range(50):
        consultation_with(index, [OVER, RUNNING], [topic], formats=["hybrid"])
    client.get(address(index))
    with django_assert_max_num_queries(20):
        assert len(titles(client, index)["open"]) == 50


def test_a_consultation_tells_what_is_possible_now(client: Client, index: ConsultationIndexPage) -> None:
    page = consultation_with(index, [RUNNING, COMING], title="Straße", result="Der Radweg kommt.")
    html = client.get(address(page)).content.decode()
    for words in ("Straße", "Phase 1", "Hinweise geben", "Phase 2", "Referat Tiefbau", "Der Radweg kommt."):
        assert words in html


def test_a_consultation_costs_few_queries(
    client: Client, index: ConsultationIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = consultation_with(
        index,
        [OVER, RUNNING, COMING],
        [TopicFactory(), TopicFactory()],
        [{"title": f"Schritt {n}", "produced": index, "when_label": "Herbst 2023"} for n in range(8)],
    )
    client.get(address(page))
    # 13 belong to every page, the rest are phases, topics, milestones and what they link to, sessions and texts.
    with django_assert_max_num_queries(22):
        assert client.get(address(page)).status_code == 200


def test_state_follows_from_the_phases(index: ConsultationIndexPage) -> None:
    page = consultation_with(index, [OVER, RUNNING, COMING])
    assert page.state_at(NOW) == "open"
    assert page.state_at(NOW - 30 * DAY) == "upcoming"


def test_formats_are_set_and_read_as_a_whole() -> None:
    page = ConsultationPage(**{"title": "Straße", "formats": ["hybrid", "analog"]})
    assert page.formats == ("analog", "hybrid")
    assert (page.format_analog, page.format_digital, page.format_hybrid) == (True, False, True)


def test_what_search_receives(index: ConsultationIndexPage) -> None:
    page = consultation_with(
        index,
        [RUNNING],
        [TopicFactory(name="Verkehr")],
        [{"title": "Baubeginn", "note": "Nach dem Winter."}],
        title="Straße",
        result="Der Radweg kommt.",
        formats=["digital"],
    )
    source = page.find_source()
    assert (source.key, source.kind, source.language) == (f"page:{page.pk}", "consultation", "de")
    assert (source.topics, source.formats, source.consultation) == (("Verkehr",), ("digital",), "Straße")
    assert [entry.place for entry in source.entries] == ["", "timeline", "result"]
    assert source.entries[1].text == "Phase 1: Hinweise geben\n\nBaubeginn: Nach dem Winter."


def test_whom_to_ask_is_shown_while_published(client: Client, index: ConsultationIndexPage) -> None:
    page = consultation_with(index, [RUNNING])
    page.contact = Contact.objects.create(name="Büro der Radwege", phone="0631 1", locale=page.locale)
    page.save_revision().publish()
    assert 'href="tel:06311"' in client.get(address(page)).content.decode()
    Contact.objects.update(live=False)
    assert "Büro der Radwege" not in client.get(address(page)).content.decode()
