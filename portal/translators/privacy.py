"""Who may read a German page may read its translations, nobody else: now, and when a translation comes later."""

from wagtail.models import Page, PageViewRestriction

from portal.translation.languages import source_language


def hand_on(restriction: PageViewRestriction) -> None:
    """To all translations of the page, aliases too, in place of what they had."""
    for translated in Page.objects.get(pk=restriction.page_id).get_translations():
        own = PageViewRestriction.objects.filter(page=translated).first()
        _write(restriction, own or PageViewRestriction(page_id=translated.pk))


def take_over(translated: Page) -> None:
    """A page in another language becomes as private as its original, by its own restriction or those above.

    What asks at the original or above it asks at the same place of the other tree, or else at the page itself.
    A restriction that is there already stays as it is.
    """
    original = Page.objects.filter(
        translation_key=translated.translation_key,
        locale__language_code=source_language().code,
        alias_of=None,
    ).exclude(pk=translated.pk)
    found = original.first()
    if found is None:
        return
    line = found.get_ancestors(inclusive=True)
    asking = PageViewRestriction.objects.filter(page__in=line).select_related("page").order_by("-page__path")
    if not asking:
        return
    page = Page.objects.get(pk=translated.pk)
    counterparts = {one.translation_key: one.pk for one in page.get_ancestors(inclusive=True)}
    for restriction in asking:
        place = counterparts.get(restriction.page.translation_key, page.pk)
        if not PageViewRestriction.objects.filter(page=place).exists():
            _write(restriction, PageViewRestriction(page_id=place))


def _write(restriction: PageViewRestriction, own: PageViewRestriction) -> None:
    own.restriction_type, own.password = restriction.restriction_type, restriction.password
    own.save()
    own.groups.set(restriction.groups.all())
