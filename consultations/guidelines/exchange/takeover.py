"""From an uploaded file to a new draft: looked at first, taken over when the editor says so, never published."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from consultations.guidelines import references
from consultations.guidelines.comparison.rules import Comparison, compare
from consultations.guidelines.exchange.addresses import resolver
from consultations.guidelines.exchange.draft import Choice, Draft, Notice
from consultations.guidelines.exchange.known_pictures import without_foreign
from consultations.guidelines.exchange.links import LinkReader, LinkWriter, in_file
from consultations.guidelines.exchange.mapping import Here, Mapped, map_back
from consultations.guidelines.exchange.models import GuidelineUpload
from consultations.guidelines.exchange.new_pictures import store_pictures
from consultations.guidelines.exchange.reading import read_upload
from consultations.guidelines.exchange.streams import blocks_of_parts, told_losses
from consultations.guidelines.exchange.tasks import forget_old, request_forgetting
from consultations.guidelines.rules import NumberedPart, number
from consultations.guidelines.versions.models import GuidelineVersion, VersionPart, VersionText
from portal.accounts.models import User


class Refused(Exception):
    """Nothing was taken over; the message says why, in words for the editor."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came; `choice` is what becomes of changes that are recorded in it."""

    name: str
    content: bytes
    choice: Choice


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of the draft. `base` is the version the file was made of, if it is known."""

    draft: Draft
    mapped: Mapped
    comparison: Comparison
    current: Sequence[NumberedPart]
    base: GuidelineVersion | None
    is_outdated: bool
    page_title: str

    @property
    def counts(self) -> Counter[str]:
        """How many parts were found again, and how."""
        return Counter(match.how for match in self.mapped.matches)


def upload(page: Page, user: User, file: Upload, now: dt.datetime) -> GuidelineUpload:
    """Read a file and keep it for the preview; raises `reading.Unreadable`. What is older than a day goes."""
    forget_old(now)
    file_format = file.name.rsplit(".", 1)[-1].lower()
    draft = read_upload(file.content, file_format, file.choice)
    request_forgetting(now)
    return GuidelineUpload.objects.create(
        page_id=page.pk,
        user=user,
        created_at=now,
        file_name=file.name[-255:],
        file_format=file_format,
        content=file.content,
        choice=file.choice,
        draft=draft.to_json(),
        revision_id=page.latest_revision_id,
    )


def reread(kept: GuidelineUpload, choice: Choice) -> None:
    """The same file with its recorded changes taken the other way."""
    kept.draft = read_upload(bytes(kept.content), kept.file_format, choice).to_json()
    kept.choice = choice
    kept.save(update_fields=["draft", "choice"])


def preview(kept: GuidelineUpload) -> Preview:
    """What taking over the upload would do to the newest draft."""
    page = draft_of(kept.page)
    current = page.numbered()
    draft = without_foreign(Draft.from_json(kept.draft), page, current, kept.user)
    base = _base(page, draft)
    mapped = map_back(draft, _here(page, current, base))
    draft.notices += [Notice(code, words) for code, words in told_losses(mapped.parts)]
    new = references.resolve(number(mapped.parts, page.scheme))
    return Preview(
        draft=draft,
        mapped=mapped,
        comparison=compare(current, _shown(new), mapped.lineage),
        current=current,
        base=base.version if base else None,
        is_outdated=kept.revision_id != kept.page.latest_revision_id,
        page_title=page.title,
    )


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The new draft, and how many images have to be chosen by hand."""

    revision: Revision
    missing_pictures: int


def take_over(kept: GuidelineUpload, user: User, revision_id: int | None) -> TakenOver:
    """The upload as a new draft revision; raises `Refused`, and then the upload is kept.

    `revision_id` is the newest revision the editor saw in the preview.
    """
    with transaction.atomic():
        page = type(kept.page).objects.select_for_update().get(pk=kept.page_id)
        if page.latest_revision_id != revision_id:
            raise Refused(
                _("Somebody has changed the text since you looked at it. Nothing was taken over; look again.")
            )
        refuse_unless_open(page, user)
        seen = preview(kept)
        draft = draft_of(page)
        raw = list(draft.chapters.get_prep_value())
        images = store_pictures(kept, seen.draft.pictures, seen.mapped, user)
        blocks = blocks_of_parts(seen.mapped.parts, seen.current, raw, images)
        draft.chapters = draft.chapters.stream_block.to_python(blocks)
        revision: Revision = draft.save_revision(user=user, log_action=True)
        missing = sum(not block["value"]["image"] for block in blocks if block["type"] == "figure")
        kept.delete()
    return TakenOver(revision, missing)


def refuse_unless_open(page: Page, user: User) -> None:
    """Raises `Refused` for a page this person may not change now."""
    if not page.permissions_for_user(user).can_edit():
        raise Refused(_("You may not edit this page."))
    if page.alias_of_id or is_translated(page):
        raise Refused(_("This text is a translation. Import into the page in its source language."))
    lock = page.get_lock()
    if lock and lock.for_user(user):
        raise Refused(lock.get_message(user) or _("The page is locked."))


def is_translated(page: Page) -> bool:
    """Whether wagtail-localize writes this page from the one in the source language."""
    return bool(
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale, enabled=True
        ).exists()
    )


def draft_of(page: Page) -> Page:
    """The text as editors see it: the newest revision, published or not."""
    return page.get_latest_revision_as_object() if page.latest_revision_id else page


def _base(page: Page, draft: Draft) -> VersionText | None:
    if not draft.fingerprint:
        return None
    texts = VersionText.objects.filter(
        version__guideline__translation_key=page.translation_key, sha256__startswith=draft.fingerprint
    )
    return texts.select_related("version").first()


def _here(page: Page, current: Sequence[NumberedPart], base: VersionText | None) -> Here:
    before = [row.numbered() for row in base.parts.all()] if base else []
    known = [*current, *before]
    resolve = resolver(page, known)
    writer, reader = LinkWriter(known, resolve), LinkReader(known, resolve)
    own = VersionPart.objects.filter(text__version__guideline__translation_key=page.translation_key)
    return Here(
        parts=current,
        in_file=lambda html: in_file(html, writer),
        stored=reader.stored,
        own={str(identity) for identity in own.values_list("identity", flat=True).distinct()},
        guideline=str(page.translation_key),
        base=before if base else None,
    )


def _shown(parts: Sequence[NumberedPart]) -> list[NumberedPart]:
    """Images of the file itself have no address yet; their words stand for them."""
    return [
        replace(part, html=f"<p>{_('New image')}</p>") if 'src="file:' in part.html else part
        for part in parts
    ]
