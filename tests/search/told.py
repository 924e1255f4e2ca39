"""What the small portal tells everybody, by the plainest reading of the rules."""

import re

from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.models import VersionText
from portal.files.models import PortalDocument

START = "zwylf"
_WORD = re.compile(rf"{START}[a-zäöüß]+", re.IGNORECASE)


def words_in(text: str) -> set[str]:
    """The telling words of a text, in lower case."""
    return {word.lower() for word in _WORD.findall(text)}


def page_is_public(page: Page) -> bool:
    """Live, and nothing from the root down to it is restricted."""
    line = [page.path[:end] for end in range(4, len(page.path) + 1, 4)]
    return page.live and not PageViewRestriction.objects.filter(page__path__in=line).exists()


def collection_is_public(collection: Collection) -> bool:
    """Neither it nor one above it is restricted."""
    line = [collection.path[:end] for end in range(4, len(collection.path) + 1, 4)]
    return not CollectionViewRestriction.objects.filter(collection__path__in=line).exists()


def public_texts() -> list[VersionText]:
    """Frozen texts whose page in their language everybody may read."""
    return [text for text in VersionText.objects.all() if any(map(page_is_public, _pages_of(text)))]


def _pages_of(text: VersionText) -> list[Page]:
    key, language = text.version.guideline.translation_key, text.language
    return list(
        GuidelinePage.objects.filter(translation_key=key, locale__language_code=language, alias_of=None)
    )


def frozen_words(text: VersionText) -> set[str]:
    """Of its title, its summary and its pieces."""
    parts = (f"{part.heading} {part.html}" for part in text.parts.all())
    return words_in(" ".join((text.title, text.summary, *parts)))


def document_words(document: PortalDocument) -> set[str]:
    """What the file tells everybody, apart from the pages that offer it."""
    if not collection_is_public(document.collection):
        return set()
    texts = document.text_pages.values_list("text", flat=True)
    return words_in(" ".join((document.title, document.file.name, *texts)))
