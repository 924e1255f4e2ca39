"""What lies below a page stays at its old address when the page moves or gets another name.

Wagtail keeps a redirect for each page that moved, but not for what a page shows below itself: versions of a text,
comparisons, files, feeds. Their number has no end, so they are found by the redirect of their page.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

# No page lies deeper; what is longer was not typed by a reader.
DEEPEST = 20


class MovedPagesMiddleware:
    """Answers a 404 below the former address of a page with the same place below its present one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or the way to where the place is now."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        target = new_place(request)
        return HttpResponsePermanentRedirect(target) if target else response


def new_place(request: HttpRequest) -> str:
    """Where the asked place is now, or "" when it does not lie below a page that moved."""
    steps = [step for step in request.path_info.split("/") if step]
    if not steps or len(steps) > DEEPEST or "\0" in request.path_info:
        return ""
    former = {Redirect.normalise_path("/" + "/".join(steps[:count])): count for count in range(1, len(steps))}
    redirects = Redirect.get_for_site(Site.find_for_request(request)).filter(
        old_path__in=former, automatically_created=True, redirect_page__live=True
    )
    for redirect in sorted(redirects, key=lambda found: former[found.old_path], reverse=True):
        rest = "/".join(steps[former[redirect.old_path] :])
        if _has_place(redirect.redirect_page.specific, rest):
            query = request.META.get("QUERY_STRING", "")
            ending = "/" if request.path_info.endswith("/") else ""
            return f"{redirect.redirect_page.get_url(request)}{rest}{ending}{f'?{query}' if query else ''}"
    return ""


def _has_place(page: Page, rest: str) -> bool:
    """Whether a page shows something at a path below itself."""
    if not isinstance(page, RoutablePageMixin):
        return False
    try:
        page.resolve_subpage(f"/{rest}/")
    except Http404:
        return False
    return True
