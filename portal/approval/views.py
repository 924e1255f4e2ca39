"""The editor of pages and its approval: one after the other, and every message says what happened in truth."""

import json
import re
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision, TaskState

from portal.approval import forms, outcome
from portal.approval.drafts import same


class CreatePageView(CreateView):
    """Wagtail's, but of two that come at once from one form, a click and an autosave, the second stands."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever makes a page waits for whoever makes one in the same place; both would check a free slug else."""
        parent = Page.objects.filter(pk=kwargs.get("parent_page_id") or args[-1])
        return forms.made_once(request, parent, partial(super().dispatch, request, *args, **kwargs))


class EditPageView(EditView):
    """Wagtail's, but an approval publishes what was submitted, and saving what is unchanged saves nothing."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        """Whoever writes waits for whoever writes the same page: a click, an autosave, a second person."""
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            list(Page.objects.select_for_update().filter(pk=page_id).values_list("pk"))
            return super().dispatch(request, page_id, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A draft of somebody else, one that was submitted or is public is never written over."""
        number = request.POST.get("overwrite_revision_id", "")
        if number and not self._may_overwrite(number):
            sent = request.POST.copy()
            del sent["overwrite_revision_id"]
            request.POST = sent  # type: ignore[assignment]  # as Django itself does after reading a body
        if self._is_older_than_its_rows():
            self.page = self.latest_revision.as_object()
        return super().post(request, *args, **kwargs)

    @cached_property
    def action_name_and_method(self) -> tuple[str, Any]:
        """A decision on what is no longer to be decided is no wish to save."""
        name, method = super().action_name_and_method
        if name == "save" and self.request.POST.get("action-workflow-action"):
            return name, self.decided_before_action
        return name, method

    def save_action(self) -> HttpResponse:
        """The editor's browser saves by itself, also beside a click: without a change there is no new draft."""
        if self.expects_json_response and not self.is_reverting and not self._changed():
            return self._as_it_was()
        response = super().save_action()
        if self.request.POST.get("action-publish") and not self.expects_json_response:
            messages.warning(self.request, outcome.not_published())
        return response

    def perform_workflow_action(self) -> HttpResponse:
        """The decision is about what was submitted; what was changed since stays as a draft."""
        state = self.page.current_workflow_task_state
        task = self.page.current_workflow_task
        if self._changed():
            self._keep()
        further = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
        task.on_action(state, self.request.user, self.workflow_action, **further)
        outcome.tell(self.request, state)
        return self.run_hook("after_edit_page", self.request, self.page) or self.redirect_away()

    def decided_before_action(self) -> HttpResponse:
        """Somebody was faster, or took it back; changes are kept as a draft."""
        if self._changed():
            self._keep()
        outcome.tell_decided(self.request, self.page)
        return self.redirect_and_remain()

    def add_save_confirmation_message(self) -> None:
        """Wagtail says "updated", which readers' pages are not."""
        if self.is_reverting:
            super().add_save_confirmation_message()
            return
        told = _("“%(title)s” is saved as a draft.") % {"title": self.page.get_admin_display_title()}
        messages.success(self.request, told)

    def _changed(self) -> bool:
        """Whether the form says something else than the newest draft; rows without number always look new."""
        self.page = self.form.save(commit=False)
        if self.latest_revision is None or self.is_reverting:
            return True
        return not same(
            self.page_class, self.page.serializable_data(), self.latest_revision.content, comments=True
        )

    def _is_older_than_its_rows(self) -> bool:
        """Whether the form was shown before its rows were published and got numbers: they would be there twice else."""
        record = self.real_page_record
        if self.latest_revision is None or self.latest_revision.pk != record.live_revision_id:
            return False
        for relation in get_all_child_relations(self.page_class):
            name = relation.get_accessor_name()
            if name == COMMENTS_RELATION_NAME or f"{name}-TOTAL_FORMS" not in self.request.POST:
                continue
            numbers = re.compile(rf"{name}-\d+-id")
            sent = {value for key, value in self.request.POST.items() if numbers.fullmatch(key)}
            if any(str(row.pk) not in sent for row in getattr(self.page, name).all()):
                return True
        return False

    def _keep(self) -> None:
        self.subscription.save()
        previous = self.previous_revision if self.is_reverting else None
        revision = self.page.save_revision(
            user=self.request.user, log_action=True, previous_revision=previous
        )
        if "comments" in self.form.formsets:
            changes = self.get_commenting_changes()
            self.log_commenting_changes(changes, revision)
            self.send_commenting_notifications(changes)

    def _may_overwrite(self, number: str) -> bool:
        revision = Revision.objects.filter(pk=number).first() if number.isdecimal() else None
        if revision is None or revision.user_id != self.request.user.pk:
            return False
        public = revision.pk == self.real_page_record.live_revision_id
        return not public and revision.approved_go_live_at is None and not revision.task_states.exists()

    def _as_it_was(self) -> JsonResponse:
        return JsonResponse(
            {
                "success": True,
                "pk": self.page.pk,
                "revision_id": self.latest_revision.pk,
                "revision_created_at": self.latest_revision_created_at,
                "field_updates": dict(self.form.get_field_updates_for_resave()),
                "comments": self.form.serialize_comments(self.request.user),
                "html": self.render_partials(),
            }
        )


class DecideView(WorkflowActionView):
    """Approval and return from the dashboard and the lists."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Two decisions at once come one after the other; the later one is told of the earlier."""
        if str(self.task_state.workflow_state.object_id) != str(self.object.pk):
            raise PermissionDenied
        with transaction.atomic():
            list(Page.objects.select_for_update().filter(pk=self.object.pk).values_list("pk"))
            self.task_state.refresh_from_db()
            if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
                outcome.tell_decided(request, self.object)
                return redirect(self.redirect_url)
            response = super().dispatch(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            outcome.tell(request, self.task_state)
        return response
