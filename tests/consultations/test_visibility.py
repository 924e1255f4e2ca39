"""`public` finds what Wagtail's own `public()` finds, in one query."""

import pytest
from consultations.visibility import public
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction

from consultations.models import ConsultationIndexPage
from tests.factories.consultations import consultation_with


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_restriction_reaches_everything_below(
    index: ConsultationIndexPage, depth: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, _second = consultation_with(index, []), consultation_with(index, [])
    page = Page.objects.get(path=first.path[: depth * 4])
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with django_assert_num_queries(1):
        found = set(public(Page.objects.all()).values_list("pk", flat=True))
    assert found == set(Page.objects.public().values_list("pk", flat=True))
    assert first.pk not in found
