"""The weekly mail to translators: what is behind, open and waits for review in the languages they work on."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.post import Post, is_about_one_mail
from portal.translation.languages import Language, language
from portal.translators import overview, rules
from portal.translators.models import DigestReader
from portal.translators.overview import Line
from portal.translators.rules import Stage

logger = logging.getLogger(__name__)

# Of each kind and language; the dashboard has the rest.
MOST_SHOWN = 20


@dataclass(slots=True)
class Section:
    """One language: pages that are behind the German ones and since when, pages to review, open words."""

    language: Language
    outdated: list[Line] = field(default_factory=list)
    ready: list[Line] = field(default_factory=list)
    words_open: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.outdated or self.ready or self.words_open)


def wants(user: AbstractBaseUser) -> bool:
    """Whether this person has asked for the mail."""
    return DigestReader.objects.filter(user_id=user.pk).exists()


def change_wish(user: AbstractBaseUser, *, wanted: bool) -> None:
    """From the next Monday on, or no more."""
    if wanted:
        DigestReader.objects.get_or_create(user_id=user.pk)
    else:
        DigestReader.objects.filter(user_id=user.pk).delete()


def next_monday(now: dt.datetime) -> dt.datetime:
    """When the next mail is due, in the city's time."""
    return rules.next_monday(now, timezone.get_default_timezone())


def send(now: dt.datetime) -> bool:
    """Tell everybody who has not been told since Monday morning; answers whether the mail server could be
    reached.

    Marked before it is sent: a run that is killed tells one translator a week later, and nobody twice.
    """
    monday = next_monday(now) - dt.timedelta(days=7)
    waiting = list(DigestReader.objects.filter(told__lt=monday).select_related("user").order_by("pk"))
    if not waiting:
        return True
    everything = overview.lines({})
    with Post() as post:
        for reader in waiting:
            mine = DigestReader.objects.filter(pk=reader.pk)
            told = mine.filter(told=reader.told).update(told=now)
            sections = sections_of(reader.user, everything) if told else []
            if not sections:
                continue
            try:
                post.send(_mail(reader, sections))
            except OSError as error:
                logger.warning("A translator's weekly mail could not be sent: %s", type(error).__name__)
                if not is_about_one_mail(error):
                    mine.update(told=reader.told)
                    return False
    return True


def sections_of(user: Any, everything: Iterable[Line]) -> list[Section]:
    """By language, of the pages this person may work on; empty for somebody who has left."""
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return []
    policy = policy_registry.get_by_type(Page)
    allowed = set(policy.instances_user_has_permission_for(user, "change").values_list("pk", flat=True))
    found: dict[str, Section] = {}
    by_language: dict[str, list[Line]] = defaultdict(list)
    for line in everything:
        if line.page in allowed:
            by_language[line.language].append(line)
    for code in sorted(by_language):
        section = found[code] = Section(language(code))
        for line in by_language[code]:
            section.words_open += line.words_open
            if line.outdated_since is not None:
                section.outdated.append(line)
            if line.stage == Stage.READY:
                section.ready.append(line)
        section.outdated.sort(key=lambda line: line.outdated_since or line.changed)
    return [section for section in found.values() if section.anything]


def _mail(reader: DigestReader, sections: list[Section]) -> EmailMultiAlternatives:
    code = reader.user.preferred_language
    with translation.override(code):
        subject = _("Translations: what waits this week")
        context = {
            "title": subject,
            "sections": [_told(section) for section in sections],
            "dashboard_url": _absolute(reverse("translators_dashboard")),
            "account_url": _absolute(reverse("wagtailadmin_account")),
            "language": language(code),
            "site": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
        }
        mail = EmailMultiAlternatives(
            f"{subject} – {settings.SITE_NAME}",
            f"{render_to_string('emails/translations.txt', context).strip()}\n",
            to=[reader.user.email],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": code},
        )
        mail.attach_alternative(render_to_string("emails/translations.html", context), "text/html")
    return mail


def _told(section: Section) -> dict[str, Any]:
    kinds = {"outdated": section.outdated, "ready": section.ready}
    shown: dict[str, Any] = {"language": section.language, "words_open": section.words_open}
    for name, content in kinds.items():
        shown[name] = [
            {"line": line, "url": _absolute(reverse("translators_desk", args=[line.page]))}
            for line in content[:MOST_SHOWN]
        ]
        shown[f"{name}_more"] = max(0, len(content) - MOST_SHOWN)
    return shown


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
