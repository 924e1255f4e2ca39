"""SectionPage: a page that lists what lies below it and is found by its own name."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from portal.findable import Findable, Source
from portal.pages.page import PortalPage


class SectionPage(PortalPage, Findable):
    """Base of the lists: whoever asks for "Methodenkoffer" is taken to all methods.

    What a section lists is found itself, so its own title and summary are all it offers.
    """

    find_kind: ClassVar[str] = "section"
    find_kind_label: ClassVar[object] = _("Overview page")

    class Meta:
        abstract = True

    def find_source(self) -> Source:
        """Title and summary."""
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.locale.language_code,
            title=self.title,
            summary=self.summary,
            entries=tuple(self.find_entries()),
        )
