"""Without a second person: publishing, unpublishing and deleting what is of weight, each with a reason that is kept
in the history and mailed to the other chief editors."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from portal.approval import notices, tasks
from portal.approval.rights import alone

ACTIONS: dict[str, dict[str, Any]] = {
    "publish": {
        "offer": gettext_lazy("Publish without a second person …"),
        "do": gettext_lazy("Publish now"),
        "done": gettext_lazy("“%(title)s” is published. The other chief editors are told the reason."),
        "log": gettext_lazy("Published without a second person"),
    },
    "unpublish": {
        "offer": gettext_lazy("Unpublish with a reason …"),
        "do": gettext_lazy("Unpublish now"),
        "done": gettext_lazy("“%(title)s” is unpublished. The other chief editors are told the reason."),
        "log": gettext_lazy("Unpublished without a second person"),
    },
    "delete": {
        "offer": gettext_lazy("Delete with a reason …"),
        "do": gettext_lazy("Delete now"),
        "done": gettext_lazy("“%(title)s” is deleted. The other chief editors are told the reason."),
        "log": gettext_lazy("Deleted without a second person"),
    },
}
LOG = "portal.alone."


class ReasonForm(forms.Form):
    """Why it cannot wait."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept in the history and mailed to the other chief editors."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, label: str, pk: str, action: str) -> HttpResponse:
    """Ask for the reason, then do it."""
    thing = _thing(label, pk)
    if action not in ACTIONS:
        raise Http404
    if not alone(thing, request.user, action):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return act(request, thing, action, form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {
        "page_title": ACTIONS[action]["log"],
        "page_subtitle": str(thing),
        "header_icon": "warning",
        "form": form,
        "do": ACTIONS[action]["do"],
        "deletes": action == "delete",
        "back": _edit_url(thing),
        "others": notices.chief_editors(besides=request.user),
    }
    return render(request, "portal/approval/alone.html", context)


@transaction.atomic
def act(request: HttpRequest, thing: Any, action: str, reason: str) -> HttpResponse:
    """The act, the entry in the history and the mails; what refuses the ordinary act refuses this one too."""
    if isinstance(thing, Page):
        for hook in hooks.get_hooks(f"before_{action}_page"):
            refused = hook(request, thing)
            if hasattr(refused, "status_code"):
                return refused  # type: ignore[no-any-return]
    shown = thing.get_latest_revision_as_object() if action == "publish" else thing
    title, list_url = str(shown), _list_url(thing)
    log(thing, f"{LOG}{action}", user=request.user, data={"reason": reason}, deleted=action == "delete")
    _WORK[action](thing, request.user)
    path = list_url if action == "delete" else _history_url(thing)
    others = notices.chief_editors(besides=request.user)
    tasks.hand_on(others, f"alone_{action}", title, path, by=request.user, reason=reason)
    messages.success(request, ACTIONS[action]["done"] % {"title": title})
    return redirect(list_url)


def url_of(thing: Model, action: str) -> str:
    """Where the reason is asked for."""
    label = "page" if isinstance(thing, Page) else thing._meta.label_lower
    return reverse("approval_alone", args=[label, quote(thing.pk), action])


def log_actions() -> Iterable[tuple[str, type[LogFormatter]]]:
    """How the history tells of it."""
    for action, words in ACTIONS.items():
        yield f"{LOG}{action}", type("Alone", (_WithReason,), {"label": words["log"]})


class _WithReason(LogFormatter):
    label: Any = ""

    def format_message(self, log_entry: Any) -> str:
        """With the reason behind it."""
        return f"{self.label}. {_('Reason:')} {log_entry.data.get('reason', '')}"


_publishers: list[Callable[[Any, Any], bool]] = []


def register_publisher(publish: Callable[[Any, Any], bool]) -> None:
    """Told by the translators' desk: publishes what is kept elsewhere than in drafts, and answers whether it did."""
    _publishers.append(publish)


def _publish(thing: Any, user: Any) -> None:
    if any(publish(thing, user) for publish in _publishers):
        return
    revision = thing.get_latest_revision() or thing.save_revision(user=user)
    revision.publish(user=user, skip_permission_checks=True)


def _unpublish(thing: Any, user: Any) -> None:
    if isinstance(thing, Page):
        UnpublishPageAction(thing, user=user).execute(skip_permission_checks=True)
    else:
        UnpublishAction(thing, user=user).execute(skip_permission_checks=True)


def _delete(thing: Any, user: Any) -> None:
    if isinstance(thing, Page):
        DeletePageAction(thing, user=user).execute(skip_permission_checks=True)
    else:
        thing.delete()


_WORK: dict[str, Callable[[Any, Any], None]] = {
    "publish": _publish,
    "unpublish": _unpublish,
    "delete": _delete,
}


def _thing(label: str, pk: str) -> Any:
    if label == "page":
        if not pk.isdecimal() or len(pk) > 18:
            raise Http404
        return get_object_or_404(Page, pk=pk).specific
    for model in get_snippet_models():
        if model._meta.label_lower == label and getattr(model, "four_eyes", False):
            try:
                return get_object_or_404(model, pk=unquote(pk))
            except ValueError as error:
                raise Http404 from error
    raise Http404


def _edit_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])


def _history_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:history", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("history"), args=[quote(thing.pk)])


def _list_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_explore", args=[thing.get_parent().pk])
    return reverse(thing.snippet_viewset.get_url_name("list"))
