"""The form of a new page, which a click and the browser's autosave may send at the same moment."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.log_actions import get_active_log_context, registry
from wagtail.models import Page

_PAGE_MADE = ("wagtail.create", "wagtail.edit")
_SNIPPET_MADE = ("wagtail.create",)
_FORMS = uuid.UUID("5d3c3c52-6a1e-4f0b-9a55-0b1d3b0e7f5e")


def made_once(request: HttpRequest, rows: QuerySet[Any], make: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer what `make` answers, while `rows` are locked; what the same shown form made gives place to it.

    What is sent later from one form holds all that was sent before. Only an autosave that comes after a click was
    sent before it: it takes nothing back.
    """
    if request.method != "POST":
        return make()
    sent = _identities(request)
    with transaction.atomic():
        list(rows.select_for_update().values_list("pk"))
        if not sent:
            return make()
        get_active_log_context().uuid = sent[-1]
        with transaction.atomic():
            _take_back(sent, request.user)
            response = make()
            if not any(_made(sent, request.user)):
                # Refused, say for a missing title: what was made before stays.
                transaction.set_rollback(True)
        return response


def _identities(request: HttpRequest) -> tuple[uuid.UUID, ...]:
    """Of what this may take the place of, its own last; each shown form has its own mask over its session's token."""
    token = request.POST.get("csrfmiddlewaretoken")
    if not token or not request.user.is_authenticated:
        return ()
    by_itself, by_click = (uuid.uuid5(_FORMS, f"{way} {token}") for way in ("autosave", "click"))
    return (by_itself, by_click) if request.accepts("text/html") else (by_itself,)


def _made(
    sent: tuple[uuid.UUID, ...], user: AbstractBaseUser | AnonymousUser
) -> Iterator[tuple[Any, uuid.UUID]]:
    """Pages and snippets whose creation bears one of the identities in the log, with the one they bear."""
    for log in registry.get_log_entry_models():
        for entry in log.objects.filter(uuid__in=sent, user=user, action="wagtail.create"):
            kind = entry.content_type.model_class()
            for made in kind._default_manager.filter(pk=entry.object_id):
                yield made, entry.uuid


def _take_back(sent: tuple[uuid.UUID, ...], user: AbstractBaseUser | AnonymousUser) -> None:
    """Remove what nobody has touched since."""
    for made, form in list(_made(sent, user)):
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
