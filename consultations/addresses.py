"""What calendars and feeds read from their address."""

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Locale


def asked_locale(request: HttpRequest) -> Locale:
    """The language asked for with `?lang=`; the source language for none and for unknown ones."""
    asked = request.GET.get("lang", "")
    # Only known codes reach the database: PostgreSQL refuses NUL.
    codes = (asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)
    known = {locale.language_code: locale for locale in Locale.objects.filter(language_code__in=codes)}
    return known.get(codes[0]) or known[codes[1]]
