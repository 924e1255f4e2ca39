"""A small site in which a consultation lies, with its people."""

import datetime as dt

import pytest
from django.utils import timezone

from consultations.models import (
    ConsultationIndexPage,
    ConsultationPage,
    MeetingIndexPage,
    MeetingPage,
    Organization,
)
from home.models import HomePage, NewsIndexPage
from portal.accounts.roles import install_roles
from portal.accounts.workflow import install_workflow
from tests.home.site import add, make_home


@pytest.fixture
def home(db: None) -> HomePage:
    install_roles()
    install_workflow()
    return make_home()


@pytest.fixture
def meetings(home: HomePage) -> MeetingIndexPage:
    return add(home, MeetingIndexPage(title="Sitzungen", slug="sitzungen"))


@pytest.fixture
def meeting(meetings: MeetingIndexPage) -> MeetingPage:
    """A live session with a newer draft by nobody."""
    body = Organization.objects.create(name="Arbeitskreis", slug="arbeitskreis")
    start = timezone.now() + dt.timedelta(days=7)
    page = add(meetings, MeetingPage(title="Sitzung", slug="sitzung", organization=body, start=start))
    page.save_revision().publish()
    return MeetingPage.objects.get(pk=page.pk)


@pytest.fixture
def consultation(home: HomePage) -> ConsultationPage:
    index = add(home, ConsultationIndexPage(title="Verfahren", slug="verfahren"))
    return add(index, ConsultationPage(title="Platz", slug="platz"))


@pytest.fixture
def news(home: HomePage) -> NewsIndexPage:
    return add(home, NewsIndexPage(title="Aktuelles", slug="aktuelles"))
