"""A module that has not asked for the demo and, in one process, comes after those that have."""

import pytest
from wagtail.models import Page

from tests.conftest import DEMO


@pytest.mark.django_db
def test_who_has_not_asked_for_the_demo_does_not_see_it() -> None:
    assert DEMO._folder is None
    assert Page.objects.filter(depth__gt=2).count() == 0
