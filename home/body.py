"""BodyPage: a page whose content is one body of blocks, found section by section."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from portal.blocks.body import BodyStreamBlock
from portal.findable import Entry, Findable, Source
from portal.pages.page import PortalPage
from portal.pages.text import body_entries


class BodyPage(PortalPage, Findable):
    """Base of articles and information pages."""

    body = StreamField(BodyStreamBlock(), verbose_name=_("content"), blank=True)

    body_panels: ClassVar[list] = [FieldPanel("body")]

    class Meta:
        abstract = True

    @property
    def find_date(self) -> dt.date | None:
        """The day readers sort this page by; undated unless a page type says otherwise."""
        return None

    def find_entries(self) -> Iterable[Entry]:
        """One entry per headed section."""
        yield from body_entries(self.body)

    def find_source(self) -> Source:
        """This page with all its sections."""
        return Source(
            key=self.find_key,
            kind=self.find_kind,
            language=self.locale.language_code,
            title=self.title,
            summary=self.summary,
            date=self.find_date,
            entries=tuple(self.find_entries()),
        )
