"""The views of snippets that readers see."""

from typing import Any

from wagtail.models import Revision
from wagtail.snippets.views.snippets import EditView, SnippetViewSet


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

    edit_view_class: Any = EditSnippetView
