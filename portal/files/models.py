"""Index of the tables of this folder."""

from portal.files.approval.models import FileProposal
from portal.files.documents import DocumentPage, PortalDocument
from portal.files.images import PortalImage, PortalRendition
from portal.files.offers import Offer
from portal.files.versions.models import FileVersion

__all__ = [
    "DocumentPage",
    "FileProposal",
    "FileVersion",
    "Offer",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
]
