"""Any two texts of one page compared: versions, the published text and, for editors, the draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.reading import addresses, rows, texts, wording
from consultations.guidelines.reading.choice import may_edit
from consultations.guidelines.reading.rows import Count, Row
from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion, VersionText
from consultations.guidelines.versions.rules import part_hash, seal

# Part of every key: raise it when rows are written differently.
_SHAPE = 1
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts; `key` changes with every change of it, `code` is its part of the address."""

    code: str
    name: str
    language: str
    key: str
    read: Callable[[], Sequence[NumberedPart]]
    version: GuidelineVersion | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What the page of a comparison shows; `versions` are all that can be chosen, newest first."""

    old: Side
    new: Side
    rows: list[Row]
    counts: list[Count]
    between: list[GuidelineVersion]
    versions: list[GuidelineVersion]


def compared(page: Page, request: HttpRequest, old: int, new: str) -> Compared:
    """The comparison of a version with a later one, with the published text or with the draft.

    Raises Http404 for what is not there and for a draft the reader may not edit.
    """
    versions = selectors.versions_of(page)
    numbers = {version.number: version for version in versions}
    chosen = [numbers.get(old), numbers.get(addresses.number_of(new))]
    language = page.locale.language_code
    first, second = (version for version in chosen)
    if first is None or (second is None and new not in (addresses.LIVE, addresses.DRAFT)):
        raise Http404
    if second is None:
        [text] = texts.texts_of([first], language)
        sides = [_frozen(first, text), _working(page, request, new, text)]
    else:
        sides = [
            _frozen(version, text)
            for version, text in zip([first, second], texts.texts_of([first, second], language), strict=True)
        ]
    last = second.number if second else versions[0].number
    between = [version for version in reversed(versions) if first.number < version.number <= last]
    shown = _rows(sides[0], sides[1], between)
    return Compared(sides[0], sides[1], shown, rows.counts(shown), between, versions)


def drawn(shown: Sequence[Row], view: str) -> list[Row]:
    """The rows with the links of now, each only with the texts this view shows."""
    changed = ("heading", "inline") if view == addresses.INLINE else ("heading", "old", "new")
    wanted = [("heading", "new") if row.quiet else changed for row in shown]
    pairs = list(zip([row.drawing for row in shown], wanted, strict=True))
    sources = [getattr(drawing, field) for drawing, fields in pairs for field in fields]
    done = iter(texts.expanded(sources))
    drawings = [replace(drawing, **{field: next(done) for field in fields}) for drawing, fields in pairs]
    return [replace(row, drawing=drawing) for row, drawing in zip(shown, drawings, strict=True)]


def said(versions: Sequence[GuidelineVersion]) -> list[tuple[GuidelineVersion, SafeString]]:
    """What the editors say has changed, for the versions of which they say anything."""
    speaking = [version for version in versions if version.changes]
    return list(zip(speaking, texts.expanded([version.changes for version in speaking]), strict=True))


def _frozen(version: GuidelineVersion, text: VersionText) -> Side:
    return Side(
        code=str(version.number),
        name=wording.version_name(version),
        language=text.language,
        key=seal(version.sha256, text.sha256),
        read=lambda: [row.numbered() for row in texts.rows_of(text)],
        version=version,
    )


def _working(page: Page, request: HttpRequest, which: str, beside: VersionText) -> Side:
    """The published text or the draft; a language that was not frozen has nothing to be compared with."""
    if beside.language != page.locale.language_code:
        raise Http404
    if which == addresses.DRAFT and not may_edit(page, request):
        raise Http404
    source = page.get_latest_revision_as_object() if which == addresses.DRAFT else page
    parts: list[NumberedPart] = source.numbered()
    return Side(
        code=which,
        name=_("Draft") if which == addresses.DRAFT else _("Published text"),
        language=page.locale.language_code,
        key=seal(*(part_hash(part) for part in parts)),
        read=lambda: parts,
    )


def _rows(old: Side, new: Side, between: Sequence[GuidelineVersion]) -> list[Row]:
    """Made once for two texts and a language of the interface, then kept for a day."""
    # The published text has no seal of its own ways: they are those of the versions it has passed.
    seals = [version.sha256 for version in between]
    key = f"guideline-rows:{_SHAPE}:{get_language()}:{seal(old.key, new.key, *seals)}"
    known: list[Row] | None = cache.get(key)
    if known is None:
        known = rows.rows(compare(old.read(), new.read(), texts.lineage(between)))
        cache.set(key, known, _DAY)
    return known
