"""Own image table."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.models import Collection

from portal.files.models import PortalImage
from tests.portal.files import samples


def image(collection: Collection, **fields: object) -> PortalImage:
    made = PortalImage(title="Rathaus", collection=collection, **fields)
    made.file = ContentFile(samples.picture(), name="bild.png")
    return made


def test_an_image_needs_words_or_is_decoration(collection: Collection) -> None:
    with pytest.raises(ValidationError) as caught:
        image(collection, description="   ").full_clean()
    assert list(caught.value.error_dict) == ["description"]
    image(collection, description="Das Rathaus von Westen").full_clean()
    image(collection, is_decorative=True).full_clean()


def test_the_alternative_text_is_never_the_title(collection: Collection) -> None:
    assert image(collection, description="Das Rathaus").default_alt_text == "Das Rathaus"
    assert image(collection, description="Muster", is_decorative=True).default_alt_text == ""
    assert image(collection).default_alt_text == ""


def test_decoration_survives_loading(collection: Collection) -> None:
    made = image(collection, is_decorative=True)
    made.save()
    assert PortalImage.objects.get(pk=made.pk).is_decorative is True


def test_a_drawing_with_program_code_is_no_image(collection: Collection) -> None:
    made = image(collection, description="Logo")
    made.file = ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg' width='9'/>", name="logo.png")
    with pytest.raises(ValidationError) as caught:
        made.full_clean()
    assert caught.value.error_dict["file"][0].code == "mismatch"
