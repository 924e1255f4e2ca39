"""Ends as people say them: a day alone is a last day, open until midnight."""

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.formats import get_format
from wagtail.admin.widgets import AdminDateTimeInput

TYPED = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d")


class EndField(models.DateTimeField):
    """A moment at which something ends; stored as such, typed and shown as a last day where it is a midnight."""

    def __init__(self, *args: Any, picks_time: bool = False, **kwargs: Any) -> None:
        self.picks_time = picks_time
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """For the database it is a moment like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """The form's side; Wagtail's own widget would turn a typed day into its first minute."""
        widget = EndInput(picks_time=self.picks_time)
        return super().formfield(**{**kwargs, "form_class": EndFormField, "widget": widget})


class EndFormField(forms.DateTimeField):
    """ "29.03.2024" is the end of that day, "29.03.2024 12:00" that moment."""

    def to_python(self, value: Any) -> Any:
        """The moment; of a day alone the midnight after it."""
        day = _day(value.strip()) if isinstance(value, str) else None
        return super().to_python(value) if day is None else _midnight_after(day)

    def prepare_value(self, value: Any) -> Any:
        """As it would be typed."""
        if not isinstance(value, dt.datetime):
            return super().prepare_value(value)
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        if local.time() == dt.time():
            return f"{local - dt.timedelta(days=1):%d.%m.%Y}"
        return f"{local:%d.%m.%Y %H:%M}"


class EndInput(AdminDateTimeInput):
    """Leaves what was typed as it is when the cursor goes on; the picker offers hours only where they are usual."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, picks_time: bool = False) -> None:
        self.picks_time = picks_time
        super().__init__(attrs=attrs, format=None if picks_time else "%d.%m.%Y")

    def get_config(self) -> dict[str, Any]:
        """Options of the picker."""
        config: dict[str, Any] = super().get_config()
        return {**config, "timepicker": self.picks_time, "validateOnBlur": False}


def _day(typed: str) -> dt.date | None:
    for pattern in dict.fromkeys((*TYPED, *get_format("DATE_INPUT_FORMATS"))):
        try:
            return dt.datetime.strptime(typed, pattern).date()
        except ValueError:
            continue
    return None


def _midnight_after(day: dt.date) -> dt.datetime:
    after = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return timezone.make_aware(after, timezone.get_default_timezone())
