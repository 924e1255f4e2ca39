"""A phase's end is typed as its last day."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from consultations.models import ConsultationIndexPage, ConsultationPage, Phase
from consultations.timeline.fields import EndFormField, EndInput
from consultations.timeline.rules import State
from tests.consultations.timeline.cases import at
from tests.factories.consultations import consultation_with


@pytest.mark.parametrize(
    ("typed", "moment", "shown"),
    [
        ("29.03.2024", at("2024-03-30T00:00"), "29.03.2024"),
        (" 29.3.2024 ", at("2024-03-30T00:00"), "29.03.2024"),
        ("2024-03-29", at("2024-03-30T00:00"), "29.03.2024"),
        ("30.03.2024", at("2024-03-31T00:00"), "30.03.2024"),
        ("31.03.2024", at("2024-04-01T00:00"), "31.03.2024"),
        ("29.03.2024 12:00", at("2024-03-29T12:00"), "29.03.2024 12:00"),
        ("29.03.2024 00:00", at("2024-03-29T00:00"), "28.03.2024"),
        ("29.03.2024 23:59", at("2024-03-29T23:59"), "29.03.2024 23:59"),
    ],
)
def test_a_day_alone_is_the_last_day(typed: str, moment: dt.datetime, shown: str) -> None:
    field = EndFormField(input_formats=["%d.%m.%Y %H:%M"])
    assert field.clean(typed) == moment
    assert field.prepare_value(moment) == shown
    assert not field.has_changed(moment, shown)


def test_the_picker_leaves_a_typed_day_alone() -> None:
    config = EndInput().get_config()
    assert (config["validateOnBlur"], config["timepicker"], config["format"]) == (False, False, "d.m.Y")
    assert EndInput(picks_time=True).get_config()["timepicker"] is True


def test_an_editor_types_the_last_day_and_it_is_open_until_midnight(
    index: ConsultationIndexPage, admin_client: Client
) -> None:
    page = consultation_with(index, [(at("2024-03-08T09:00"), at("2024-03-15T00:00"))], title="Leitlinien")
    phase = page.phases.get()
    rows = [{"id": phase.pk, "name": "Kommentieren", "kind": "comment", "start": "08.03.2024 09:00"}]
    rows[0] |= {"end": "29.03.2024", "text": ""}
    form = {
        "title": page.title,
        "slug": page.slug,
        "level": page.level,
        "phases": inline_formset(rows, initial=1),
        "milestones": inline_formset([]),
        "topic_links": inline_formset([]),
        "comments": inline_formset([]),
        "body-count": "0",
        "action-publish": "1",
    }
    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(form))
    assert answer.status_code == 302
    stored = Phase.objects.get(pk=phase.pk)
    assert stored.state_at(at("2024-03-29T23:59:59")) is State.OPEN
    assert stored.state_at(at("2024-03-30T00:00")) is State.CLOSED
    assert 'value="29.03.2024"' in admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    with time_machine.travel(at("2024-03-29T12:00"), tick=False):
        shown = admin_client.get(ConsultationPage.objects.get(pk=page.pk).url).content.decode()
    assert "Jetzt möglich: Kommentieren (bis 29.03.2024)" in shown
