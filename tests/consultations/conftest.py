"""A small German site for the tests of consultations."""

import pytest
from wagtail.models import Page

from consultations.models import ConsultationIndexPage, MethodIndexPage
from home.models import HomePage
from tests.factories.consultations import ConsultationIndexFactory, MethodIndexFactory
from tests.home.site import make_home


@pytest.fixture
def home(db: None) -> HomePage:
    return make_home()


@pytest.fixture
def index(home: HomePage) -> ConsultationIndexPage:
    return ConsultationIndexFactory(parent=Page.objects.get(pk=home.pk))


@pytest.fixture
def method_index(home: HomePage) -> MethodIndexPage:
    return MethodIndexFactory(parent=Page.objects.get(pk=home.pk))
