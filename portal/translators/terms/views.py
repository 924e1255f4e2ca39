"""The term base as files, out and in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.translators.terms import exchange

VIEW, ADD, CHANGE = "portal.view_term", "portal.add_term", "portal.change_term"
LARGEST = 5 * 1024 * 1024


class ImportForm(forms.Form):
    """One file; its ending says what it is."""

    file = forms.FileField(label=_("CSV or TBX file"))

    def clean_file(self) -> list[exchange.Row]:
        """The rows of the file."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        read = exchange.from_csv if file.name.lower().endswith(".csv") else exchange.from_tbx
        try:
            return read(file.read())
        except exchange.Unreadable as error:
            message = gettext("This file cannot be read. Expected: %(what)s") % {"what": error}
            raise forms.ValidationError(message) from error


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole term base."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    if kind == "csv":
        response = HttpResponse(
            "\ufeff" + exchange.to_csv(exchange.rows()), content_type="text/csv; charset=utf-8"
        )
    elif kind == "tbx":
        response = HttpResponse(exchange.to_tbx(exchange.rows()), content_type="application/x-tbx+xml")
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="terms.{kind}"'
    return response


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Tells what was taken and what not."""
    if not (request.user.has_perm(ADD) and request.user.has_perm(CHANGE)):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        outcome = exchange.store(form.cleaned_data["file"])
        told = ngettext("%(number)d row taken.", "%(number)d rows taken.", outcome.taken)
        messages.success(request, told % {"number": outcome.taken})
        for place, what in outcome.refused[:50]:
            messages.warning(
                request, gettext("Row %(place)s not taken: %(what)s") % {"place": place, "what": what}
            )
        return redirect("translators_terms")
    context = {"page_title": _("Fixed terms as files"), "header_icon": "openquote", "form": form}
    return render(request, "portal/translators/terms.html", context)
