"""The files of the demo guidelines: whole, accessible, and nothing changes when they come back."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page

from consultations.guidelines.exchange.addresses import resolver
from consultations.guidelines.exchange.links import LinkWriter, in_file
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.selectors import text_of, versions_of
from tests.consultations.guidelines.exchange.files import read
from tests.demo import DemoPortal
from tests.verapdf.installation import Validator

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def page(demo_portal: DemoPortal) -> Page:
    return max(
        GuidelinePage.objects.filter(locale__language_code="de"), key=lambda page: len(versions_of(page))
    )


@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_every_version_comes_back_as_it_went(
    page: Page, client: Client, file_format: str, tmp_path: Path
) -> None:
    versions = versions_of(page)
    assert len(versions) == 3
    for version in versions:
        answer = client.get(f"{page.url}versions/{version.number}/leitlinien.{file_format}")
        draft = read(answer.content, file_format, tmp_path)
        parts = text_of(version, "de").parts
        writer = LinkWriter(parts, resolver(page, parts))
        assert [(part.kind, part.id, part.heading, part.html) for part in draft.parts] == [
            (part.kind, part.id, part.heading, in_file(part.html, writer)) for part in parts
        ]
        assert draft.notices == []


def test_every_pdf_is_accessible(page: Page, client: Client, validator: Validator, tmp_path: Path) -> None:
    files: list[Path] = []
    for name in ("versions/1/leitlinien", "versions/3/leitlinien", "compare/1/3/synopsis"):
        files.append(tmp_path / f"{len(files)}.pdf")
        files[-1].write_bytes(client.get(f"{page.url}{name}.pdf").content)
    assert [verdict.broken for verdict in validator.validate(*files)] == [(), (), ()]
