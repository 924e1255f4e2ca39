"""Mails of the approval, sent by the worker."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django_tasks import task
from wagtail.admin import signal_handlers as wagtails
from wagtail.models import TaskState, WorkflowState

from portal.approval import notices

AFTER_FAILURE = dt.timedelta(minutes=10)

NOTIFIERS: dict[str, tuple[Any, Any]] = {
    "task_submitted": (wagtails.task_submission_email_notifier, TaskState),
    "workflow_submitted": (wagtails.workflow_submission_email_notifier, WorkflowState),
    "workflow_rejected": (wagtails.workflow_rejection_email_notifier, WorkflowState),
    "workflow_approved": (wagtails.workflow_approval_email_notifier, WorkflowState),
}


def hand_on(
    people: Iterable[Any], kind: str, title: str, path: str, *, by: Any = None, reason: str = ""
) -> None:
    """Queue the mails in the open transaction; nobody is told of what they did themselves."""
    receivers = sorted({one.pk for one in people if by is None or one.pk != by.pk})
    if receivers:
        tell.enqueue(receivers, kind, {"title": title, "by": str(by or ""), "reason": reason}, path)


@task
def tell(receivers: list[int], kind: str, told: dict[str, str], path: str) -> None:
    """Once more, and only to the rest, while the mail server is down."""
    left = notices.send(receivers, kind, told, path)
    if left:
        again = timezone.now() + AFTER_FAILURE
        tell.using(run_after=again).enqueue(left, kind, told, path)


@task
def tell_of_workflow(kind: str, state_id: int, user_id: int | None) -> None:
    """Wagtail's mail about a submission, an approval or a return; a deleted page needs none."""
    notifier, model = NOTIFIERS[kind]
    state = model.objects.filter(pk=state_id).first()
    if state is None:
        return
    user = notices.person(user_id)
    notifier(instance=state.specific if isinstance(state, TaskState) else state, user=user)
