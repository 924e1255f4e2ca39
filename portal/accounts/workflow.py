"""The workflow "four eyes": pages of weight are approved by a second person.

A page type or snippet takes part by the class attribute `four_eyes = True`; everything below such a page takes
part too. See `portal.approval.rights` for what one person may do alone.
"""

from typing import Any

from django.apps import apps as installed
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from portal.accounts.roles import CHIEF_EDITOR

WORKFLOW = "Vier-Augen-Prinzip"
TASK = "Freigabe durch die Chefredaktion"
_WAGTAILS_OWN = ("Moderators approval",)
_WAGTAILS_GROUPS = ("Editors", "Moderators")


def install_workflow(apps: Any = installed) -> None:
    """Make the workflow and give it to the pages that exist; a migration passes its historical `apps`.

    It holds for the whole tree, so that an editor can submit whatever an editor can write; what is of no
    weight a chief editor may also publish alone. Wagtail's own workflow is switched off, and its groups go
    while nobody is in them.
    """
    task = _task(apps)
    workflow, made = apps.get_model("wagtailcore", "Workflow").objects.get_or_create(name=WORKFLOW)
    if made:
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=0
        )
    _retire_wagtails_own(apps)
    for root in apps.get_model("wagtailcore", "Page").objects.filter(depth=1, workflowpage__isnull=True):
        _assign(root.pk, workflow.pk, apps)
    for label, name in _page_types():
        for page in apps.get_model("wagtailcore", "Page").objects.filter(
            content_type__app_label=label, content_type__model=name, workflowpage__isnull=True
        ):
            _assign(page.pk, workflow.pk, apps)
    _assign_to_snippets(workflow.pk, apps)


@receiver(post_save, dispatch_uid="portal.accounts.workflow.assign_to_new_page")
def assign_to_new_page(sender: type, instance: object, created: bool, raw: bool, **kwargs: object) -> None:
    """A page of weight has come; fixtures (`raw`) bring their own assignment."""
    if not created or raw or not isinstance(instance, Page) or not _takes_part(sender):
        return
    workflow = installed.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).first()
    if workflow is not None:
        _assign(instance.pk, workflow.pk, installed)


def _takes_part(model: type) -> bool:
    return bool(getattr(model, "four_eyes", False))


def _page_types() -> list[tuple[str, str]]:
    return [(m._meta.app_label, m._meta.model_name) for m in get_page_models() if _takes_part(m)]


def _assign(page_id: int, workflow_id: int, apps: Any) -> None:
    rows = apps.get_model("wagtailcore", "WorkflowPage").objects
    rows.get_or_create(page_id=page_id, defaults={"workflow_id": workflow_id})


def _assign_to_snippets(workflow_id: int, apps: Any) -> None:
    """All snippets of a kind share one workflow."""
    hooks.search_for_hooks()
    for model in filter(_takes_part, get_snippet_models()):
        kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=model._meta.app_label, model=model._meta.model_name
        )
        rows = apps.get_model("wagtailcore", "WorkflowContentType").objects
        rows.get_or_create(content_type_id=kind.pk, defaults={"workflow_id": workflow_id})


def _task(apps: Any) -> Any:
    """The task; a historical model does not know its own content type, so it is given."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="portal", model="foureyestask"
    )
    tasks = apps.get_model("portal", "FourEyesTask").objects
    task, _made = tasks.get_or_create(name=TASK, defaults={"content_type": kind})
    task.groups.add(apps.get_model("auth", "Group").objects.get(name=CHIEF_EDITOR))
    return task


def _retire_wagtails_own(apps: Any) -> None:
    own = apps.get_model("wagtailcore", "Workflow").objects.filter(name__in=_WAGTAILS_OWN)
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__in=own).delete()
    own.update(active=False)
    apps.get_model("wagtailcore", "Task").objects.filter(name__in=_WAGTAILS_OWN).update(active=False)
    apps.get_model("auth", "Group").objects.filter(name__in=_WAGTAILS_GROUPS, user__isnull=True).delete()
