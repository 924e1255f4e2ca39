"""Which pages everybody may see."""

from typing import TypeVar

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)


def in_languages(pages: Pages) -> Pages:
    """Of these, the pages in a language the portal has: those of one that was removed have no address any more."""
    return pages.filter(locale__language_code__in=[code for code, _name in settings.LANGUAGES])


def public(pages: Pages) -> Pages:
    """Of these, the pages that neither are restricted nor lie below a restricted one, in a language of the portal.

    Otherwise the same as Wagtail's `.public()`, which spends a query of its own on every call.
    """
    pages = in_languages(pages)
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.alias(here=path).filter(here__startswith=F("page__path"))
    return pages.exclude(Exists(above))


def listed(pages: Pages) -> Pages:
    """Of these, the public ones that lists and feeds name: an alias of another language has no text to read."""
    return public(pages).filter(Q(alias_of=None) | Q(alias_of__locale=F("locale")))
