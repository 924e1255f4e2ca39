"""Demo translations, made on the way a translator and a chief editor take: submit, fill in parts, publish."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.demo.content import FOLDER
from portal.translators import standings, submission

LANGUAGES = ("en", "tr", "ar", "uk", "fr")


@cache
def memory(language: str) -> dict[str, str]:
    """What each German part is called in a language, from all files of its folder."""
    words: dict[str, str] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        words |= tomllib.loads(path.read_text(encoding="utf-8"))
    return words


def translate(*pages: Page) -> None:
    """Bring pages into all languages and publish them, the upper ones first; again after they changed."""
    for page in pages:
        fresh = Page.objects.get(pk=page.pk).specific
        source = TranslationSource.objects.get_for_instance_or_none(fresh)
        if source is None or not source.translations.exists():
            locales = Locale.objects.filter(language_code__in=LANGUAGES)
            submission.work(submission.submit(fresh, locales, None, subtree=False).pk)
            source = TranslationSource.objects.get_for_instance(fresh)
        else:
            source.update_from_db()
            standings.source_was_read(source)
        for related in _related(source):
            _fill_and_publish(related)
        _fill_and_publish(source)


def _related(source: TranslationSource) -> Iterator[TranslationSource]:
    """Snippets the page shows; those in their own language only are left out."""
    for segment in source.relatedobjectsegment_set.select_related("object"):
        found = TranslationSource.objects.filter(object_id=segment.object_id).first()
        if found is not None and found.translations.exists():
            yield found


def _fill_and_publish(source: TranslationSource) -> None:
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        _fill(translation)
        total, done = translation.get_progress()
        if total == done:
            _publish(translation)


def _publish(translation: Translation) -> None:
    """At once: wagtail-localize itself publishes pages at the commit, too late for a version frozen before."""
    target = translation.get_target_instance()
    if not isinstance(target, Page):
        translation.save_target(publish=True)
        return
    translation.save_target(publish=False)
    Page.objects.get(pk=target.pk).get_latest_revision().publish()


def _fill(translation: Translation) -> None:
    """Parts that have no words yet; what the files lack stays open, and such a page is not published."""
    words: Any = memory(translation.target_locale.language_code)
    segments = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    done = set(
        StringTranslation.objects.filter(
            locale=translation.target_locale, context__in=segments.values("context")
        ).values_list("translation_of_id", "context_id")
    )
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            data=words[segment.string.data],
        )
        for segment in segments
        if segment.string.data in words and (segment.string_id, segment.context_id) not in done
    )
