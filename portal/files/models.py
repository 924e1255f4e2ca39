"""Own image and document tables."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """An image with what readers and the law need to know about it."""

    admin_form_fields = Image.admin_form_fields


class PortalRendition(AbstractRendition):
    """One computed size of an image."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class PortalDocument(AbstractDocument):
    """A file readers can download and search."""

    admin_form_fields = Document.admin_form_fields


class DocumentPage(models.Model):
    """The text of one page of a document."""

    document = models.ForeignKey(PortalDocument, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField()
    text = models.TextField()
