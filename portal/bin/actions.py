"""Into the bin, out of it, and deleting for good.

The bin is a second root of the tree: no site and no right reaches it, so nothing in it is served, listed,
edited or published. Every page is read anew before it is saved: an older instance writes the old tree back.
"""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from portal.bin import rules
from portal.bin.models import BinnedPage
from portal.translation.languages import source_language

SLUG = "papierkorb"
KEEP_HOOK = "keep_page"


class NotPossible(PermissionDenied):
    """The reason is for the person who asked."""


def bin_root() -> Page:
    """The root of what is deleted, made when first needed."""
    found = Page.objects.filter(depth=1, slug=SLUG).first()
    return found or Page.add_root(instance=Page(title="Papierkorb", slug=SLUG, live=False))


def refusal(page: Page) -> str:
    """Why a page stays, or nothing; apps say so by the hook `keep_page`."""
    below = Page.objects.descendant_of(page, inclusive=True)
    if below.filter(sites_rooted_here__isnull=False).exists():
        return _("“%(title)s” is the front page of a site and cannot be deleted.") % {"title": page.title}
    for ask in hooks.get_hooks(KEEP_HOOK):
        if reason := ask(page):
            return str(reason)
    return ""


@transaction.atomic
def put(page: Page, user: Any) -> None:
    """Take a page with all below it, and its translations when it is the original, away from readers and editors."""
    if reason := refusal(page):
        raise NotPossible(reason)
    roots = _together(page)
    below = [one for root in roots for one in Page.objects.descendant_of(root, inclusive=True)]
    public = _public(below)
    keys = [] if _leads(page) else [[one.pk, str(one.translation_key)] for one in below]
    batch, now = uuid.uuid4(), timezone.now()
    for root in roots:
        after = root.get_next_sibling()
        BinnedPage.objects.create(
            page=Page.objects.get(pk=root.pk),
            batch=batch,
            lead=root.pk == page.pk,
            parent=root.get_parent(),
            before=after.pk if after else None,
            slug=root.slug,
            public=public if root.pk == page.pk else [],
            keys=keys if root.pk == page.pk else [],
            binned_at=now,
            binned_by=user,
        )
    log(page.specific, "bin.put", user=user)
    _withdraw([number for number, _revision in public], below, user)
    for number, _key in keys:
        # Another translation may be made meanwhile; this one must not be taken for it.
        Page.objects.filter(pk=number).update(translation_key=uuid.uuid4())
    for root in roots:
        _move(root.pk, f"{root.pk}-{root.slug}"[:200], bin_root().pk, "last-child")


@transaction.atomic
def restore(entry: BinnedPage, user: Any) -> bool:
    """Back to its place, public where it was; False when its address was taken, then all are drafts."""
    entries = list(BinnedPage.objects.filter(batch=entry.batch).order_by("-lead", "pk"))
    same_address = True
    for one in entries:
        same_address &= _put_back(one)
    lead = next(one for one in entries if one.lead)
    _give_keys_back(lead.keys)
    BinnedPage.objects.filter(batch=entry.batch).delete()
    if same_address:
        _publish_again(lead.public, user)
    log(Page.objects.get(pk=lead.page_id).specific, "bin.restore", user=user)
    return same_address


def purge(now: dt.datetime) -> int:
    """Delete for good what has lain here long enough; what something still needs stays."""
    due = [one for one in BinnedPage.objects.all() if rules.is_over(one.binned_at, now)]
    gone = 0
    for entry in due:
        page = Page.objects.filter(pk=entry.page_id).first()
        if page is None:
            continue
        try:
            with transaction.atomic():
                page.specific.delete()
        except ProtectedError:
            continue
        gone += 1
    return gone


def _together(page: Page) -> list[Page]:
    own = Page.objects.get(pk=page.pk)
    return [own, *Page.objects.filter(pk__in=own.get_translations())] if _leads(own) else [own]


def _leads(page: Page) -> bool:
    return page.alias_of_id is None and str(page.locale.language_code) == source_language().code


def _public(pages: list[Page]) -> list[list[int | None]]:
    """Also translations that stand elsewhere: they go offline with their original."""
    keys = {page.translation_key for page in pages if _leads(page)}
    numbers = {page.pk for page in pages}
    live = Page.objects.live()
    found = live.filter(pk__in=numbers) | live.filter(translation_key__in=keys)
    return [[page.pk, page.live_revision_id] for page in found.order_by("depth", "path")]


def _withdraw(numbers: list[int | None], below: list[Page], user: Any) -> None:
    for number in reversed(numbers):
        page = Page.objects.get(pk=number)
        if page.live:
            # Who may delete was asked at the door; taking away alone is a right of its own.
            withdrawal = UnpublishPageAction(page.specific, user=user, log_action=False)
            withdrawal.execute(skip_permission_checks=True)
    for page in below:
        state = page.specific.current_workflow_state
        if state is not None:
            state.cancel(user=user)


def _move(number: int, slug: str, target: int, position: str) -> None:
    Page.objects.filter(pk=number).update(slug=slug)
    Page.objects.get(pk=number).specific.move(Page.objects.get(pk=target), pos=position)


def _put_back(entry: BinnedPage) -> bool:
    parent = Page.objects.filter(pk=entry.parent_id).first()
    if parent is None or parent.path.startswith(bin_root().path):
        raise NotPossible(_("The page it stood below is deleted too. Please restore that one first."))
    slug = find_available_slug(parent, entry.slug, ignore_page_id=entry.page_id)
    beside = Page.objects.child_of(parent).filter(pk=entry.before).first()
    _move(entry.page_id, slug, (beside or parent).pk, "left" if beside else "last-child")
    return bool(slug == entry.slug)


def _give_keys_back(keys: list[list[Any]]) -> None:
    for number, key in keys:
        page = Page.objects.filter(pk=number).first()
        taken = page and Page.objects.filter(translation_key=key, locale=page.locale).exists()
        if page and not taken:
            Page.objects.filter(pk=number).update(translation_key=key)


def _publish_again(public: list[list[Any]], user: Any) -> None:
    """Exactly what readers saw before, whatever was drafted since."""
    for number, revision in public:
        page = Page.objects.filter(pk=number).first()
        if page is None or page.live:
            continue
        seen = Revision.objects.filter(pk=revision).first()
        if seen is not None and page.alias_of_id is None:
            seen.publish(user=user, skip_permission_checks=True, log_action="bin.restore")
        else:
            own = page.specific
            own.live = True
            own.save(clean=False)
