"""Pictures to upload, made here."""

import io

from PIL import Image, ImageDraw


def png(colour: str, width: int = 1600, height: int = 900) -> bytes:
    """A coloured ground with a diagonal, large enough for every rendition."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).line((0, 0, width, height), fill="white", width=40)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()
