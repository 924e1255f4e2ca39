"""Pictures of the demo: drawn when it is loaded, so that nothing but code lies in the repository."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from home.demo.content import content
from home.demo.pictures_scenes import SCENES
from portal.files.models import PortalImage
from portal.translation.languages import SIMPLE


def picture(key: str) -> PortalImage | None:
    """The picture of the page with this slug, drawn at its first use; None where there is none."""
    if key not in SCENES:
        return None
    title = f"Demo: {key}"
    known = PortalImage.objects.filter(title=title).first()
    if known is not None:
        return known
    image = PortalImage(title=title, description=content("pictures")[key])
    image.file = ContentFile(SCENES[key](key), name=f"{key}.png")
    image.save()
    return image


def with_picture(key: str, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A body that begins with the picture; its words stand in the text, so that they are translated with it."""
    image = picture(key)
    if image is None:
        return blocks
    value = {"image": image.pk, "alt": content("pictures")[key], "caption": ""}
    return [{"type": "image", "value": value}, *blocks]


def easy_pictures(*pages: Page) -> None:
    """The same pictures on the pages in Leichte Sprache, with words of their own."""
    for source in pages:
        twin = source.get_translations().filter(locale__language_code=SIMPLE).first()
        if twin is None:
            continue
        page = Page.objects.get(pk=twin.pk).specific
        rest = [block for block in page.body.raw_data if block["type"] != "image"]
        (block,) = with_picture(source.slug, [])
        block["value"]["alt"] = content("de-simple/pictures")[source.slug]
        page.body = [block, *rest]
        page.save_revision().publish()
