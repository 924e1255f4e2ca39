"""Open parts of a page to a machine and back: what it costs, and the work portion by portion."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, extract_ids

from portal.translators import standings
from portal.translators.machine.models import MachineRun
from portal.translators.machine.router import router
from portal.translators.machine.rules import Cost, Fault, MachineError, cost, portions, translatable
from portal.translators.marks import MACHINE
from portal.translators.rules import hides_something
from portal.translators.terms.selectors import wordings

logger = logging.getLogger(__name__)

# What stopped the worker so often at one portion is given up: every attempt is paid for.
ATTEMPTS = 3
OpenParts = dict[str, list[tuple[int, int | None]]]


def open_parts(translation: Translation) -> OpenParts:
    """German texts nobody has translated yet, with the ids of string and context they stand at."""
    rows = StringSegment.objects.filter(source=translation.source).order_by("order")
    rows = rows.annotate_translation(translation.target_locale, include_errors=True)
    found: OpenParts = defaultdict(list)
    asked = ("string__data", "string_id", "context_id", "context__path", "translation")
    for text, string, context, path, translated in rows.values_list(*asked):
        if translated is None and translatable(path):
            found[text].append((string, context))
    return dict(found)


def cost_of(translation: Translation) -> Cost:
    """What sending the open parts would cost."""
    return cost(open_parts(translation))


def begin(page: Page, service: str, expected: Cost, user: Any) -> MachineRun:
    """The run of this page, a new one unless one is under way."""
    run, _made = MachineRun.objects.get_or_create(
        page_id=page.pk,
        finished=None,
        defaults={
            "user": user,
            "service": service,
            "created": timezone.now(),
            "parts": expected.parts,
            "characters": expected.characters,
        },
    )
    return run


def work(run_id: int, stop: Callable[[], bool] = lambda: False) -> bool:
    """Work on until nothing is open, the service fails or `stop` says so; answers whether it is finished."""
    lease = MachineRun.claim(run_id)
    if lease is None:
        return False
    MachineRun.objects.filter(pk=run_id).update(attempts=F("attempts") + 1)
    run = MachineRun.objects.select_related("page__locale", "user").get(pk=run_id)
    fault = ""
    try:
        for _portion in _portions(run):
            if stop():
                break
            lease = MachineRun.claim(run_id, lease)
            if lease is None:
                # A portion took longer than the lease, and another process goes on with what is still open.
                return False
        else:
            run.finished = timezone.now()
    except MachineError as error:
        logger.warning("Machine translation of page %s stopped: %s", run.page_id, error)
        run.finished, fault = timezone.now(), error.fault.value
    run.until, run.fault = None, fault
    run.save(update_fields=["finished", "until", "fault"])
    return run.finished is not None


def _portions(run: MachineRun) -> Iterator[None]:
    """Send portion by portion, store each at once; anything that came stays whatever follows."""
    if run.attempts > ATTEMPTS:
        raise MachineError(Fault.STOPPED)
    language = str(run.page.locale.language_code)
    service, translation = router(language), standings.translation_of(run.page)
    if service is None or translation is None:
        raise MachineError(Fault.REFUSED)
    # A part the service could not do is not sent, and paid for, again in the same run.
    parts = {text: at for text, at in open_parts(translation).items() if text not in run.refused}
    agreed = wordings(language)
    for portion in portions(list(parts)):
        answers = service.translate(portion, language, agreed)
        with transaction.atomic():
            for text, answer in zip(portion, answers, strict=True):
                _store(run, translation, text, answer, parts[text])
            run.done += len(portion)
            run.attempts = 0
            run.save(update_fields=["done", "stored", "refused", "attempts"])
        yield


def _store(run: MachineRun, translation: Translation, text: str, answer: str, places: Any) -> None:
    try:
        data = StringValue.from_translated_html(answer.strip()).data
    except ValueError:
        data = ""
    # With other links than the German part it would lead elsewhere or nowhere.
    if not data or hides_something(data) or extract_ids(text) != extract_ids(data):
        run.refused.append(text)
        return
    for string, context in places:
        # What a person wrote while the service was at work is theirs.
        _row, made = StringTranslation.objects.get_or_create(
            translation_of_id=string,
            locale=translation.target_locale,
            context_id=context,
            defaults={
                "data": data,
                "translation_type": MACHINE,
                "tool_name": run.service,
                "last_translated_by": run.user,
            },
        )
        run.stored += made
