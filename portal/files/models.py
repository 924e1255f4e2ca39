"""Index of the tables of this folder."""

from portal.files.documents import DocumentPage, PortalDocument
from portal.files.images import PortalImage, PortalRendition
from portal.files.offers import Offer

__all__ = ["DocumentPage", "Offer", "PortalDocument", "PortalImage", "PortalRendition"]
