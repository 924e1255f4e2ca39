"""Requests nobody means well with; each is one line of a table."""
# ruff: noqa: RUF005

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

TERMS = (
    ['"', '""', '"(', 'a"b', "'", "a'b", "\x00", "a\x00b", "*", "**", "*a", "%", "_", "\\", "(", ")", "(("]
    + [
        "-",
        "--",
        "-a",
        "+",
        "^",
        ":",
        "title:x",
        "kind:*",
        "AND",
        "OR",
        "NOT",
        "AND OR NOT (",
        "a AND",
        "[* TO *]",
    ]
    + ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "{% debug %}", "${7*7}"]
    + [
        "';--",
        "' OR 1=1 --",
        "1); SELECT pg_sleep(5)--",
        "../../etc/passwd",
        "\u202eabc",
        "\u200f\u200e",
        "\ufeff",
    ]
    + [
        "\ud7ff",
        "ß",
        "İ",
        "ﬁ",
        "é" * 50,
        "e\u0301" * 30,
        "😀",
        "👩‍👩‍👧‍👦" * 40,
        "مرحبا",
        "a" * 500,
        "wort " * 500,
    ]
    + ["a" * 10_000, "ä" * 10_000, '"' * 999, "(" * 5_000, " ", "\t\n", "0", "-1", "1e999", "NaN", "None"]
)
FILTERS = (
    ["page=-1", "page=0", "page=abc", f"page={10**30}", "page=1&page=2", "page=%00", "page=1.5", "page=١"]
    + ["year=0", "year=-1", "year=99999", "year=abc", "year=%00", "year=" + "9" * 400, "body=%00", "body='"]
    + [
        "topic=nope",
        "topic=%00",
        "format=nope",
        "format=<b>",
        "type=nope",
        "type=%00",
        "level=nope",
        "goal=%ff",
    ]
    + ["from=2023-99-99", "to=0000-00-00", "from=9999-12-31&to=0001-01-01", "from=%00", "sort=password"]
    + [
        "lang=../..",
        "lang=%00",
        "lang=xx",
        "all=maybe",
        "%00=1",
        "a[]=1",
        "q=%ff%fe",
        "a=1&" * 300,
        "next=//evil.example",
    ]
)
LISTS = ("verfahren", "sitzungen", "methodenkoffer", "aktuelles", "glossar", "start")
FEEDS = (
    ["/calendar/meeting/0.ics", "/calendar/meeting/99999999.ics", f"/calendar/meeting/{10**30}.ics"]
    + [
        "/calendar/meeting/-1.ics",
        "/calendar/meeting/abc.ics",
        "/calendar/body/nope.ics",
        "/calendar/body/%00.ics",
    ]
    + ["/calendar/all.ics?lang=xx", "/calendar/all.ics?lang=%00", "/calendar/all.ics?lang=" + "a" * 5_000]
    + ["/feeds/news.atom?lang=xx", "/feeds/news.atom?lang=%00", "/feeds/protocols.atom?lang=de&lang=en"]
    + ["/feeds/protocols.atom?lang=../..", "/feeds/drafts.atom?lang=%ff", "/feeds/nope.atom"]
    + [
        "/documents/0/x.pdf",
        "/documents/99999999/x.pdf",
        f"/documents/{10**30}/x.pdf",
        "/documents/1/%00.pdf",
    ]
    + ["/documents/1/" + "a" * 3_000, "/documents/abc/x.pdf", "/documents/authenticate_with_password/99999/"]
    + [
        "/sitemap.xml?p=0",
        "/sitemap.xml?p=abc",
        f"/sitemap.xml?p={10**30}",
        "/sitemap-x.xml",
        "/robots.txt?x=%00",
    ]
)
PATHS = (
    [
        "/%00",
        "/de/%00/",
        "/%ff",
        "/de/%ff%fe/",
        "/%2e%2e/",
        "/..%2f",
        "/de/../../etc/passwd",
        "/" + "a" * 8_000,
    ]
    + ["/de/" + "a/" * 2_000, "/de/" + "ä" * 500 + "/", "/media/../settings.py", "/media/%2e%2e/db.sqlite3"]
    + ["/media/", "/static/../manage.py", "/static/%00", "/static/", "/.git/config", "/.env", "/admin/../de/"]
    + [
        "/de//",
        "/xx/",
        "/de-simple/nope/",
        "/ar/nope/",
        "/%F0%9F%98%80/",
        "/__debug__/",
        "/_util/login/",
        "/nope",
    ]
    + [
        "/_util/authenticate_with_password/1/999999/",
        "/de/start/",
        "/de/verfahren/leitlinien/nope/nope/nope/",
    ]
)
METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "HEAD")
TARGETS = (
    "/de/",
    "/de/search/?q=Rathaus",
    "/calendar/all.ics",
    "/feeds/news.atom",
    "/documents/1/x.pdf",
    "/sitemap.xml",
)
HEADERS: list[dict[str, str]] = [
    {"HTTP_HOST": "evil.example"},
    {"HTTP_HOST": "localhost:99999"},
    {"HTTP_HOST": "a" * 3_000},
    {"HTTP_HOST": "localhost\x00"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_PROTO": "gopher"},
    {"HTTP_X_FORWARDED_FOR": "1.2.3.4, x, \x00"},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 5_000},
    {"HTTP_ACCEPT_LANGUAGE": "de-\xff;q=nan,*;q=9"},
    {"HTTP_ACCEPT_LANGUAGE": "de;q=1," * 900},
    {"HTTP_COOKIE": "session=" + "a" * 3_000},
    {"HTTP_COOKIE": "session=\x00; csrf=%00; =; ;;"},
    {"HTTP_COOKIE": "django_language=../../etc; messages=e30:x:y"},
    {"HTTP_RANGE": "bytes=0-0,5-,-1"},
    {"HTTP_ACCEPT": "application/json"},
    {"HTTP_ACCEPT_ENCODING": "gzip;q=nan, \xff"},
    {"HTTP_IF_MODIFIED_SINCE": "x"},
    {"HTTP_IF_NONE_MATCH": '"' * 500},
    {"CONTENT_TYPE": "multipart/form-data; boundary="},
    {"PATH_INFO": "//evil.example/"},
    {"QUERY_STRING": "q=\xff\xfe&page=\x00"},
    {"REMOTE_ADDR": ""},
]


@dataclass(frozen=True, slots=True)
class Attack:
    """One request."""

    target: str
    method: str = "GET"
    extra: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        more = " ".join(f"{name}={value[:25]!r}" for name, value in self.extra.items())
        return f"{self.method} {self.target[:90]} {more}".strip()


SEARCHES = [Attack(f"/de/search/?q={quote(term, safe='', errors='replace')}") for term in TERMS]
SEARCH_FILTERS = [Attack(f"/de/search/?q=Sitzung&{query}") for query in FILTERS]
OTHERS = [
    *(Attack(path) for path in (*FEEDS, *PATHS)),
    *(Attack(target, method) for target in TARGETS for method in METHODS),
    *(Attack("/de/", extra=header) for header in HEADERS),
    *(Attack(target, extra=HEADERS[9]) for target in ("/", "/de/search/?q=x")),
]
