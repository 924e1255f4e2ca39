"""Which pages everybody may see."""

from typing import Any, TypeVar

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from portal.translation.languages import source_language
from portal.translation.readers import for_readers

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


def offered(pages: Pages, code: str) -> Pages:
    """Of these, what lists and feeds of a language name: the listed pages in it, and the German ones that are not.

    Every list for readers asks this one, so that nothing that exists is passed over.
    """
    return for_readers(listed(pages), code, there=listed(Page.objects.live()))


def offered_below(pages: Any, parent: Page, deep: bool = False) -> Any:
    """The same of the children of a page, and of those of its German original where it is a translation.

    `deep` takes all that lies below, not the children alone.
    """
    code = source_language().code
    parents = [parent]
    if parent.locale.language_code != code:
        parents += parent.get_translations().filter(locale__language_code=code)
    below = Q(pk=None)
    for above in parents:
        depth = {"depth__gt": above.depth} if deep else {"depth": above.depth + 1}
        below |= Q(path__startswith=above.path, **depth)
    return offered(pages.filter(below), parent.locale.language_code)
