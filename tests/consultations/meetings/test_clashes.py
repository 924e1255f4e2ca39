"""Two sessions of one body at one time."""

import datetime as dt

import pytest

from consultations.meetings.clashes import clashing_titles
from tests.factories.meetings import make_meeting, make_organization

pytestmark = pytest.mark.django_db


def test_overlaps_of_the_same_body_are_told() -> None:
    first = make_meeting("Erste")
    second = make_meeting("Zweite", start=first.start + dt.timedelta(hours=1))
    make_meeting("Andere", start=first.start, organization=make_organization("Stadtrat"))
    make_meeting("Abgesagt", start=first.start, state="cancelled")
    assert clashing_titles(first) == ["Zweite"]
    assert clashing_titles(second) == ["Erste"]


def test_no_clash() -> None:
    make_meeting("Erste", days=3)
    assert clashing_titles(make_meeting("Zweite", days=4)) == []
