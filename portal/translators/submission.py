"""Sending pages to the translators: which pages, and the work page by page."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationLog, TranslationSource
from wagtail_localize.operations import TranslationCreator

from portal.translators import handing, standings
from portal.translators.models import Submission

logger = logging.getLogger(__name__)

# A page that killed the worker so often is passed over and named.
ATTEMPTS = 3


def rewritten(locale: Locale) -> bool:
    """Whether texts of this language are written anew instead of translated sentence by sentence."""
    return str(locale.language_code) in settings.REWRITTEN_LANGUAGES


def plan(page: Page, *, subtree: bool) -> tuple[list[int], int, list[dict[str, Any]]]:
    """Ids in the order of the tree, how many of them lie above the page, and what is left out and why.

    Drafts and aliases are left out with all that lies below them: only what readers see is translated.
    """
    above = list(page.get_ancestors().filter(depth__gt=1).order_by("path").values_list("pk", flat=True))
    wanted, skipped = [page.pk], []
    left_out: tuple[str, ...] = ()
    if subtree:
        for below in page.get_descendants().order_by("path"):
            if below.path.startswith(left_out):
                continue
            if not below.live or below.alias_of_id:
                left_out = (*left_out, below.path)
                skipped.append({"page": below.pk, "title": below.title})
                continue
            wanted.append(below.pk)
    return above + wanted, len(above), skipped


def submit(page: Page, locales: Iterable[Locale], user: Any, *, subtree: bool) -> Submission:
    """Note what is to be done; `work` does it."""
    pages, above, skipped = plan(page, subtree=subtree)
    return Submission.objects.create(
        title=page.title,
        pages=pages,
        above=above,
        skipped=skipped,
        languages=[locale.language_code for locale in locales],
        user=user,
        created=timezone.now(),
    )


def make_above(page: Page, locale: Locale) -> None:
    """This page and what lies above it, as drafts in a language that lacks them; drafts are taken too."""
    above = page.get_ancestors(inclusive=True).filter(depth__gt=1).order_by("path")
    pages = list(above.values_list("pk", flat=True))
    made = Submission.objects.create(
        title=page.title,
        pages=pages,
        above=len(pages),
        languages=[locale.language_code],
        created=timezone.now(),
    )
    work(made.pk)


def work(submission_id: int, stop: Callable[[], bool] = lambda: False) -> bool:
    """Work on, one page at least, until all is done or `stop` says so; answers whether all is done.

    Returns False at once when another process is at work.
    """
    lease = Submission.claim(submission_id)
    if lease is None:
        return False
    submission = Submission.objects.get(pk=submission_id)
    worker = _Worker(submission)
    while submission.done < submission.total:
        lease = Submission.claim(submission_id, lease)
        if lease is None:
            # A page took longer than the lease, and another process goes on from the page after it.
            return False
        worker.next_page()
        if stop():
            break
    finished = submission.done >= submission.total
    if finished:
        submission.finished = timezone.now()
        handing.tell_asked(submission)
    submission.until = None
    submission.save(update_fields=["finished", "until"])
    return finished


class _Worker:
    """Pages share their snippets, so what was seen to is remembered over a run."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.locales = list(Locale.objects.filter(language_code__in=submission.languages).order_by("pk"))
        self.seen: set[tuple[Any, int]] = set()

    def next_page(self) -> None:
        """One page into all its languages, in one transaction with the note that it is done."""
        submission = self.submission
        Submission.objects.filter(pk=submission.pk).update(attempts=F("attempts") + 1)
        submission.refresh_from_db(fields=["attempts"])
        number = submission.pages[submission.done]
        if submission.attempts > ATTEMPTS:
            reason = gettext("This page stopped the work several times; the log of the worker says why.")
            self._note(number, reason)
        else:
            try:
                with transaction.atomic():
                    self._translate(number, is_above=submission.done < submission.above)
            except ValidationError as error:
                self.seen.clear()
                self._note(number, "; ".join(error.messages))
        submission.done += 1
        submission.attempts = 0
        submission.save(update_fields=["done", "attempts", "failures"])

    def _note(self, number: int, reason: str) -> None:
        page = Page.objects.filter(pk=number).first()
        title = page.title if page else ""
        logger.warning("Page %s was not submitted for translation: %s", number, reason)
        self.submission.failures.append({"page": number, "title": title, "reason": reason})

    def _translate(self, number: int, *, is_above: bool) -> None:
        page = Page.objects.filter(pk=number).first()
        # Deleted or taken offline since: nothing that readers do not see is sent.
        if page is None or not (page.live or is_above):
            return
        translations = page.get_translations()
        present = translations if is_above else translations.filter(alias_of__isnull=True)
        have = set(present.values_list("locale_id", flat=True))
        missing = [one for one in self.locales if one.pk not in have | {page.locale_id}]
        self._rewrite(page, [one for one in missing if rewritten(one)])
        self._send(page.specific, [one for one in missing if not rewritten(one)])

    def _rewrite(self, page: Page, locales: list[Locale]) -> None:
        for locale in locales:
            if not page.get_translations().filter(locale=locale).exists():
                page.specific.copy_for_translation(locale)

    def _send(self, page: Any, locales: list[Locale]) -> None:
        if not locales:
            return
        source, made = TranslationSource.get_or_create_from_instance(page)
        if not made:
            # The other languages fall behind by this, and are told so.
            source.update_from_db()
            standings.source_was_read(source)
        for segment in source.relatedobjectsegment_set.select_related("object"):
            self._send_related(segment.object.get_instance(page.locale), locales)
        self._create(page, locales)
        # A refused text is swallowed by wagtail-localize and leaves a copy in German behind.
        made_in = set(TranslationLog.objects.filter(source=source).values_list("locale_id", flat=True))
        absent = [str(one.language_code) for one in locales if one.pk not in made_in]
        if absent:
            told = gettext("No valid page could be made in: %(languages)s")
            raise ValidationError(told % {"languages": ", ".join(absent)})
        for translated in page.get_translations().filter(locale__in=locales):
            standings.begin(translated, self.submission.user)

    def _send_related(self, snippet: Any, locales: list[Locale]) -> None:
        """Only where it is missing: submitting again would take a live snippet offline."""
        open_in = [one for one in locales if (snippet.translation_key, one.pk) not in self.seen]
        if not open_in:
            return
        self.seen |= {(snippet.translation_key, one.pk) for one in open_in}
        have = set(snippet.get_translations().values_list("locale_id", flat=True))
        self._create(snippet, [one for one in open_in if one.pk not in have])

    def _create(self, instance: Any, locales: list[Locale]) -> None:
        if locales:
            creator = TranslationCreator(self.submission.user, locales)
            creator.create_translations(instance, include_related_objects=False)
