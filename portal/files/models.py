"""Index of the tables of this folder."""

from portal.files.documents import DocumentPage, PortalDocument
from portal.files.images import PortalImage, PortalRendition

__all__ = ["DocumentPage", "PortalDocument", "PortalImage", "PortalRendition"]
