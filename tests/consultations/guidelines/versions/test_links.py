"""A document a frozen text links to can be fetched as long as the version can be read."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from consultations.guidelines.pages import GuidelinePage
from portal.files.models import PortalDocument
from tests.consultations.guidelines.versions.test_freezing import freeze
from tests.factories.guidelines import FIRST, make_guideline, paragraph

pytestmark = pytest.mark.django_db


def test_the_draft_may_drop_what_a_version_links_to(client: Client) -> None:
    document = PortalDocument.objects.create(title="Plan", file=ContentFile(b"Plan", "plan.txt"))
    words = f'Siehe <a linktype="document" id="{document.pk}">Plan</a>.'
    page = make_guideline(paragraph(FIRST, words))
    freeze(page)
    page = GuidelinePage.objects.get(pk=page.pk)
    page.chapters = [paragraph(FIRST, "Ohne Plan.")]
    page.save_revision().publish()
    response = client.get(document.url)
    assert (response.status_code, b"".join(response)) == (200, b"Plan")
    page.unpublish()
    assert client.get(document.url).status_code == 404
