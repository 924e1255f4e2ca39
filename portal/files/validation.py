"""Which uploads are accepted, and what the editor is told otherwise."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Protocol

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from portal.files.signatures import matches, recognise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Upload(Protocol):
    """A file as Django hands it over."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def file(self) -> IO[bytes]:
        """The open content."""


def validate_document(upload: Upload, name: str, *, extensions: Sequence[str], most_bytes: int) -> None:
    """Accept a file whose ending is permitted and whose content is what the ending says."""
    extension = check_name_and_size(upload, name, extensions, most_bytes)
    recognised = recognise(upload.file)
    if not matches(extension, recognised):
        raise refusal("mismatch", mismatch_message(recognised), extension=extension)


def validate_image(
    upload: Upload, name: str, *, extensions: Sequence[str], most_bytes: int, most_pixels: int
) -> None:
    """Accept an image whose ending fits its content and which is not too large to be worked on."""
    extension = check_name_and_size(upload, name, extensions, most_bytes)
    if not matches(extension, recognise(upload.file)):
        message = _("This file is not a “.%(extension)s” image. Please save it again as an image.")
        raise refusal("mismatch", message, extension=extension)
    if pixels(upload.file) > most_pixels:
        message = _("This image has more than %(most)s million pixels. Please make it smaller first.")
        raise refusal("too_many_pixels", message, most=most_pixels // 1_000_000)


def check_name_and_size(upload: Upload, name: str, extensions: Sequence[str], most_bytes: int) -> str:
    """The extension in lower case, once name and size are in order."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    if extension not in extensions:
        message = _("Files ending in “.%(extension)s” cannot be uploaded. Possible are: %(possible)s.")
        raise refusal("extension", message, extension=extension, possible=", ".join(extensions))
    if upload.size == 0:
        raise refusal("empty", _("This file is empty. Please check it and upload it again."))
    if upload.size > most_bytes:
        message = _("This file has %(size)s; at most %(most)s are possible.")
        raise refusal("too_big", message, size=filesizeformat(upload.size), most=filesizeformat(most_bytes))
    return extension


def mismatch_message(recognised: str) -> "str | _StrPromise":
    """What to tell about content that does not fit the ending."""
    if recognised == "web":
        return _(
            "This file ends in “.%(extension)s” but is a web page or a drawing with program code. "
            "Please export it as PDF."
        )
    if recognised == "locked":
        return _(
            "This file is protected by a password or comes from an old office program. "
            "Please remove the password and save it as “.%(extension)s” again."
        )
    return _("This file ends in “.%(extension)s” but is something else or damaged. Please export it again.")


def pixels(file: IO[bytes]) -> int:
    """Width times height times frames, without decoding the image."""
    try:
        with Image.open(file) as image:
            count = image.width * image.height * getattr(image, "n_frames", 1)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        message = _("This image is damaged or far too large. Please save it again.")
        raise refusal("unreadable", message) from error
    file.seek(0)
    return count


def refusal(code: str, message: "str | _StrPromise", **params: object) -> ValidationError:
    """An error that belongs to the field "file"."""
    return ValidationError({"file": ValidationError(message, code=code, params=params)})
