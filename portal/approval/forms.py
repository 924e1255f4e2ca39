"""The form of a new page, which a click and the browser's autosave may send at the same moment."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.log_actions import get_active_log_context, registry
from wagtail.models import Page

_PAGE_MADE = ("wagtail.create", "wagtail.edit")
_SNIPPET_MADE = ("wagtail.create",)
_FORMS = uuid.UUID("5d3c3c52-6a1e-4f0b-9a55-0b1d3b0e7f5e")


def made_once(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer what `make` answers; what the same shown form made a moment ago gives place to it.

    What is sent later from one form holds all that was sent before. Call it inside a transaction that holds a lock.
    """
    form = _identity(request)
    if form is None:
        return make()
    get_active_log_context().uuid = form
    with transaction.atomic():
        _take_back(form, request.user)
        response = make()
        # Refused, say for a missing title: what was made before stays.
        transaction.set_rollback(not any(True for _ in _made(form, request.user)))
    return response


def _identity(request: HttpRequest) -> uuid.UUID | None:
    """The same for all that is sent from one shown form: each has its own mask over the token of its session."""
    token = request.POST.get("csrfmiddlewaretoken")
    return uuid.uuid5(_FORMS, token) if token and request.user.is_authenticated else None


def _made(form: uuid.UUID, user: AbstractBaseUser | AnonymousUser) -> Iterator[Any]:
    """Pages and snippets whose creation bears the identity of the form in the log."""
    for log in registry.get_log_entry_models():
        for entry in log.objects.filter(uuid=form, user=user, action="wagtail.create"):
            kind = entry.content_type.model_class()
            yield from kind._default_manager.filter(pk=entry.object_id)


def _take_back(form: uuid.UUID, user: AbstractBaseUser | AnonymousUser) -> None:
    """Remove what nobody has touched since."""
    for made in list(_made(form, user)):
        if _is_untouched(made, form):
            entries = registry.get_logs_for_instance(made)
            made.delete()
            entries.all().delete()


def _is_untouched(made: Any, form: uuid.UUID) -> bool:
    """Making a page is logged twice, making a snippet once; whatever is done later is logged as well."""
    is_page = isinstance(made, Page)
    if made.live or made.first_published_at is not None or made.workflow_states.exists():
        return False
    if is_page and made.numchild:
        return False
    logged = Counter(registry.get_logs_for_instance(made).values_list("action", "uuid"))
    return logged == Counter((action, form) for action in (_PAGE_MADE if is_page else _SNIPPET_MADE))
