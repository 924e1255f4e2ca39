"""What editors do in the admin and what readers do on the search page, through the real views."""

import datetime as dt
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Page, TaskState
from wagtail.test.utils.form_data import querydict_from_html

from consultations.meetings.models import Organization
from consultations.meetings.pages import MeetingPage
from portal.files.models import PortalDocument
from tests.portal.files.samples import pdf

PAGES = (["Die Sitzung wird eröffnet."], ["Es wird beraten."], ["Der Lindwurmbrunnen bleibt stehen."])
WORD = "Lindwurmbrunnen"


def upload(editor: Client, content: bytes, name: str, collection: Collection | None = None) -> PortalDocument:
    """A file through the upload view."""
    place = collection or Collection.get_first_root_node()
    data = {"files[]": SimpleUploadedFile(name, content), "title": name, "collection": place.pk}
    answer = editor.post(reverse("wagtaildocs:add_multiple"), data).json()
    assert answer["success"], answer
    return PortalDocument.objects.get(pk=answer["doc_id"])


def form_of(browser: Client, url: str) -> dict[str, Any]:
    """The fields of a page form as the browser shows them, ready to be changed and sent."""
    html = browser.get(url).content.decode()
    ticked = BeautifulSoup(html, "html.parser").select("#page-edit-form input[type=checkbox][checked]")
    fields = querydict_from_html(html, form_id="page-edit-form").dict()
    return fields | {str(box["name"]): "on" for box in ticked if box.get("name")}


def create_session(
    editor: Client, parent: Page, document: PortalDocument, title: str = "Sitzung zum Brunnen"
) -> MeetingPage:
    """A past session with its protocol, filled in and submitted as an editor does."""
    url = reverse("wagtailadmin_pages:add", args=["consultations", "meetingpage", parent.pk])
    start = timezone.localtime() - dt.timedelta(days=3)
    data = form_of(editor, url) | {
        "title": title,
        "slug": "brunnen",
        "organization": str(Organization.objects.values_list("pk", flat=True)[0]),
        "start": f"{start:%d.%m.%Y} 18:00",
        "documents-TOTAL_FORMS": "1",
        "documents-0-document": str(document.pk),
        "documents-0-ORDER": "1",
        "action-submit": "1",
    }
    response = editor.post(url, data)
    assert response.status_code == 302, _errors(response)
    page: MeetingPage = MeetingPage.objects.get(title=title)
    return page


def save_draft(editor: Client, page: Page, **changed: str) -> None:
    """An edit that is not published."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor.post(url, form_of(editor, url) | changed)
    assert response.status_code == 302, _errors(response)


def approve(chief: Client, page: Page) -> None:
    """The second pair of eyes."""
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS, revision__object_id=str(page.pk))
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert chief.post(url, {"comment": ""}).status_code == 302


def published_session(editor: Client, chief: Client, parent: Page, **fields: Any) -> MeetingPage:
    """From the file to the published page; the worker has not run yet."""
    page = create_session(editor, parent, upload(editor, pdf(PAGES), "protokoll.pdf"), **fields)
    approve(chief, page)
    return MeetingPage.objects.get(pk=page.pk)


def places(word: str, **parameters: str) -> list[str]:
    """Addresses of all places a reader is offered for a word, and of finds without a place."""
    response = Client().get("/de/search/", {"q": word, **parameters})
    assert response.status_code == 200
    hits = response.context["answer"].hits
    found = [url for hit in hits for url in [place.url for place in hit.places] or [hit.url]]
    assert all(url.encode() in response.content for url in found)
    return found


def counted(word: str) -> tuple[int, dict[str, int]]:
    """The number of results and of results per type, as the page names them."""
    response = Client().get("/de/search/", {"q": word, "type": "meeting"})
    answer = response.context["answer"]
    options = [option for view in answer.facets if view.name == "type" for option in view.options]
    return answer.total, {option.value: option.count for option in options if option.count}


def _errors(response: Any) -> str:
    form = response.context["form"]
    return str([form.errors, *[formset.errors for formset in form.formsets.values()]])
