"""The images of a text as files to put into other files."""

from collections.abc import Iterable
from typing import Any

from wagtail.images import get_image_model

from consultations.guidelines.exchange.content import Attributes, Image
from consultations.guidelines.exchange.facts import PictureFile, Pictures
from consultations.guidelines.exchange.markup import pieces_of
from consultations.guidelines.rules import NumberedPart

# Word and LibreOffice of ten years ago know these two; the size is enough for a printed page.
SIZE = "max-1600x1600"


def pictures_of(parts: Iterable[NumberedPart]) -> Pictures:
    """Files by the attributes of their elements; images that are gone are left out."""
    wanted: dict[int, list[Attributes]] = {}
    for part in parts:
        for piece in pieces_of(part.html) if part.kind == "figure" else ():
            number = dict(piece.attributes).get("id", "") if isinstance(piece, Image) else ""
            if isinstance(piece, Image) and number.isdigit():
                wanted.setdefault(int(number), []).append(piece.attributes)
    found = {}
    for image in get_image_model().objects.filter(pk__in=wanted):
        for attributes in wanted[image.pk]:
            found[attributes] = _file(image)
    return found


def _file(image: Any) -> PictureFile:
    ending = "png" if str(image.file.name).lower().endswith((".png", ".gif", ".webp", ".avif")) else "jpeg"
    rendition = image.get_rendition(f"{SIZE}|format-{ending}")
    with rendition.file.open("rb") as file:
        data = file.read()
    return PictureFile(f"image.{ending}", f"image/{ending}", data, rendition.width, rendition.height)
