"""What people are told after a decision: what happened in truth."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Revision, TaskState, WorkflowState

from portal.approval.drafts import same_revisions


def tell(request: HttpRequest, decided: TaskState) -> None:
    """After an approval or a return of a page or snippet."""
    workflow = WorkflowState.objects.get(pk=decided.workflow_state_id)
    thing = Revision.objects.get(pk=decided.revision_id).content_object
    title = {"title": str(thing)}
    if workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        messages.success(request, _("“%(title)s” was sent back with your reason.") % title)
    elif workflow.status != WorkflowState.STATUS_APPROVED:
        messages.success(request, _("“%(title)s” is approved; one more step follows.") % title)
    elif _is_public(thing, decided):
        messages.success(request, _("“%(title)s” is approved and published.") % title)
        _tell_of_parents(request, thing)
    else:
        when = date_format(localtime(thing.go_live_at), "SHORT_DATETIME_FORMAT") if thing.go_live_at else ""
        told = _("“%(title)s” is approved and will be published on %(when)s.")
        messages.success(request, told % (title | {"when": when}))
    _tell_of_later_draft(request, thing, decided)


def tell_decided(request: HttpRequest, thing: Any) -> None:
    """Somebody was faster; nothing was decided anew."""
    last = TaskState.objects.for_instance(thing).order_by("-finished_at", "-pk").first()
    name = str(last.finished_by) if last is not None and last.finished_by else ""
    if last is not None and last.status == TaskState.STATUS_APPROVED:
        told = _("“%(title)s” was already approved by %(name)s. Your click changed nothing.")
    elif last is not None and last.status == TaskState.STATUS_REJECTED:
        told = _("“%(title)s” was already sent back by %(name)s. Your click changed nothing.")
    else:
        told = _("“%(title)s” does not wait for your approval. Your click changed nothing.")
    messages.warning(request, told % {"title": str(thing), "name": name})


def not_published() -> str:
    """Somebody asked for more than they may."""
    return _("It is not published: that needs a second person. Please submit it for approval.")


def _is_public(thing: Any, decided: TaskState) -> bool:
    live = thing.live_revision
    return bool(thing.live and live is not None and same_revisions(live, decided.revision))


def _tell_of_parents(request: HttpRequest, thing: Any) -> None:
    if not isinstance(thing, Page):
        return
    hidden = thing.get_ancestors().filter(depth__gt=1, live=False).first()
    if hidden is not None:
        told = _("Readers find it only when “%(parent)s”, in which it lies, is published as well.")
        messages.warning(request, told % {"parent": hidden.title})


def _tell_of_later_draft(request: HttpRequest, thing: Any, decided: TaskState) -> None:
    latest = thing.latest_revision
    if latest is None or latest.pk == decided.revision_id or same_revisions(latest, decided.revision):
        return
    told = _(
        "What was changed since it was submitted is kept as a draft that waits for an approval of its own."
    )
    messages.warning(request, told)
