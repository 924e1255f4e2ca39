"""What changes the index: receivers that write outbox rows in the transaction of the change.

Model signals are used where Wagtail's own come too late: page_published, page_slug_changed and post_page_move
are sent after the transaction, so a process that dies in between would lose the change. `Page.save` is one
transaction and every publish, unpublish, move and rename goes through it.
"""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.snippets.models import get_snippet_models

from portal.files.extraction import State
from portal.files.signals import document_text_changed
from portal.findable import Findable, families, sources_changed
from search import outbox
from search.models import Operation
from search.references import pages_showing, types_listing
from search.sources import page_types

# Written by saving a draft, locking or scheduling: nothing a reader sees.
UNSEEN_FIELDS = frozenset(
    {
        "approved_schedule",
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "show_in_menus",
    }
)
_BEFORE = "_search_before"


def connect() -> None:
    """Called once, when the app registry is ready."""
    documents = get_document_model()
    for signal, receiver, sender in (
        (pre_save, page_will_be_saved, None),
        (post_save, page_was_saved, None),
        (post_delete, page_was_deleted, Page),
        (post_save, page_restriction_changed, PageViewRestriction),
        (post_delete, page_restriction_changed, PageViewRestriction),
        (post_save, collection_changed, Collection),
        (post_save, collection_restriction_changed, CollectionViewRestriction),
        (post_delete, collection_restriction_changed, CollectionViewRestriction),
        (document_text_changed, document_was_read, None),
        (sources_changed, sources_were_changed, None),
        (post_save, document_was_saved, documents),
        (pre_delete, document_will_be_deleted, documents),
        (post_save, snippet_was_saved, None),
        (pre_delete, snippet_will_be_deleted, None),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=f"search.{receiver.__name__}.{id(signal)}")


def page_will_be_saved(sender: type, instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Remember what readers saw, to know what follows from the change."""
    if not isinstance(instance, Page) or raw or not _is_seen(kwargs.get("update_fields")):
        return
    seen = Page.objects.filter(pk=instance.pk).values("title", "url_path", "live").first()
    setattr(instance, _BEFORE, seen)


def page_was_saved(sender: type, instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """The page itself; with its title, address or visibility also what lies below it."""
    if not isinstance(instance, Page) or raw or not _is_seen(kwargs.get("update_fields")):
        return
    before = instance.__dict__.pop(_BEFORE, None)
    was_live = bool(before and before["live"])
    if not instance.live and not was_live:
        return
    moved = before is not None and before["url_path"] != instance.url_path
    taken = was_live and not instance.live
    below = before is not None and (moved or taken or not was_live or before["title"] != instance.title)
    outbox.record(
        _page_keys(instance, below=below),
        Operation.DELETE if taken else Operation.UPSERT,
        urgent=moved or taken,
    )


def page_was_deleted(sender: type, instance: Page, **kwargs: Any) -> None:
    """Sent for the deleted page and each page below it."""
    if issubclass(instance.specific_class or Page, Findable):
        keys = [f"page:{instance.pk}", *_hanging_on(instance, below=False)]
        outbox.record(keys, Operation.DELETE, urgent=True)


def sources_were_changed(sender: object, keys: list[str], **kwargs: Any) -> None:
    """What hangs on pages came, or its words changed; its page decides who may read it."""
    outbox.record(keys)


def page_restriction_changed(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A restriction holds for everything below its page, and so does its end."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        outbox.record(_page_keys(page, below=True), urgent=True)


def collection_changed(sender: type, instance: Collection, created: bool = False, **kwargs: Any) -> None:
    """A collection may come under a private one; Wagtail saves it in the transaction that moves it."""
    if not created:
        _record_collection(instance)


def collection_restriction_changed(sender: type, instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Holds for all collections below."""
    collection = Collection.objects.filter(pk=instance.collection_id).first()
    if collection is not None:
        _record_collection(collection)


def document_was_read(sender: type, document: models.Model, **kwargs: Any) -> None:
    """Its text was read, or dropped with the file it came from: what readers knew of it is gone at once."""
    dropped = getattr(document, "extraction_state", "") == State.PENDING
    known = getattr(document, "findable_alone", False) or pages_showing(type(document), [document.pk])
    if dropped and known:
        record_documents([document.pk], Operation.DELETE, urgent=True)
    else:
        record_documents([document.pk])


def document_was_saved(sender: type, instance: models.Model, created: bool = False, **kwargs: Any) -> None:
    """Title, date, collection, or whether it may be found alone."""
    record_documents([instance.pk], urgent=not created)


def document_will_be_deleted(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """References are gone afterwards, so the pages are looked up now."""
    outbox.record([f"document:{instance.pk}"], Operation.DELETE, urgent=True)
    outbox.record(pages_showing(type(instance), [instance.pk]), Operation.DELETE, urgent=True)


def snippet_was_saved(sender: type, instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Pages show names of topics, bodies and contacts; a new one only where all of its kind are listed."""
    if raw or sender not in get_snippet_models():
        return
    if not kwargs.get("created") or types_listing(sender):
        outbox.record([outbox.uses_key(instance)])


def snippet_will_be_deleted(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """References are gone afterwards, so the pages are looked up now."""
    if sender in get_snippet_models():
        outbox.record(pages_showing(sender, [instance.pk]))


def record_documents(
    pks: list[int], operation: Operation = Operation.UPSERT, *, urgent: bool = False
) -> None:
    """The documents as finds of their own, and the pages whose text includes theirs."""
    label = get_document_model()._meta.label_lower
    keys = [key for pk in pks for key in (f"document:{pk}", f"{outbox.USES}:{label}:{pk}")]
    outbox.record(keys, operation, urgent=urgent)


def _record_collection(collection: Collection) -> None:
    inside = Collection.objects.filter(path__startswith=collection.path)
    pks = get_document_model().objects.filter(collection__in=inside).values_list("pk", flat=True)
    record_documents(list(pks), urgent=True)


def _page_keys(page: Page, *, below: bool) -> list[str]:
    """Live pages of findable types; the page itself also when it has just been taken away."""
    keys = []
    if page.alias_of_id is None and issubclass(page.specific_class or Page, Findable):
        keys.append(f"page:{page.pk}")
    if below:
        pages = Page.objects.filter(path__startswith=page.path, live=True, alias_of__isnull=True)
        pages = pages.exact_type(*page_types()).exclude(pk=page.pk)
        keys += [f"page:{pk}" for pk in pages.order_by("pk").values_list("pk", flat=True)]
    return keys + _hanging_on(page, below=below)


def _hanging_on(page: Page, *, below: bool) -> list[str]:
    return [
        f"{prefix}:{identity}"
        for prefix, family in families().items()
        for identity in family.hanging_on(page, below=below)
    ]


def _is_seen(update_fields: frozenset[str] | None) -> bool:
    return update_fields is None or not UNSEEN_FIELDS.issuperset(update_fields)
