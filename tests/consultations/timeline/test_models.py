"""What editors may enter as phases and milestones."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from consultations.models import Milestone, Phase
from consultations.timeline.rules import Window
from tests.consultations.timeline.cases import at


def test_a_phase_cannot_end_before_it_starts() -> None:
    phase = Phase(name="Kommentieren", start=at("2024-03-30T00:00"), end=at("2024-03-08T00:00"))
    with pytest.raises(ValidationError) as error:
        phase.clean()
    assert list(error.value.message_dict) == ["end"]


def test_a_phase_cannot_end_as_it_starts() -> None:
    phase = Phase(name="Kommentieren", start=at("2024-03-30T00:00"), end=at("2024-03-30T00:00"))
    with pytest.raises(ValidationError):
        phase.clean()


@pytest.mark.parametrize(
    ("start", "end"), [(None, None), ("2024-03-08T00:00", None), (None, "2024-03-08T00:00")]
)
def test_either_date_of_a_phase_may_be_missing(start: str | None, end: str | None) -> None:
    Phase(name="Beschluss", start=start and at(start), end=end and at(end)).clean()


def test_words_become_a_date() -> None:
    milestone = Milestone(title="Themen gesammelt", when_label="Herbst 2023")
    milestone.clean()
    assert (milestone.date, milestone.precision) == (dt.date(2023, 9, 1), "season")
    assert milestone.window == Window(at("2023-09-01T00:00"), at("2023-12-01T00:00"))


def test_a_given_date_stays() -> None:
    milestone = Milestone(title="Arbeitskreis gegründet", when_label="Juni 2023", date=dt.date(2023, 6, 14))
    milestone.clean()
    assert (milestone.date, milestone.precision) == (dt.date(2023, 6, 14), "exact")


def test_without_date_and_words_only_the_words_count() -> None:
    milestone = Milestone(title="Beratung im Stadtrat", precision="exact")
    milestone.clean()
    assert milestone.precision == "text"
    assert milestone.window == Window()


def test_words_that_are_no_date_are_said() -> None:
    milestone = Milestone(title="Beratung im Stadtrat", when_label="nach der Sommerpause")
    with pytest.raises(ValidationError) as error:
        milestone.clean()
    assert list(error.value.message_dict) == ["when_label"]
    milestone.precision = Milestone.When.TEXT
    milestone.clean()
    assert milestone.window == Window()
