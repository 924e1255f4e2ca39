"""The version of a German page in Leichte Sprache: whether there is one, and making its first draft."""

from django.db import transaction
from wagtail.models import Locale, Page

from portal.translation.languages import SIMPLE, source_language
from portal.translators import submission


def may_have_twin(page: Page) -> bool:
    """Whether a version in Leichte Sprache belongs to this page: German, with words of its own."""
    return (
        page.depth > 1
        and page.alias_of_id is None
        and str(page.locale.language_code) == source_language().code
    )


def twin_of(page: Page) -> Page | None:
    """The page in Leichte Sprache, draft or live; an alias only repeats the German text and is none."""
    same = page.get_translations().filter(locale__language_code=SIMPLE, alias_of=None)
    found: Page | None = same.first()
    return found


@transaction.atomic
def make_twin(page: Page) -> Page | None:
    """A draft with the German text to begin from, below drafts of what lies above; None where that is not possible.

    An alias at this place becomes the draft: whoever reads it is told by the portal that the page is not there yet.
    """
    locale, _made = Locale.objects.get_or_create(language_code=SIMPLE)
    submission.make_above(page, locale)
    alias = page.get_translations().filter(locale=locale).exclude(alias_of=None).first()
    if alias is not None:
        _write_anew(alias)
    return twin_of(page)


def _write_anew(alias: Page) -> None:
    own = alias.specific
    own.alias_of = None
    own.live = False
    own.has_unpublished_changes = True
    own.save(clean=False)
    own.save_revision(clean=False)
