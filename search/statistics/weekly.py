"""The weekly mail to editors: what readers ask without success, and nothing about who asked."""

import datetime as dt
import logging
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.post import Post, is_about_one_mail
from portal.translation.languages import language
from search.alerts.links import absolute
from search.alerts.rules import Frequency, next_digest
from search.statistics.counting import add_up
from search.statistics.figures import Row, without_success
from search.statistics.models import WeeklyReader

logger = logging.getLogger(__name__)

# The report has the rest.
MOST_SHOWN = 30


def wants(user: AbstractBaseUser) -> bool:
    """Whether this person has asked for the mail."""
    return WeeklyReader.objects.filter(user_id=user.pk).exists()


def change_wish(user: AbstractBaseUser, *, wanted: bool) -> None:
    """From the next Monday on, or no more."""
    if wanted:
        WeeklyReader.objects.get_or_create(user_id=user.pk)
    else:
        WeeklyReader.objects.filter(user_id=user.pk).delete()


def next_monday(now: dt.datetime) -> dt.datetime:
    """When the next mail is due: Monday morning in the city's time."""
    moment = next_digest(Frequency.WEEKLY, now, timezone.get_default_timezone())
    return moment or now


def send(now: dt.datetime) -> bool:
    """Tell everybody who has not been told since Monday morning; answers whether the mail server could be
    reached.

    Marked before it is sent: a run that is killed tells one editor a week later, and nobody twice. In a week
    without anything to tell nobody gets a mail.
    """
    monday = next_monday(now) - dt.timedelta(days=7)
    waiting = list(WeeklyReader.objects.filter(told__lt=monday).select_related("user").order_by("pk"))
    if not waiting:
        return True
    add_up()
    rows = without_success()
    with Post() as post:
        for reader in waiting:
            mine = WeeklyReader.objects.filter(pk=reader.pk)
            if not mine.filter(told=reader.told).update(told=now) or not rows or not _may_read(reader):
                continue
            try:
                post.send(_mail(reader, rows))
            except OSError as error:
                logger.warning("A weekly mail could not be sent: %s", type(error).__name__)
                if not is_about_one_mail(error):
                    mine.update(told=reader.told)
                    return False
    return True


def _may_read(reader: WeeklyReader) -> bool:
    return bool(reader.user.is_active and reader.user.has_perm("wagtailadmin.access_admin"))


def _mail(reader: WeeklyReader, rows: Sequence[Row]) -> EmailMultiAlternatives:
    code = reader.user.preferred_language
    with translation.override(code):
        subject = _("Searched without success: the questions of the week")
        context = {
            "title": subject,
            "rows": [{"row": row, "url": absolute(row.search_url)} for row in rows[:MOST_SHOWN]],
            "more": max(0, len(rows) - MOST_SHOWN),
            "report_url": absolute(reverse("search_queries_report")),
            "account_url": absolute(reverse("wagtailadmin_account")),
            "language": language(code),
            "site": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
        }
        mail = EmailMultiAlternatives(
            f"{subject} – {settings.SITE_NAME}",
            f"{render_to_string('emails/questions.txt', context).strip()}\n",
            to=[reader.user.email],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": code},
        )
        mail.attach_alternative(render_to_string("emails/questions.html", context), "text/html")
    return mail
