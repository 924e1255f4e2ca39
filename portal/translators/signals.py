"""What moves a translation on without anybody saying so."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_published
from wagtail_localize.models import SegmentOverride, StringTranslation

from portal.approval import alone, rights
from portal.translation import marks as by_machine
from portal.translation.languages import source_language
from portal.translators import cascades, marks, privacy, standings, tasks
from portal.translators.rules import hides_something, runs_something


def connect() -> None:
    """Called once, when the app registry is ready."""
    cascades.connect()
    by_machine.register(marks.shown_to_readers)
    rights.register(standings.was_handed_over_by_another)
    alone.register_publisher(standings.publish)
    page_published.connect(page_was_published, dispatch_uid="portal.translators.published")
    copy_for_translation_done.connect(page_was_copied, dispatch_uid="portal.translators.copied")
    pre_save.connect(part_is_written, StringTranslation, dispatch_uid="portal.translators.written")
    pre_save.connect(link_is_written, SegmentOverride, dispatch_uid="portal.translators.link")
    post_save.connect(part_was_translated, StringTranslation, dispatch_uid="portal.translators.part")


def page_was_published(sender: type, instance: Page, **kwargs: Any) -> None:
    """An original makes its translations outdated, a translation is up to date again."""
    tasks.request_nightly()
    if str(instance.locale.language_code) == source_language().code:
        standings.source_was_published(instance, standings.current_user())
    elif standings.is_translated(instance):
        privacy.take_over(instance)
        standings.was_published(instance, standings.current_user())


def page_was_copied(sender: type, source_obj: object, target_obj: object, **kwargs: Any) -> None:
    """A page in another language has come; aliases show the original's text and need no translator."""
    if not isinstance(target_obj, Page):
        return
    privacy.take_over(target_obj)
    if target_obj.alias_of_id is None:
        standings.begin(target_obj, standings.current_user())


def part_is_written(sender: type, instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    """Kept as typed, but published never: wagtail-localize lets comments pass, and scripts inside them."""
    if hides_something(instance.data):
        instance.has_error = True
        instance.field_error = gettext("Comments and declarations of HTML are not allowed in a translation.")


def link_is_written(sender: type, instance: SegmentOverride, raw: bool = False, **kwargs: Any) -> None:
    """Links may lead elsewhere in another language; raises PermissionDenied for one that runs a script."""
    if isinstance(instance.data, str) and runs_something(instance.data):
        raise PermissionDenied


def part_was_translated(sender: type, instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    """Sent for parts of pages and of snippets."""
    if raw or instance.context_id is None:
        return
    key = instance.context.object_id
    page = Page.objects.filter(translation_key=key, locale_id=instance.locale_id, alias_of=None).first()
    if page is not None:
        standings.was_edited(page, instance.last_translated_by)
