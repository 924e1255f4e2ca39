"""The reading view of one version, and the list of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.utils.safestring import SafeString
from wagtail.models import Page

from consultations.guidelines import rules
from consultations.guidelines.reading import addresses, texts, wording
from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion, VersionText


@dataclass(frozen=True, slots=True)
class Line:
    """One version in a list, with everything said of it."""

    version: GuidelineVersion
    name: str
    url: str
    current: bool
    session_url: str
    changes: SafeString
    compare_url: str


@dataclass(frozen=True, slots=True)
class Place:
    """One piece of a version as it is read: with its links, its citation and its addresses."""

    part: NumberedPart
    html: SafeString
    name: str
    citation: str
    history_url: str


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A chapter with what stands in it; what stands before the first chapter has none."""

    chapter: Place | None
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Reading:
    """A version to be read, in the language of `text`."""

    line: Line
    current: Line | None
    text: VersionText
    sections: list[ReadSection]


def lines(page: Page) -> list[Line]:
    """All versions, newest first."""
    return _lines(page, selectors.versions_of(page))


def reading(page: Page, number: int) -> Reading | None:
    """One version, withdrawn or not; None when there is no such number."""
    versions = selectors.versions_of(page)
    chosen = next((version for version in versions if version.number == number), None)
    if chosen is None:
        return None
    newest = next((version for version in versions if not version.withdrawn), None)
    near = [version for version in versions if version in (chosen, newest)]
    found = {line.version.pk: line for line in _lines(page, near, versions)}
    [text] = texts.texts_of([chosen], page.locale.language_code)
    return Reading(
        found[chosen.pk], found[newest.pk] if newest else None, text, _sections(_places(page, chosen, text))
    )


def _lines(
    page: Page, versions: Sequence[GuidelineVersion], every: Sequence[GuidelineVersion] | None = None
) -> list[Line]:
    known = versions if every is None else every
    newest = next((version for version in known if not version.withdrawn), None)
    older = {later.pk: earlier for later, earlier in pairwise(known)}
    session_urls: dict[UUID, str] = texts.sessions(versions, page)
    changes = texts.expanded([version.changes for version in versions])
    return [
        Line(
            version=version,
            name=wording.version_name(version),
            url=addresses.version(page, version.number),
            current=version == newest,
            session_url=session_urls.get(version.session_key, "") if version.session_key else "",
            changes=said,
            compare_url=(
                addresses.comparison(page, older[version.pk].number, version.number)
                if version.pk in older
                else ""
            ),
        )
        for version, said in zip(versions, changes, strict=True)
    ]


def _sections(places: Sequence[Place]) -> list[ReadSection]:
    known = {place.part.id: place for place in places}
    return [
        ReadSection(
            known[section.chapter.id] if section.chapter else None, [known[part.id] for part in section.parts]
        )
        for section in rules.sections([place.part for place in places])
    ]


def _places(page: Page, version: GuidelineVersion, text: VersionText) -> list[Place]:
    rows = texts.rows_of(text)
    return [
        Place(
            part=part,
            html=html,
            name=wording.part_name(part),
            citation=wording.citation(text.title, version, part, row.short),
            history_url=addresses.history(page, row.short),
        )
        for row, part, html in zip(
            rows, [row.numbered() for row in rows], texts.expanded([row.html for row in rows]), strict=True
        )
    ]
