"""The mails of the alerts: text and HTML in the subscriber's language, with a way out in each."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.translation.languages import language
from search.alerts.links import Links, absolute
from search.alerts.models import Alert
from search.alerts.news import New
from search.alerts.questions import described, headline, read_again
from search.alerts.rules import ITEM_BYTES, mail_number, told_to_strangers

# The rest is one click away.
MOST_SHOWN = 20
MOST_QUESTIONS = 5
LONGEST_SUBJECT = 80
_BLANK_LINES = re.compile(r"\n\s*\n")


def news_mail(alert: Alert, news: Sequence[New]) -> EmailMultiAlternatives:
    """The mail with what is new; sent twice it is the same mail, by its Message-ID."""
    links = Links(alert)
    with translation.override(alert.language):
        asked = read_again(alert.question, alert.language)
        count = ngettext("%(count)d new hit", "%(count)d new hits", len(news)) % {"count": len(news)}
        context = {
            "title": count,
            "question": described(asked),
            "hits": [_shown(new) for new in news[:MOST_SHOWN]],
            "more": max(0, len(news) - MOST_SHOWN),
            "links": links,
        }
        mail = _mail(alert, f"{count}: {_shortened(headline(asked))}", "news", context, links.leave)
    mail.extra_headers["Message-ID"] = _message_id(mail_number(alert.key.hex, _parts(bytes(alert.sending))))
    return mail


def letter(alert: Alert, waiting: Sequence[Alert]) -> EmailMultiAlternatives:
    """Asks the owner of the address to agree to what waits; with nothing waiting it shows the way to all.

    The questions may be a stranger's, so they are shortened to what cannot be misused.
    """
    links = Links(alert)
    with translation.override(alert.language):
        if waiting:
            subject = _("Please confirm: e-mails about new search hits")
            questions = [_asked(one) for one in waiting[:MOST_QUESTIONS]]
        else:
            subject = _("Your search alerts")
            questions = []
        context = {
            "title": subject,
            "questions": questions,
            "more": max(0, len(waiting) - MOST_QUESTIONS),
            "links": links,
            "ask": bool(waiting),
        }
        return _mail(alert, subject, "letter", context, links.refuse if waiting else links.leave_all)


def _asked(alert: Alert) -> str:
    return told_to_strangers("; ".join(described(read_again(alert.question, alert.language))))


def _mail(
    alert: Alert, subject: str, template: str, context: dict[str, Any], way_out: str
) -> EmailMultiAlternatives:
    context |= {
        "language": language(alert.language),
        "site": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }
    mail = EmailMultiAlternatives(
        f"{_one_line(subject)} – {_one_line(str(settings.SITE_NAME))}",
        _BLANK_LINES.sub("\n\n", render_to_string(f"emails/{template}.txt", context)).strip() + "\n",
        to=[alert.email],
        headers={
            "List-Unsubscribe": f"<{way_out}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<search-alerts.{_host()}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": alert.language,
        },
    )
    mail.attach_alternative(render_to_string(f"emails/{template}.html", context), "text/html")
    return mail


def _shown(new: New) -> dict[str, Any]:
    hit = new.hit
    return {
        "title": _one_line(hit.title),
        "url": absolute(hit.places[0].url if hit.places else hit.url),
        "kind": hit.kind_label,
        "date": hit.date,
        "body": hit.body,
        "lang": hit.lang_attr,
        "places": [
            {
                "label": place.label,
                "url": absolute(place.url),
                "snippet": place.snippet,
                "plain": _one_line(unescape(strip_tags(place.snippet))),
            }
            for place in hit.places
        ],
    }


def _parts(sending: bytes) -> list[bytes]:
    return [sending[start : start + ITEM_BYTES] for start in range(0, len(sending), ITEM_BYTES)]


def _message_id(number: str) -> str:
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{number}@{sender or _host()}>"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _shortened(text: str) -> str:
    text = _one_line(text)
    return text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1].rstrip()}…"


def _one_line(text: str) -> str:
    """A line break in a subject would begin another header; Django refuses it, and so the whole mail."""
    return " ".join(text.split())
