from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from portal.blocks.body import BodyStreamBlock


@pytest.fixture
def body() -> Callable[..., StreamValue]:
    """A body from (type, value) pairs, as the database would give it back."""

    def build(*children: tuple[str, Any]) -> StreamValue:
        block = BodyStreamBlock()
        return block.to_python([{"type": name, "value": value} for name, value in children])

    return build


@pytest.fixture
def image(db: None) -> Any:
    picture = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(picture, "PNG")
    return get_image_model().objects.create(
        title="foyer.png",
        description="The foyer of the town hall",
        file=ImageFile(BytesIO(picture.getvalue()), name="foyer.png"),
    )


@pytest.fixture
def document(db: None) -> Any:
    return get_document_model().objects.create(
        title="Result protocol", file=ContentFile(b"Agenda item 1: welcome", name="protocol.txt")
    )
