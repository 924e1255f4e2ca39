"""Short mails to colleagues when work is handed on: what happened, by whom, why, and where to go on.

Sent by the worker, so that no click waits for a mail server, and in the language of the receiver's admin.
"""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from portal.accounts.models import FourEyesTask, User
from portal.accounts.roles import CHIEF_EDITOR
from portal.post import Post, is_about_one_mail
from portal.translation.languages import language

logger = logging.getLogger(__name__)

# What happened, as the subject says it; `title` is the thing, `by` the person.
KINDS: dict[str, Any] = {
    "alone_publish": _("Published without a second person: %(title)s"),
    "alone_unpublish": _("Unpublished without a second person: %(title)s"),
    "alone_delete": _("Deleted without a second person: %(title)s"),
    "translation_asked": _("Please translate: %(title)s"),
    "translation_hand_over": _("Translation ready for review: %(title)s"),
    "translation_take_back": _("Translation sent back: %(title)s"),
    "translation_review": _("Translation reviewed: %(title)s"),
    "translation_published": _("Translation published: %(title)s"),
}


def chief_editors(besides: Any = None) -> list[User]:
    """Who may be the second person, without the first."""
    groups = FourEyesTask.objects.filter(active=True).values("groups")
    people = get_user_model().objects.filter(is_active=True)
    found = people.filter(groups__in=groups) | people.filter(groups__name=CHIEF_EDITOR)
    return [one for one in found.distinct() if besides is None or one.pk != besides.pk]


def send(receivers: list[int], kind: str, told: dict[str, str], path: str) -> list[int]:
    """To whoever still works here; answers whom the mail server could not be told about."""
    people = get_user_model().objects.filter(pk__in=receivers, is_active=True).exclude(email="")
    waiting = list(people.order_by("pk"))
    with Post() as post:
        while waiting:
            try:
                post.send(_mail(waiting[0], kind, told, path))
            except OSError as error:
                logger.warning("A mail about work to do could not be sent: %s", type(error).__name__)
                if not is_about_one_mail(error):
                    return [one.pk for one in waiting]
            waiting.pop(0)
    return []


def person(number: int | None) -> User | None:
    """Who it was; None for nobody and for somebody who is gone."""
    return get_user_model().objects.filter(pk=number).first() if number is not None else None


def language_of(person: Any) -> str:
    """The language the person reads the admin in."""
    return str(UserProfile.get_for_user(person).get_preferred_language())


def _mail(person: Any, kind: str, told: dict[str, str], path: str) -> EmailMultiAlternatives:
    code = language_of(person)
    with translation.override(code):
        subject = str(KINDS[kind] % {"title": told["title"]}).replace("\n", " ").replace("\r", " ")
        context = {
            "title": subject,
            **{"by": told["by"], "reason": told["reason"]},
            "url": f"{settings.SITE_URL}{path}",
            "language": language(code),
            "site": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
        }
        mail = EmailMultiAlternatives(
            f"{subject} – {settings.SITE_NAME}",
            f"{render_to_string('emails/handed_on.txt', context).strip()}\n",
            to=[person.email],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": code},
        )
        mail.attach_alternative(render_to_string("emails/handed_on.html", context), "text/html")
    return mail
