"""The editors' views of pages, in place of Wagtail's."""

from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from portal.approval.views import CreatePageView, DecideView, EditPageView


class ApprovedPageViewSet(PageViewSet):
    """All page types."""

    model = Page
    add_view_class = CreatePageView
    edit_view_class = EditPageView
    workflow_action_view_class = DecideView
