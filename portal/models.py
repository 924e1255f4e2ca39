"""Index of the tables that live in feature folders of this app."""

from portal.accounts.models import User
from portal.files.models import DocumentPage, PortalDocument, PortalImage, PortalRendition

__all__ = ["DocumentPage", "PortalDocument", "PortalImage", "PortalRendition", "User"]
