"""Whether a file may leave the house: files of a page are as public as the page."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from portal.files.documents import PortalDocument


def may_read(document: PortalDocument, request: HttpRequest) -> bool:
    """Whether this reader gets the file; collection privacy is checked by Wagtail besides.

    A file that pages use is handed out once one of them is live and open to the reader. A file no page uses
    stays readable: its address may stand in a mail or on another site.
    """
    if document.findable_alone or request.user.has_perm("wagtailadmin.access_admin"):
        return True
    pages = _pages_with(document)
    return not pages or any(_is_open(page, request) for page in pages)


def _pages_with(document: PortalDocument) -> list[Page]:
    used = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return list(
        Page.objects.filter(pk__in={int(number) for number in used.values_list("object_id", flat=True)})
    )


def _is_open(page: Page, request: HttpRequest) -> bool:
    return page.live and all(rule.accept_request(request) for rule in page.get_view_restrictions())
