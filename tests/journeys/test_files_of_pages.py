"""A file is as public as the pages that use it."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.files.models import PortalDocument
from tests.demo import DemoPortal
from tests.portal.files.samples import protocol_pdf

SESSION = "sitzung-2023-10-04"


def answer(reader: Client, document: PortalDocument) -> int:
    """Status of the answer; the file is read to its end, as a browser does."""
    response = reader.get(document.url)
    b"".join(response)
    return response.status_code


@pytest.fixture
def protocol(demo_portal: DemoPortal, db: None) -> PortalDocument:
    return PortalDocument.objects.get(title="Ergebnisprotokoll vom 4. Oktober 2023")


def test_the_file_of_a_published_session_is_read(client: Client, protocol: PortalDocument) -> None:
    assert answer(client, protocol) == 200


def test_the_file_goes_when_its_session_is_unpublished(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument
) -> None:
    demo_portal.page(SESSION).unpublish()
    assert answer(client, protocol) == 404


def test_the_file_goes_when_its_consultation_is_private(
    demo_portal: DemoPortal, client: Client, protocol: PortalDocument
) -> None:
    page = demo_portal.page(SESSION).get_parent()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert answer(client, protocol) == 404


def test_editors_keep_reading_it(
    demo_portal: DemoPortal, editor_browser: Client, protocol: PortalDocument
) -> None:
    demo_portal.page(SESSION).unpublish()
    assert answer(editor_browser, protocol) == 200


@pytest.mark.parametrize("changes", [{}, {"findable_alone": True}])
def test_a_file_without_a_page_stays_readable(
    client: Client, demo_portal: Any, db: None, changes: dict
) -> None:
    loose = PortalDocument.objects.create(
        title="Anlage", file=ContentFile(protocol_pdf(), "anlage.pdf"), **changes
    )
    assert answer(client, loose) == 200
