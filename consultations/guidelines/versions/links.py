"""Documents that frozen texts link to: offered as long as the version can be read, whatever the draft says now."""

import re
from collections.abc import Iterator

from consultations.guidelines.versions.models import VersionPart

_MARK = 'linktype="document"'
_LINK = re.compile(r"<a\b[^>]*>")
_NUMBER = re.compile(r'\bid="(\d{1,18})"')


def linked(kind: str, numbers: set[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a document's number and the guideline whose versions link to it."""
    if kind != "document":
        return
    parts = VersionPart.objects.filter(html__contains=_MARK)
    for html, guideline in parts.values_list("html", "text__version__guideline"):
        for link in _LINK.findall(html):
            found = _NUMBER.search(link) if _MARK in link else None
            if found and int(found[1]) in numbers:
                yield int(found[1]), guideline
