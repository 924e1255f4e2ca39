"""Wagtail sends its mails within the click; here the worker does, after the click has been kept."""

from typing import Any

from wagtail import signals
from wagtail.models import TaskState, WorkflowState

# Signal, sender and the name under which Wagtail listens.
_LISTENED = {
    "task_submitted": (TaskState, "group_approval_task_submitted_email_notification"),
    "workflow_submitted": (WorkflowState, "workflow_state_submitted_email_notification"),
    "workflow_rejected": (WorkflowState, "workflow_state_rejected_email_notification"),
    "workflow_approved": (WorkflowState, "workflow_state_approved_email_notification"),
}


def connect() -> None:
    """Called once; Wagtail listens by the same names, and of two with one name the first is heard."""
    for kind, (sender, name) in _LISTENED.items():
        signal = getattr(signals, kind)
        signal.connect(_Asker(kind), sender=sender, dispatch_uid=name, weak=False)


class _Asker:
    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __call__(self, instance: Any, user: Any = None, **kwargs: Any) -> None:
        """Queued in the transaction of the click."""
        from portal.approval.tasks import tell_of_workflow

        tell_of_workflow.enqueue(self.kind, instance.pk, user.pk if user is not None else None)
