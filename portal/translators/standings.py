"""Where each translation stands: read, changed by people, and moved on by what happens to the pages."""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from portal.approval.rights import may_decide
from portal.translation.languages import source_language
from portal.translation.lines import same_part
from portal.translators import handing, line_ends, marks, rules
from portal.translators.models import StandingEntry, TranslationStanding
from portal.translators.rules import Rights, Stage, Step


def begin(page: Page, user: Any = None) -> TranslationStanding:
    """The standing of a translated page, made when it has none."""
    now = timezone.now()
    defaults = {"changed": now, "changed_by": user}
    standing, made = TranslationStanding.objects.get_or_create(page_id=page.pk, defaults=defaults)
    if made:
        _keep(standing, user)
    return standing


def take(page: Page, step: Step, user: Any, note: str = "") -> TranslationStanding:
    """A person does a step; raises rules.NotAllowed."""
    standing = begin(page)
    rights, before = rights_of(page, user, standing), standing.handed_over_by
    stage = rules.after(step, Stage(standing.stage), rights, parts_open(page))
    if rules.asks_for_reason(step, rights) and not note.strip():
        raise rules.ReasonMissing(step)
    handing.tell(page, step, user, before, note)
    if step is Step.HAND_OVER:
        standing.handed_over_by = user
    if step is Step.REVIEW:
        marks.review(standing, translation_of(page))
    return _set(standing, stage, user, note)


def rights_of(page: Page, user: Any, standing: TranslationStanding) -> Rights:
    """What the person may do with this page."""
    permissions = page.permissions_for_user(user)
    return Rights(
        edit=permissions.can_edit(),
        publish=may_decide(page, user),
        handed_over_by_self=standing.handed_over_by_id == user.pk,
    )


def parts_open(page: Page) -> int:
    """How many parts of the text have no translation yet; none where the text is written freely."""
    translation = translation_of(page)
    if translation is None:
        return 0
    total, translated = translation.get_progress()
    return int(total - translated)


def translation_of(page: Page) -> Translation | None:
    """What wagtail-localize keeps of this page as the translation of another; None for a page of its own."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return found.select_related("source").first()


def is_translated(page: Page) -> bool:
    """Whether the page is a text of its own in another language than the original's."""
    if page.alias_of_id is not None or str(page.locale.language_code) == source_language().code:
        return False
    return bool(page.get_translations().filter(locale__language_code=source_language().code).exists())


def is_source_language(thing: Any) -> bool:
    """Whether a page or snippet stands in the language that is translated from."""
    return str(thing.locale.language_code) == source_language().code


def was_handed_over_by_another(page: Page, user: Any) -> bool:
    """Whether a translator has handed over what this person may therefore publish as the second."""
    standing = TranslationStanding.objects.filter(page_id=page.pk).first()
    if standing is None or standing.stage not in (Stage.READY, Stage.REVIEWED) or not is_translated(page):
        return False
    return standing.handed_over_by_id is not None and standing.handed_over_by_id != user.pk


def publish(thing: Any, user: Any) -> bool:
    """Publish a translation with the parts as they are; answers whether it is one."""
    translation = translation_of(thing) if isinstance(thing, TranslatableMixin) else None
    if translation is None:
        return False
    translation.save_target(user=user, publish=True)
    return True


def translated_by(thing: Any, user: Any) -> bool:
    """Whether the person has translated a part of it."""
    mine = StringTranslation.objects.filter(locale_id=thing.locale_id, last_translated_by=user)
    return bool(mine.filter(context__object_id=thing.translation_key).exists())


def was_edited(page: Page, user: Any) -> None:
    """A part was translated: what was ready or reviewed is in translation again."""
    standing = begin(page, user)
    stage = rules.after_edit(Stage(standing.stage))
    if stage != standing.stage:
        _set(standing, stage, user)


def was_published(page: Page, user: Any) -> None:
    """The translation itself has been published."""
    standing = begin(page, user)
    handing.tell_published(page, user, standing.handed_over_by)
    translation = translation_of(page)
    behind = translation is not None and _differs(translation.source)
    unchecked = marks.note_published(standing, translation)
    stage = rules.after_publication(parts_open(page) + unchecked, behind)
    if stage is Stage.REVIEWED:
        standing.outdated_since = None
    _set(standing, stage, user)


def source_was_published(page: Page, user: Any) -> None:
    """The original has been published: translations that follow an older text are outdated from now on."""
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is not None and source.locale_id == page.locale_id:
        if _differs(source):
            _outdate(page, user)
        return
    # Freely written ones have no parts to compare; they are told of every publication.
    if source is None and str(page.locale.language_code) == source_language().code:
        _outdate(page, user)


def source_was_read(source: TranslationSource, user: Any = None) -> None:
    """The parts were brought up to date: what lacks parts now is in translation, and outdated until published."""
    line_ends.keep_translations(source)
    page = source.get_source_instance()
    if not isinstance(page, Page):
        return
    by_parts = source.translations.values("target_locale")
    for translated in page.get_translations().filter(alias_of__isnull=True, locale__in=by_parts):
        standing = begin(translated)
        if parts_open(translated):
            if standing.outdated_since is None and translated.live:
                standing.outdated_since = timezone.now()
            _set(standing, Stage.IN_TRANSLATION, user)
        elif standing.stage == Stage.OUTDATED:
            _set(standing, Stage.IN_TRANSLATION, user)


def current_user() -> Any:
    """Who is at work in this request or job, as Wagtail's own log knows it."""
    return get_active_log_context().user


def _outdate(page: Page, user: Any) -> None:
    for translated in page.get_translations().filter(alias_of__isnull=True):
        standing = begin(translated)
        standing.outdated_since = standing.outdated_since or timezone.now()
        if standing.stage != Stage.OUTDATED:
            _set(standing, Stage.OUTDATED, user)
        else:
            standing.save(update_fields=["outdated_since"])


def _differs(source: TranslationSource) -> bool:
    """Whether the original now has other texts than those the translators were given."""
    rows = StringSegment.objects.filter(source=source).values_list("context__path", "string__data")
    page = source.get_source_instance()
    now = {
        (segment.path, same_part(segment.string.data))
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and not segment.is_empty()
    }
    return now != {(path, same_part(data)) for path, data in rows}


def _set(standing: TranslationStanding, stage: Stage, user: Any, note: str = "") -> TranslationStanding:
    if stage is not Stage.READY and stage is not Stage.REVIEWED:
        standing.handed_over_by = None
    standing.stage = stage.value
    standing.changed = timezone.now()
    standing.changed_by = user
    standing.save()
    _keep(standing, user, note)
    return standing


def _keep(standing: TranslationStanding, user: Any, note: str = "") -> None:
    name = str(user) if user is not None else ""
    StandingEntry.objects.create(
        standing=standing, stage=standing.stage, at=standing.changed, by=name, note=note
    )
