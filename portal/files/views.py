"""Addresses of files: documents by number, key and name; images and films by their place."""

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from portal.files.models import PortalDocument
from portal.files.publication import is_for_everybody
from portal.files.serving import Served, answer, content_type_of

# Computed sizes of images and films that operators put there. Originals and documents never.
OPEN_FOLDERS = ("films", "images")


@require_safe
def document(request: HttpRequest, document_id: str, key: str, name: str) -> HttpResponseBase:
    """The file itself; 404 for whoever may not have it, as if it did not exist."""
    found = _found(document_id, name)
    if not constant_time_compare(found.key, key):
        raise Http404
    refused = _asked_hooks(found, request)
    if refused is not None:
        return refused
    try:
        file = found.file.storage.open(found.file.name, "rb")
    except OSError as error:
        raise Http404 from error
    document_served.send(sender=PortalDocument, instance=found, request=request)
    served = Served(
        name=found.filename,
        content_type=found.content_type,
        size=found.file.size,
        tag=found.sha256 or found.get_file_hash(),
        inline=found.content_type in settings.WAGTAILDOCS_INLINE_CONTENT_TYPES,
        private=not is_for_everybody(found),
    )
    return answer(request, file, served)


@require_safe
def numbered(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """Addresses without a key stand in mails and on paper: they lead on where the file is open to the reader."""
    found = _found(document_id, name)
    refused = _asked_hooks(found, request)
    return refused if refused is not None else HttpResponseRedirect(found.url)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Images and films, where no web server in front hands them out; nothing else that lies there."""
    parts = PurePosixPath(path).parts
    if len(parts) < 2 or parts[0] not in OPEN_FOLDERS or ".." in parts or "\x00" in path:
        raise Http404
    try:
        place = Path(default_storage.path(path))
        file = place.open("rb")
    except (OSError, ValueError, NotImplementedError) as error:
        raise Http404 from error
    stat = place.stat()
    served = Served(
        name=place.name,
        content_type=content_type_of(place.name),
        size=stat.st_size,
        tag=f"{stat.st_mtime_ns:x}-{stat.st_size:x}",
        modified=datetime.fromtimestamp(int(stat.st_mtime), UTC),
        inline=True,
        lasting=True,
    )
    return answer(request, file, served)


def _found(document_id: str, name: str) -> Any:
    if len(document_id) > 18:
        raise Http404
    found = get_object_or_404(PortalDocument, pk=int(document_id))
    if found.filename != name:
        raise Http404
    return found


def _asked_hooks(found: PortalDocument, request: HttpRequest) -> HttpResponse | None:
    """Our own rule and that of the collection, which may answer with a form for a password."""
    for hook in hooks.get_hooks("before_serve_document"):
        result = hook(found, request)
        if isinstance(result, HttpResponse):
            return result
    return None
