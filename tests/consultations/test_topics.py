"""Topics are told apart by slug and language."""

import pytest
from django.db import IntegrityError
from wagtail.models import Locale

from consultations.models import Topic
from tests.factories.consultations import TopicFactory


@pytest.mark.django_db
def test_a_slug_is_taken_once_per_language() -> None:
    TopicFactory(name="Verkehr", slug="verkehr")
    english, _made = Locale.objects.get_or_create(language_code="en")
    assert str(TopicFactory(name="Traffic", slug="verkehr", locale=english)) == "Traffic"
    with pytest.raises(IntegrityError):
        Topic.objects.create(name="Straße", slug="verkehr", locale=Locale.get_default())
