"""Pages everybody may see, against Wagtail's own answer."""

from typing import Any

from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, InfoPage
from portal.accounts.visibility import public
from tests.home.site import add


def test_it_answers_as_wagtail_does_in_one_query(home: HomePage, django_assert_num_queries: Any) -> None:
    closed = add(home, InfoPage(title="Zu", slug="zu"))
    add(closed, InfoPage(title="Darunter", slug="darunter"))
    opened = add(home, InfoPage(title="Auf", slug="auf"))
    assert set(public(Page.objects.all())) == set(Page.objects.all())
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    with django_assert_num_queries(1):
        seen = set(public(InfoPage.objects.all()))
    assert seen == set(InfoPage.objects.public()) == {opened}
