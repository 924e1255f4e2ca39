"""What search adds to the admin, and what the admin changes without sending signals."""

from collections.abc import Iterable

from django.db import models
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.snippets.models import register_snippet

from search.signals import record_documents
from search.statistics import wagtail_hooks as statistics  # noqa: F401  registers the report
from search.wording.viewsets import WordingViewSetGroup

register_snippet(WordingViewSetGroup)


@hooks.register("after_bulk_action")
def documents_changed_collection(
    request: HttpRequest, action: str, objects: Iterable[models.Model], instance: object
) -> None:
    """Wagtail moves many documents to a collection with one UPDATE."""
    documents = get_document_model()
    if action == "add_to_collection":
        record_documents([item.pk for item in objects if isinstance(item, documents)], urgent=True)
