"""A browser as far as the operator's tests need one: cookies, forms with tokens, TLS that is checked."""

import re
import ssl
import uuid
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener


class Visitor:
    """Trusts the one certificate it is given."""

    def __init__(self, url: str, certificate: Path) -> None:
        self.url = url
        context = ssl.create_default_context(cafile=str(certificate))
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), HTTPSHandler(context=context))

    def get(self, path: str) -> tuple[int, str, HTTPResponse]:
        """Status, text and the answer itself."""
        return self._open(Request(self.url + path))

    def post(
        self, path: str, form: dict[str, str], file: tuple[str, str, bytes] | None = None
    ) -> tuple[int, str]:
        """Fill in the form that stands at this address; `file` is field, file name and content."""
        page = self.get(path)[1]
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found, page[:2000]
        form = form | {"csrfmiddlewaretoken": found.group(1)}
        body, kind = _multipart(form, file) if file else (urlencode(form).encode(), None)
        headers = {"Referer": self.url + path} | ({"Content-Type": kind} if kind else {})
        return self._open(Request(self.url + path, data=body, headers=headers))[:2]

    def _open(self, request: Request) -> tuple[int, str, HTTPResponse]:
        try:
            answer = self._opener.open(request, timeout=60)
        except HTTPError as error:
            answer = error
        return answer.status, answer.read().decode("utf-8", "replace"), answer


def _multipart(form: dict[str, str], file: tuple[str, str, bytes]) -> tuple[bytes, str]:
    border = uuid.uuid4().hex
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form.items()
    ]
    field, name, content = file
    head = f'--{border}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
    parts.append(f"{head}Content-Type: image/png\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{border}--\r\n".encode()]), f"multipart/form-data; boundary={border}"
