"""What happens to a German page happens to its translations: new facts, taken offline, moved, private, expired.

Only from the source language to the others, never back, and so without circles. Pages are read anew before
every change: saving an instance that is older than the tree writes the old tree back.
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.translation import facts
from portal.translation.languages import source_language
from portal.translators import privacy, submission


def connect() -> None:
    """Called once, when the app registry is ready."""
    for signal, receiver, sender in (
        (page_published, page_was_published, None),
        (page_unpublished, page_was_unpublished, None),
        (post_page_move, page_was_moved, None),
        (post_save, restriction_was_saved, PageViewRestriction),
        (post_delete, restriction_was_deleted, PageViewRestriction),
        (m2m_changed, groups_were_changed, PageViewRestriction.groups.through),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=f"portal.translators.{receiver.__name__}")


def page_was_published(sender: type, instance: Page, **kwargs: Any) -> None:
    """Dates, states and other facts hold in all languages from this moment on."""
    if _leads(instance):
        facts.hand_on(instance)


def page_was_unpublished(sender: type, instance: Page, **kwargs: Any) -> None:
    """Also by its expiry date, which then is the translations' too; Wagtail itself sees to aliases."""
    if not _leads(instance):
        return
    for number in instance.get_translations().live().values_list("pk", flat=True):
        Page.objects.get(pk=number).specific.unpublish(set_expired=instance.expired)


def page_was_moved(
    sender: type, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Translations and aliases go below the translation of the new parent, made as a draft where it lacks."""
    if not _leads(instance) or parent_page_before.pk == parent_page_after.pk or parent_page_after.is_root():
        return
    for number in list(instance.get_translations().values_list("pk", flat=True)):
        translated = Page.objects.get(pk=number)
        target = _counterpart(parent_page_after, translated.locale)
        if translated.get_parent().pk != target.pk:
            _move(translated, target)
        privacy.take_over(Page.objects.get(pk=number))


def restriction_was_saved(
    sender: type, instance: PageViewRestriction, raw: bool = False, **kwargs: Any
) -> None:
    """A password or a login asked for from now on."""
    if not raw:
        _restrict_translations(instance)


def groups_were_changed(sender: type, instance: object, action: str, **kwargs: Any) -> None:
    """The groups that may read are stored after the restriction itself."""
    if isinstance(instance, PageViewRestriction) and action.startswith("post_"):
        _restrict_translations(instance)


def restriction_was_deleted(
    sender: type, instance: PageViewRestriction, origin: Any = None, **kwargs: Any
) -> None:
    """Open again; not when the restriction only goes because its page is deleted."""
    asked_for = origin if isinstance(origin, PageViewRestriction) else getattr(origin, "model", None)
    if not (asked_for is PageViewRestriction or isinstance(asked_for, PageViewRestriction)):
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None and _leads(page):
        PageViewRestriction.objects.filter(page__in=page.get_translations()).delete()


def _leads(page: Page) -> bool:
    return page.alias_of_id is None and str(page.locale.language_code) == source_language().code


def _counterpart(parent: Page, locale: Locale) -> Page:
    found = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    if found is None:
        submission.make_above(parent, locale)
        found = Page.objects.get(translation_key=parent.translation_key, locale=locale)
    return found


def _move(page: Page, target: Page) -> None:
    slug = find_available_slug(target, page.slug, ignore_page_id=page.pk)
    if slug != page.slug:
        page.slug = slug
        page.save(clean=False)
        page = Page.objects.get(pk=page.pk)
    page.specific.move(Page.objects.get(pk=target.pk), pos="last-child")


def _restrict_translations(restriction: PageViewRestriction) -> None:
    if _leads(Page.objects.get(pk=restriction.page_id)):
        privacy.hand_on(restriction)
