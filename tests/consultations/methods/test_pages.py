"""A method as a fact sheet."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from consultations.methods.presentation import duration, group_size
from consultations.models import ConsultationIndexPage, MethodIndexPage, MethodPage, MethodStep, MethodUse
from tests.factories.consultations import MethodFactory, consultation_with


@pytest.fixture
def method(method_index: MethodIndexPage) -> MethodPage:
    page = MethodFactory(parent=method_index, title="Zukunftswerkstatt", material="Stifte", cost="1.500 Euro")
    for number, title in enumerate(("Kritik", "Vision")):
        MethodStep.objects.create(
            page=page,
            title=title,
            text=f"{title} üben.",
            sort_order=number,
            duration="20 Minuten",
            locale=page.locale,
        )
    return MethodPage.objects.get(pk=page.pk)


def test_the_sheet_shows_facts_and_steps(client: Client, method: MethodPage) -> None:
    html = client.get(method.url).content.decode()
    for words in ("Zukunftswerkstatt", 'id="step-2"', "Vision üben.", "20 Minuten", "Stifte", "1.500 Euro"):
        assert words in html


def test_only_visible_consultations_are_named(
    client: Client, method: MethodPage, index: ConsultationIndexPage
) -> None:
    shown, hidden = (consultation_with(index, [], title=title) for title in ("Straßenumbau", "Geheimpark"))
    for page in (shown, hidden):
        MethodUse.objects.create(page=method, consultation=page, note="zweimal", locale=method.locale)
    hidden.unpublish()
    html = client.get(method.url).content.decode()
    assert "Straßenumbau" in html
    assert "zweimal" in html
    assert "Geheimpark" not in html


@pytest.mark.parametrize(("low", "high"), [("group_min", "group_max"), ("hours_min", "hours_max")])
def test_the_smaller_figure_comes_first(low: str, high: str) -> None:
    page = MethodPage(title="Umfrage", slug="umfrage", **{low: 5, high: 3})
    with pytest.raises(ValidationError) as error:
        page.clean()
    assert list(error.value.message_dict) == [high]


def test_what_search_receives(method: MethodPage) -> None:
    source = method.find_source()
    assert (source.kind, source.title) == ("method", "Zukunftswerkstatt")
    assert [(entry.place, entry.text) for entry in source.entries][1:] == [
        ("step-1", "Kritik üben."),
        ("step-2", "Vision üben."),
        ("material", "Stifte"),
    ]


@pytest.mark.parametrize("low_and_high", [(None, None), (0, 0)])
def test_an_unknown_duration_is_left_out(low_and_high: tuple[int | None, int | None]) -> None:
    low, high = (None if hours is None else Decimal(hours) for hours in low_and_high)
    assert duration(low, high) == ""


def test_figures_in_the_readers_notation() -> None:
    with translation.override("de"):
        assert "1,5" in duration(Decimal("1.50"), Decimal("40.00"))
        assert "40" in duration(Decimal("1.50"), Decimal("40.00"))
    assert group_size(None, None) == ""
