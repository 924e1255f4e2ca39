"""What tests of files share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection

from portal.accounts.models import User
from portal.files.models import PortalDocument

MakeDocument = Callable[..., PortalDocument]


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.files.forms.DocumentForm"


@pytest.fixture
def collection(db: None) -> Collection:
    """A collection of its own below the root."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return root.add_child(name="Protokolle")


@pytest.fixture
def make_document(collection: Collection) -> MakeDocument:
    """Stores a document as an importer does: without a form."""

    def make(content: bytes, name: str = "protokoll.pdf", **fields: Any) -> PortalDocument:
        fields.setdefault("collection", collection)
        document = PortalDocument(title=fields.pop("title", "Protokoll"), **fields)
        document.file = ContentFile(content, name=name)
        document.save()
        return document

    return make


@pytest.fixture
def editor(db: None) -> User:
    """Someone who may do everything."""
    return User.objects.create_superuser("editor@example.org", "not a real password")
