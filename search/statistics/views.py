"""The address that a click on a hit is told to."""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.statistics.counting import count_click

LONGEST = 1_000


@csrf_exempt
@require_POST
def clicked(request: HttpRequest) -> HttpResponse:
    """Count a click; says nothing, sets nothing, and listens to pages of this site only.

    The signed value in the body takes the place of a CSRF token, which would need a cookie.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return HttpResponseForbidden()
    count_click(request, request.POST.get("token", "")[:LONGEST])
    return HttpResponse(status=204)
