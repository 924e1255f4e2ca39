"""The end of an approval: what was submitted is published, nothing else, and no draft is left that says the same."""

from typing import Any


def publish_submitted(workflow_state: Any, user: Any = None) -> None:
    """Set as WAGTAIL_FINISH_WORKFLOW_ACTION; whoever approves needs no right to publish alone.

    Wagtail's own publishes the newest draft, which may hold words that nobody has approved.
    """
    revision = workflow_state.current_task_state.revision
    drop_echoes(revision)
    _newest_echo(revision).publish(user=user, skip_permission_checks=True)


def _newest_echo(revision: Any) -> Any:
    """Words typed and taken back leave drafts between two that say the same; the later one is published then.

    Read anew: what was read before the drafts were dropped would be stored again with the number of one of them.
    """
    from portal.approval.drafts import same_revisions

    revision = type(revision).objects.get(pk=revision.pk)
    newest = revision.content_object.get_latest_revision()
    return newest if newest is not None and same_revisions(newest, revision) else revision


def drop_echoes(revision: Any) -> None:
    """Later drafts that say the same are taken away; one that says more keeps them all."""
    later = type(revision).objects.filter(
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        created_at__gte=revision.created_at,
        pk__gt=revision.pk,
    )
    echoes = list(later)
    if not echoes or not all(_is_echo(one, revision) for one in echoes):
        return
    model = revision.base_content_type.model_class()
    notes = {"latest_revision": revision}
    if any(field.name == "latest_revision_created_at" for field in model._meta.fields):
        notes["latest_revision_created_at"] = revision.created_at
    model._base_manager.filter(pk=revision.object_id).update(**notes)
    for echo in echoes:
        echo.delete()


def _is_echo(later: Any, revision: Any) -> bool:
    from portal.approval.drafts import same_revisions

    if later.approved_go_live_at is not None or later.task_states.exists():
        return False
    return same_revisions(later, revision)
