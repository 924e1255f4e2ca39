"""Index of the tables that live in feature folders of this app."""

from portal.accounts.models import FourEyesTask, ResetWish, Tally, User
from portal.bin.models import BinnedPage
from portal.files.models import (
    DocumentPage,
    FileProposal,
    FileVersion,
    Offer,
    PortalDocument,
    PortalImage,
    PortalRendition,
)
from portal.translators.files.models import DeliveredFile, Delivery
from portal.translators.machine.models import MachineRun
from portal.translators.models import DigestReader, StandingEntry, Submission, TranslationStanding, TreeCheck
from portal.translators.terms.models import Term, TermWording

__all__ = [
    "BinnedPage",
    "DeliveredFile",
    "Delivery",
    "DigestReader",
    "DocumentPage",
    "FileProposal",
    "FileVersion",
    "FourEyesTask",
    "MachineRun",
    "Offer",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "ResetWish",
    "StandingEntry",
    "Submission",
    "Tally",
    "Term",
    "TermWording",
    "TranslationStanding",
    "TreeCheck",
    "User",
]
