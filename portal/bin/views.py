"""The question before a page goes into the bin, the list of the bin, and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.pages.delete import DeleteView

from portal.bin import actions, selectors
from portal.bin.models import BinnedPage


class BinView(DeleteView):
    """Wagtail's question, with the names of what hangs on the page."""

    template_name = "portal/bin/confirm.html"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Into the bin; a refusal is told where the page is listed."""
        try:
            answer: HttpResponse = super().post(request, *args, **kwargs)
        except actions.NotPossible as refused:
            messages.error(request, str(refused))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return answer


@require_safe
def bin_list(request: HttpRequest) -> HttpResponse:
    """What was deleted in the last thirty days."""
    context = {"page_title": _("Bin"), "header_icon": "bin", "rows": selectors.in_bin(request.user)}
    return render(request, "portal/bin/list.html", context)


@require_POST
def restore(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Put a page back with all that was deleted with it."""
    entry = get_object_or_404(BinnedPage, pk=entry_id, lead=True)
    if not selectors.may_restore(entry, request.user):
        raise PermissionDenied
    title, number = entry.page.get_admin_display_title(), entry.page_id
    try:
        same = actions.restore(entry, request.user)
    except actions.NotPossible as refused:
        messages.error(request, str(refused))
        return redirect("portal_bin")
    if same:
        messages.success(request, _("“%(title)s” is back where it was.") % {"title": title})
    else:
        told = _("“%(title)s” is back as a draft: its address is taken by another page by now.")
        messages.warning(request, told % {"title": title})
    return redirect("wagtailadmin_pages:edit", number)
