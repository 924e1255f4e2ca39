"""Freezing a text, adding a translation to a version, withdrawing a version: all of it or nothing.

Pieces are written before their text and lineage before its version, because the guards of the database take
no further row into anything finished; foreign keys are checked when the transaction ends.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page

from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions import rules, translations, writing
from consultations.guidelines.versions.models import (
    GuidelineVersion,
    VersionLineage,
    VersionPart,
    VersionWithdrawal,
)
from consultations.guidelines.versions.selectors import newest, parts_of


class Refused(Exception):
    """Nothing was done; the message says why, in words for the editor."""


@dataclass(frozen=True, slots=True)
class FreezeFacts:
    """What the chief editor says of a version, and the revision that was shown when it was confirmed.

    `number` is the one that was shown; None leaves it to the moment of freezing.
    """

    revision_id: int | None
    label: str
    date: dt.date
    state: str
    reason: str = ""
    changes: str = ""
    session_key: uuid.UUID | None = None
    session_title: str = ""
    number: int | None = None


def freeze(
    page: Page, facts: FreezeFacts, lineage: Mapping[str, Sequence[str]], user_name: str, now: dt.datetime
) -> GuidelineVersion:
    """Freeze the newest draft of a text and its up-to-date translations as the next version.

    `lineage` names, for ids of the draft, the pieces of the newest version they came from too. Raises
    `Refused` when another revision has come since the confirmation, or the text cannot be frozen.
    """
    with transaction.atomic():
        page = type(page).objects.select_for_update().get(pk=page.pk)
        if page.latest_revision_id != facts.revision_id:
            raise Refused(_("Somebody has changed the text since you looked at it. Nothing was frozen."))
        draft = draft_of(page)
        parts = draft.numbered()
        _check(page, parts)
        _check_blocks(draft, parts)
        pairs = _pairs(page, parts, lineage)
        version = _version(page, draft, facts, user_name, now)
        if facts.number not in {None, version.number}:
            raise Refused(_("Somebody has frozen a version since you looked at it. Nothing was frozen."))
        source = writing.write_text(version, draft, parts)
        for translated in translations.up_to_date(page, parts):
            _write_translation(version, translated)
        VersionLineage.objects.bulk_create(
            VersionLineage(version_id=version.pk, identity=identity, predecessor=predecessor)
            for identity, predecessor in pairs
        )
        version.sha256 = rules.version_hash(writing.facts_of(version), source.sha256, pairs)
        version.save(force_insert=True)
    return version


def add_translation(version: GuidelineVersion, language: str, user_name: str, now: dt.datetime) -> None:
    """Add the text that is live in a language now to a version that was frozen without it.

    Raises `Refused` when it has the language, or the translation has other pieces than the version or
    words of a machine that nobody has reviewed.
    """
    with transaction.atomic():
        page = type(version.guideline).objects.select_for_update().get(pk=version.guideline_id)
        if version.texts.filter(language=language).exists():
            raise Refused(_("The version has a text in this language."))
        translated = translations.live_in(page, language)
        if translated is None:
            raise Refused(_("There is no published text in this language."))
        if translated.machine_text:
            raise Refused(
                _(
                    "The text in this language has parts that a machine translated and nobody has reviewed. "
                    "A frozen text cannot be corrected: have it reviewed first."
                )
            )
        if not translations.same_pieces(translated.numbered(), parts_of(version, version.language)):
            raise Refused(
                _("The text in this language does not have the chapters and paragraphs of the version.")
            )
        _write_translation(version, translated, frozen=(user_name, now))


def withdraw(version: GuidelineVersion, reason: str, user_name: str, now: dt.datetime) -> VersionWithdrawal:
    """Say publicly that a version is no longer held up; raises `Refused` when that was said already."""
    with transaction.atomic():
        type(version.guideline).objects.select_for_update().get(pk=version.guideline_id)
        if VersionWithdrawal.objects.filter(version=version).exists():
            raise Refused(_("The version was withdrawn already."))
        return VersionWithdrawal.objects.create(
            version=version, reason=reason, withdrawn_at=now, withdrawn_by=user_name
        )


def draft_of(page: Page) -> Page:
    """The text as editors see it: the newest revision, published or not."""
    return page.get_latest_revision_as_object() if page.latest_revision_id else page


def _version(
    page: Page, draft: Page, facts: FreezeFacts, user_name: str, now: dt.datetime
) -> GuidelineVersion:
    """The row of the version, not yet written and not yet sealed."""
    return GuidelineVersion(
        guideline=page,
        number=(page.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        label=facts.label,
        date=facts.date,
        reason=facts.reason,
        changes=facts.changes,
        session_key=facts.session_key,
        session_title=facts.session_title,
        state=facts.state,
        scheme=draft.scheme,
        language=page.locale.language_code,
        frozen_at=now,
        frozen_by=user_name,
    )


def _check(page: Page, parts: Sequence[NumberedPart]) -> None:
    ids = [part.id for part in parts]
    if not any(part.kind == "paragraph" for part in parts):
        raise Refused(_("The text has no paragraphs yet."))
    if len(set(ids)) < len(ids):
        raise Refused(_("Two paragraphs have the same identity. Copy the text of one into a new paragraph."))
    elsewhere = VersionPart.objects.filter(identity__in=ids).exclude(
        text__version__guideline__translation_key=page.translation_key
    )
    if elsewhere.exists():
        raise Refused(_("This text is a copy of another one that has versions, and shares its paragraphs."))


def _check_blocks(draft: Page, parts: Sequence[NumberedPart]) -> None:
    """Refuse what the editor would refuse to publish: an import or an old draft may hold it all the same."""
    try:
        draft.chapters.stream_block.clean(draft.chapters)
    except StreamBlockValidationError as error:
        place = min(error.block_errors, default=None)
        name = "" if place is None else " ".join(f"{parts[place].number} {parts[place].heading}".split())
        raise Refused(
            _(
                "The text could not be published as it stands (%(where)s). Please correct it in the editor first."
            )
            % {"where": name or _("a paragraph without text")}
        ) from error


def _pairs(
    page: Page, parts: Sequence[NumberedPart], lineage: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """The lineage in order, or `Refused` where it names a piece that is not there.

    It leads to the version before, withdrawn or not, so that the chain of versions has no gap.
    """
    last = newest(page)
    before = {part.id for part in parts_of(last, last.language)} if last else set()
    now = {part.id for part in parts}
    pairs = sorted({(new, old) for new, olds in lineage.items() for old in olds if new != old})
    if not all(new in now and old in before for new, old in pairs):
        raise Refused(_("The list of splits and merges does not fit the text any more. Please look again."))
    return pairs


def _write_translation(
    version: GuidelineVersion, translated: Page, frozen: tuple[str, dt.datetime] | None = None
) -> None:
    writing.write_text(version, translated, translated.numbered_as(version.scheme), frozen)
