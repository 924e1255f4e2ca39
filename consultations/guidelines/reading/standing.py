"""How the published text stands to its frozen versions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page

from consultations.guidelines.reading import addresses, texts
from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion
from consultations.guidelines.versions.rules import part_hash, text_hash


@dataclass(frozen=True, slots=True)
class Standing:
    """The current version and whether the published text says the same; `comparable` when it was frozen in its
    language."""

    version: GuidelineVersion
    url: str
    same: bool
    comparable: bool
    compare_url: str
    versions_url: str
    feed_url: str
    count: int


def standing(page: Page, parts: Sequence[NumberedPart]) -> Standing | None:
    """None for a text without versions; without one that was not withdrawn the newest counts."""
    versions = selectors.versions_of(page)
    if not versions:
        return None
    version = next((version for version in versions if not version.withdrawn), versions[0])
    [text] = texts.texts_of([version], page.locale.language_code)
    sealed = text_hash(text.language, page.title, page.summary, [part_hash(part) for part in parts])
    return Standing(
        version=version,
        url=addresses.version(page, version.number),
        same=sealed == text.sha256,
        comparable=text.language == page.locale.language_code,
        compare_url=addresses.comparison(page, version.number, addresses.LIVE, only_changes=True),
        versions_url=addresses.versions(page),
        feed_url=addresses.feed(page),
        count=len(versions),
    )


def difference_url(page: Page, since: dt.datetime) -> str:
    """The comparison of the published text with the version that was newest then; empty without such a version."""
    then = next((one for one in selectors.versions_of(page) if one.frozen_at <= since), None)
    return addresses.comparison(page, then.number, addresses.LIVE, only_changes=True) if then else ""
