"""One question somebody wants to hear about again; the address is all that is known of that person."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.alerts.rules import Frequency

LONGEST_QUESTION = 2_000


class Alert(models.Model):
    """A question as the query part of its address, and who asks; deleted with the address on unsubscribing.

    `confirmed` is None until the owner of the address has agreed. `next_run` is when it is looked at: a moment
    in the morning, soon after the index was written, or the end of a claim; None waits for the index. `wanted`
    is the last moment at which the index had news, so that what is written during a look is looked at again.
    `known` and `sending` are packed items, see `search.alerts.rules`: told or seen before, and in the mail
    that is on its way. `known` is None before the hits at the time of subscribing were noted.
    """

    FREQUENCIES = (
        (Frequency.AT_ONCE.value, _("At once")),
        (Frequency.DAILY.value, _("Once a day")),
        (Frequency.WEEKLY.value, _("Once a week")),
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254, db_index=True)
    language = models.CharField(max_length=20)
    question = models.CharField(max_length=LONGEST_QUESTION)
    digest = models.CharField(max_length=32)
    frequency = models.CharField(max_length=10, choices=FREQUENCIES, default=Frequency.DAILY.value)
    created = models.DateTimeField(default=timezone.now)
    confirmed = models.DateTimeField(null=True)
    letter_wanted = models.BooleanField(default=True)
    known = models.BinaryField(null=True)
    sending = models.BinaryField(default=b"")
    wanted = models.DateTimeField(default=timezone.now)
    next_run = models.DateTimeField(null=True, db_index=True)
    last_success = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    refusals = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search alert")
        verbose_name_plural = _("search alerts")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email", "language", "digest"], name="search_alert_once")
        ]

    def __str__(self) -> str:
        return f"alert {self.key}"


class Addressee(models.Model):
    """How many letters nobody reacted to went to one address, known by a keyed hash only.

    Outlives the alerts of the address, or a stranger could have letters sent to it without end.
    """

    digest = models.CharField(max_length=64, unique=True)
    first_asked = models.DateTimeField(default=timezone.now, db_index=True)
    letters = models.PositiveIntegerField(default=0)
    letter_sent = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("addressee of letters")
        verbose_name_plural = _("addressees of letters")
        default_permissions = ()

    def __str__(self) -> str:
        return f"addressee {self.pk}"
