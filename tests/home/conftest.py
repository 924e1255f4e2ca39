"""Fixtures of the front page's tests."""

import pytest

from home.models import HomePage
from tests.home.site import make_home


@pytest.fixture
def home(db: None) -> HomePage:
    return make_home(summary="Reden Sie mit.")
