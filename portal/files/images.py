"""Own image table: every image says what it shows, or that it is mere decoration."""

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from portal.files.names import clean_file_name, clean_title
from portal.files.validation import validate_image
from portal.files.versions.keeping import ask_to_replace, keep_replaced, stored

# Of the 100 signs a computed size's name may have, its folder, filter and ending need the rest.
LONGEST_STEM = 40


class PortalImage(AbstractImage):
    """An image with what readers and the law need to know about it.

    The stored flag is `is_decorative`: Wagtail sets an attribute `decorative` on every instance for the place
    where the image is used, and would overwrite a field of that name.
    """

    title: str
    description = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_(
            "What is to be seen, in one sentence, for people who cannot see the image. "
            "Not needed for mere decoration."
        ),
    )
    is_decorative = models.BooleanField(
        _("mere decoration"),
        default=False,
        help_text=_("The image says nothing that the text does not say. Screen readers skip it."),
    )
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the image. Shown to readers.")
    )
    licence = models.CharField(
        _("licence"), max_length=120, blank=True, help_text=_("For example “CC BY 4.0”. Shown to readers.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a content that is replaced is kept as a version, and all sizes are computed anew."""
        before = stored(self)
        if before:
            ask_to_replace(self)
        with transaction.atomic(using=kwargs.get("using")):
            if before:
                self._set_image_file_metadata()
                keep_replaced(self, before)
            super().save(*args, **kwargs)
            if before:
                self.renditions.all().delete()

    def get_upload_to(self, filename: str) -> str:
        """With a part nobody guesses, which all computed sizes inherit: those of a draft are not public by name."""
        path = PurePosixPath(super().get_upload_to(filename))
        return str(path.with_name(f"{path.stem[:LONGEST_STEM]}-{secrets.token_hex(6)}{path.suffix}"))

    @property
    def default_alt_text(self) -> str:
        """Empty for decoration; never the title, which is often a file name."""
        return "" if self.is_decorative else self.description

    def clean(self) -> None:
        """Demand an alternative text and check a newly chosen file."""
        super().clean()
        self.title = clean_title(self.title)
        self.description = self.description.strip()
        # The file first: an upload that lacks only words is kept until they are given, a bad file is not.
        self._check_new_file()
        if not self.description and not self.is_decorative:
            message = _("Describe the image in one sentence, or mark it as mere decoration.")
            raise ValidationError({"description": message})

    def _check_new_file(self) -> None:
        if not self.file or self.file._committed:
            return
        self.file.name = clean_file_name(self.file.name)
        validate_image(
            self.file,
            self.file.name,
            extensions=settings.WAGTAILIMAGES_EXTENSIONS,
            most_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
            most_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
        )


class PortalRendition(AbstractRendition):
    """One computed size of an image."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
