"""How often something was asked, without a row about who asked; and which editors want to hear of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AskedQuery(models.Model):
    """One question of one day and language: how often asked, with hits or without, and clicked.

    `moments` counts hours in which it was asked, so that one person who asks again and again is one; `last_hour`
    is the hour of the day that was counted last.
    """

    day = models.DateField()
    language = models.CharField(max_length=20)
    text = models.CharField(max_length=100)
    asked = models.PositiveIntegerField(default=0)
    moments = models.PositiveIntegerField(default=0)
    last_hour = models.PositiveSmallIntegerField(null=True)
    without_hits = models.PositiveIntegerField(default=0)
    clicked = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("asked question")
        verbose_name_plural = _("asked questions")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "language", "text"], name="search_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.language} {self.text}"


class WeeklyReader(models.Model):
    """An editor who wants the weekly mail; `told` is when the last one was sent, or when it was asked for."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reader of the weekly mail")
        verbose_name_plural = _("readers of the weekly mail")
        default_permissions = ()

    def __str__(self) -> str:
        return f"weekly reader {self.pk}"
