"""The pages below a guideline text: what each address answers."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.guidelines.reading import addresses, comparing, history, rows, versions
from consultations.guidelines.reading.choice import choice
from consultations.guidelines.reading.frame import framed
from portal.translation.languages import Language, language


def list_versions(page: Page, request: HttpRequest) -> HttpResponse:
    """All versions with what was said of them."""
    lines = versions.lines(page)
    return framed(
        page,
        request,
        "versions",
        _("Versions"),
        lines=lines,
        feed_url=addresses.feed(page),
        choice=choice(page, request, [line.version for line in lines]),
    )


def read_version(page: Page, request: HttpRequest, number: int) -> HttpResponse:
    """One version as it was frozen."""
    found = versions.reading(page, number)
    if found is None:
        raise Http404
    return framed(
        page,
        request,
        "version",
        found.line.name,
        reading=found,
        versions_url=addresses.versions(page),
        text_language=_language(page, found.text.language),
    )


def choose_comparison(page: Page, request: HttpRequest) -> HttpResponse:
    """The form; when two versions were chosen it leads to their comparison, the older one first."""
    asked = request.GET.get("a", ""), request.GET.get("b", "")
    old, new = addresses.number_of(asked[0]), addresses.number_of(asked[1])
    if old and new:
        return HttpResponseRedirect(_comparison(page, request, min(old, new), max(old, new)))
    if old and asked[1] in (addresses.LIVE, addresses.DRAFT):
        return HttpResponseRedirect(_comparison(page, request, old, asked[1]))
    return HttpResponseRedirect(addresses.versions(page))


def compare_versions(page: Page, request: HttpRequest, old: int, new: str) -> HttpResponse:
    """Two texts of this page compared; the older version always comes first."""
    later = addresses.number_of(new)
    if later == old:
        return HttpResponseRedirect(addresses.version(page, old))
    if 0 < later < old:
        return HttpResponseRedirect(_comparison(page, request, later, old))
    found = comparing.compared(page, request, old, new)
    only = addresses.only_asked(request)
    view = addresses.view_asked(request)
    shown = rows.only_changes(found.rows) if only else found.rows
    response = framed(
        page,
        request,
        "comparison",
        _("%(old)s and %(new)s compared") % {"old": found.old.name, "new": found.new.name},
        found=found,
        changes=comparing.said(found.between),
        rows=comparing.drawn(shown, view),
        total=len(found.rows),
        hidden=len(found.rows) - len(shown),
        other_views=_other_views(page, found, view, only=only),
        view=view,
        choice=choice(page, request, found.versions, (found.old.code, found.new.code)),
    )
    if found.new.code == addresses.DRAFT:
        add_never_cache_headers(response)
    return response


def show_history(page: Page, request: HttpRequest, short: str) -> HttpResponse:
    """One piece through all versions."""
    found = history.history_of(page, short) if addresses.SHORT.fullmatch(short) else None
    if found is None:
        raise Http404
    return framed(
        page,
        request,
        "history",
        _("History of %(piece)s") % {"piece": found.name},
        history=found,
        steps=history.drawn(found),
        permalink=addresses.permalink(short),
        versions_url=addresses.versions(page),
    )


def _language(page: Page, written: str) -> Language | None:
    """The language of a text that is not written in that of the page."""
    return None if written == page.locale.language_code else language(written)


def _comparison(page: Page, request: HttpRequest, old: int | str, new: int | str) -> str:
    view, only = addresses.view_asked(request), addresses.only_asked(request)
    return addresses.comparison(page, old, new, view, only_changes=only)


def _other_views(page: Page, found: comparing.Compared, view: str, *, only: bool) -> dict[str, str]:
    """The same comparison shown otherwise: the other view, and with or without what stayed."""
    old, new = found.old.code, found.new.code
    other = addresses.SIDE if view == addresses.INLINE else addresses.INLINE
    return {
        other: addresses.comparison(page, old, new, other, only_changes=only),
        "all" if only else "changes": addresses.comparison(page, old, new, view, only_changes=not only),
    }
