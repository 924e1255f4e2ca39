"""What a card of a list shows, as plain values for `parts/card.html`."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.translation.languages import source_language
from portal.translation.readers import foreign, marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card; empty values are left out, `language` is set where its words are not in the reader's language."""

    title: str
    url: str
    text: str = ""
    meta: str = ""
    kind_label: Any = ""
    badge_label: Any = ""
    badge_state: str = ""
    language: str = ""


def consultation(page: Any) -> Card:
    """An open consultation."""
    return Card(
        title=page.title,
        url=page.url or "",
        text=page.summary,
        badge_label=_("Participation is open"),
        badge_state="open",
        language=foreign(page),
    )


def protocol(page: Any) -> Card:
    """A session whose protocol is out, by the day of the session."""
    return Card(
        title=page.title,
        url=page.url or "",
        text=page.summary,
        kind_label=marked(page.body, source_language().code),
        meta=" · ".join(filter(None, (_day(page.start), _decisions(page.decisions)))),
        language=page.language,
    )


def draft(page: Any) -> Card:
    """A text of the guidelines that can be read before it is decided."""
    day = str(date_format(page.version_date, "DATE_FORMAT"))
    return Card(
        title=page.title,
        url=page.url or "",
        text=page.summary,
        kind_label=_("Draft"),
        meta=day,
        language=foreign(page),
    )


def news(page: Any) -> Card:
    """An article."""
    return Card(
        title=page.title,
        url=page.url or "",
        text=page.summary or page.subtitle,
        meta=_day(page.date),
        language=foreign(page),
    )


def _decisions(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(number)s decision", "%(number)s decisions", number) % {"number": number}


def _day(moment: Any) -> str:
    return str(date_format(localtime(moment), "DATE_FORMAT"))
