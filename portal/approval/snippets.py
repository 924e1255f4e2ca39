"""The views of snippets that readers see."""

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from wagtail.models import Revision
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from portal.approval import forms


class CreateSnippetView(CreateView):
    """Wagtail's, but a click beside an autosave does not make a second one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Of two that come at once from one form the second stands."""
        author = get_user_model().objects.filter(pk=str(request.user.pk))
        return forms.made_once(request, author, partial(super().dispatch, request, *args, **kwargs))


class EditSnippetView(EditView):
    """Wagtail's; a draft of somebody else, one that was submitted or is public is never written over."""

    @property
    def overwrite_revision(self) -> Revision | None:
        """None makes a new draft."""
        found = super().overwrite_revision
        if found is None or found.user_id != self.request.user.pk or found.task_states.exists():
            return None
        return None if found.pk == self.live_object.live_revision_id else found


class ApprovedSnippetViewSet(SnippetViewSet):
    """Snippets with an approval."""

    add_view_class: Any = CreateSnippetView
    edit_view_class: Any = EditSnippetView
