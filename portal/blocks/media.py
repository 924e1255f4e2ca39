"""Pictures and films: image, gallery, sign-language video, embed after consent."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from portal.blocks.base import PortalBlock, WrittenValue
from portal.blocks.text import ProseBlock

GROUP = _("Images and films")
PROVIDERS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "openstreetmap.org": "OpenStreetMap",
}


class ImageValue(WrittenValue):
    """An image at its place, with the words that stand for it there."""

    @property
    def alt_text(self) -> str:
        """The words written here, else the image's own, which are empty for mere decoration."""
        image = self["image"]
        return self["alt"] or (image.default_alt_text if image else "")


class CaptionedImageBlock(PortalBlock):
    """An image with caption. Chooser and alt text are two fields: Wagtail's ImageBlock breaks translation."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Text alternative at this place"),
        required=False,
        default="",
        max_length=300,
        help_text=_("Only when the image means something else here than its own description says."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=300)

    class Meta:
        icon = "image"
        group = GROUP
        label = _("Image")
        description = _("One image with caption, credit and text alternative.")
        value_class = ImageValue

    def example(self) -> dict[str, Any]:
        """The first image of the collection."""
        return {"caption": gettext("The working group at its first session")}


class GalleryBlock(PortalBlock):
    """Several images side by side."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    images = blocks.ListBlock(CaptionedImageBlock(), label=_("Images"), min_num=1, max_num=24)

    class Meta:
        icon = "image"
        group = GROUP
        label = _("Gallery")
        description = _("Photos of an event, a whiteboard or a poster wall.")

    def example(self) -> dict[str, Any]:
        """Two images."""
        captions = [gettext("Topic table 1"), gettext("Topic table 2")]
        return {"title": gettext("Impressions"), "images": [{"caption": caption} for caption in captions]}


class FilmValue(WrittenValue):
    """A film in sign language; `film_place` is its address on the page, empty where it stands alone."""

    film_place = ""


class SignLanguageVideoBlock(PortalBlock):
    """A film in sign language from our own server, always with its transcript."""

    choose_for_preview = False

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    document = DocumentChooserBlock(label=_("Uploaded film"), required=False)
    address = blocks.RegexBlock(
        r"^/[^\s/]\S*\.(mp4|webm)$",
        label=_("Address on this server"),
        required=False,
        default="",
        help_text=_("For films too large to upload, such as /media/films/session.mp4."),
        error_messages={"invalid": _("Give a path on this server that ends with .mp4 or .webm.")},
    )
    poster = ImageChooserBlock(label=_("Still image"), required=False)
    transcript = ProseBlock(label=_("Transcript"))

    class Meta:
        icon = "media"
        group = GROUP
        label = _("Sign-language film")
        description = _("A film in German Sign Language with the same content as text.")
        value_class = FilmValue

    def clean(self, value: Any) -> Any:
        """Exactly one of the two ways to the film."""
        cleaned = super().clean(value)
        if bool(cleaned["document"]) == bool(cleaned["address"]):
            raise StructBlockValidationError(
                non_block_errors=[_("Choose an uploaded film or give an address, not both.")]
            )
        return cleaned

    def example(self) -> dict[str, Any]:
        """A film that explains how to take part."""
        text = gettext("Hello. In this film you learn how to take part.")
        return {
            "title": gettext("How to take part"),
            "address": "/media/films/example.mp4",
            "transcript": f"<p>{text}</p>",
        }


class EmbedValue(WrittenValue):
    """Something that lies with another provider."""

    @property
    def provider(self) -> str:
        """Name of the provider as readers know it; else the host."""
        host = (urlsplit(self["url"]).hostname or "").removeprefix("www.")
        return PROVIDERS.get(host) or PROVIDERS.get(".".join(host.split(".")[-2:])) or host


class ConsentEmbedBlock(PortalBlock):
    """Foreign content behind two clicks.

    Nothing is asked of the provider before: the first click shows who it is and what happens, the second
    one opens the provider's own page. A frame inside our page would need `frame-src` in the policy.
    """

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    url = blocks.URLBlock(label=_("Address at the provider"))
    text = blocks.TextBlock(label=_("What is to be seen or heard"), required=False, default="")
    poster = ImageChooserBlock(label=_("Still image"), required=False)

    class Meta:
        icon = "media"
        group = GROUP
        label = _("Content of another provider")
        description = _("A film or map elsewhere. Readers decide first; nothing is loaded before.")
        value_class = EmbedValue

    def example(self) -> dict[str, Any]:
        """A recording."""
        return {
            "title": gettext("Recording of the session"),
            "url": "https://vimeo.com/1234567",
            "text": gettext("The first public session in full length."),
        }

    def plain_text(self, value: Any) -> Iterator[str]:
        """Title and description; the address is no text."""
        yield value["title"]
        yield value["text"]
