"""What an editor uploads by mistake is explained, and nothing of it stays."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from portal.files.models import PortalDocument
from tests.portal.files.samples import protocol_pdf

pytestmark = pytest.mark.slow

BAD = {
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.svg"),
    "a web page": (b"<html><script>alert(1)</script></html>", "protokoll.pdf"),
    "nothing": (b"", "leer.pdf"),
    "a wrong ending": (protocol_pdf(), "protokoll.docx"),
    "too much": (protocol_pdf() + b"x" * 3_000, "gross.pdf"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_explained_and_leaves_nothing(
    editor_browser: Client, settings: Any, tmp_path: Path, what: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3_000
    content, name = BAD[what]
    answer = editor_browser.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "files[]": SimpleUploadedFile(name, content),
            "title": name,
            "collection": Collection.get_first_root_node().pk,
        },
    ).json()
    assert answer["success"] is False
    assert len(answer["error_message"]) > 20
    assert PortalDocument.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
