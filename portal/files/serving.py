"""Handing out a file: its name, its size, a part of it, or the word that the reader has it already."""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import content_disposition_header, http_date, quote_etag

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# Nothing inside a file may run or load anything when a browser shows it.
POLICY = "default-src 'none'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A file and what is said of it; `tag` changes with the content, `lasting` is for addresses that do too."""

    name: str
    content_type: str
    size: int
    tag: str
    modified: datetime | None = None
    inline: bool = False
    lasting: bool = False
    private: bool = False


def content_type_of(name: str) -> str:
    """By the ending; a compressed file is what it is, never its content in another coding."""
    kind, coding = mimetypes.guess_type(name)
    return kind if kind and not coding else "application/octet-stream"


def answer(request: HttpRequest, file: IO[bytes], served: Served) -> HttpResponseBase:
    """The whole file, the part that was asked for (one only), or 304 and 416."""
    tag = quote_etag(served.tag)
    modified = int(served.modified.timestamp()) if served.modified else None
    span = _span(request, served, tag, modified)
    conditional = get_conditional_response(request, etag=tag, last_modified=modified)
    response: HttpResponseBase
    if conditional is not None:
        file.close()
        response = conditional
    elif span is None:
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{served.size}"})
    elif span == (0, served.size):
        response = FileResponse(file, content_type=served.content_type)
        response["Content-Length"] = str(served.size)
    else:
        response = _part(file, span, served)
    return _labelled(response, served, tag, modified)


def _part(file: Any, span: tuple[int, int], served: Served) -> StreamingHttpResponse:
    start, end = span
    file.seek(start)
    response = StreamingHttpResponse(_chunks(file, end - start), status=206, content_type=served.content_type)
    response._resource_closers.append(file.close)  # type: ignore[attr-defined]
    response["Content-Range"] = f"bytes {start}-{end - 1}/{served.size}"
    response["Content-Length"] = str(end - start)
    return response


def _chunks(file: IO[bytes], left: int) -> Iterator[bytes]:
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk


def _span(request: HttpRequest, served: Served, tag: str, modified: int | None) -> tuple[int, int] | None:
    """From where to where; all of it for anything but one plain range, None for one outside the file.

    A reader who continues an older content (`If-Range`) gets the new one from its beginning.
    """
    whole = (0, served.size)
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    condition = request.headers.get("If-Range")
    known = {tag} | ({http_date(modified)} if modified is not None else set())
    if (
        not asked
        or asked.groups() == ("", "")
        or request.method != "GET"
        or (condition and condition not in known)
    ):
        return whole
    first, last = asked.groups()
    if len(first) > 18 or len(last) > 18:
        return whole
    if not first:
        start, end = max(0, served.size - int(last)), served.size
    else:
        start, end = int(first), min(int(last) + 1, served.size) if last else served.size
        if last and int(last) < start:
            return whole
    return (start, end) if start < end else None


def _labelled(response: HttpResponseBase, served: Served, tag: str, modified: int | None) -> HttpResponseBase:
    response["ETag"] = tag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    disposition = content_disposition_header(not served.inline, served.name)
    if disposition and response.status_code in (200, 206):
        response["Content-Disposition"] = disposition
    if served.private:
        patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
    elif served.lasting:
        patch_cache_control(response, public=True, max_age=30 * 24 * 3600)
    else:
        # It may become private: whoever keeps it asks each time whether it still holds.
        patch_cache_control(response, public=True, no_cache=True)
    return response
