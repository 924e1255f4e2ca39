"""Frozen texts read with few queries, in a language that all of them have."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from consultations.guidelines.comparison.rules import inherited
from consultations.guidelines.versions.models import (
    GuidelineVersion,
    VersionLineage,
    VersionPart,
    VersionText,
)
from portal.accounts.visibility import public

# No rich text holds this sign: it is not allowed in XML, and what is stored has passed an XML parser.
_DIVIDER = "\x1e"


def texts_of(versions: Sequence[GuidelineVersion], language: str) -> list[VersionText]:
    """One text per version: in the asked language when every version has it, else each in its source language."""
    languages = {language, *(version.language for version in versions)}
    rows = VersionText.objects.filter(version__in=versions, language__in=languages)
    found = {(row.version_id, row.language): row for row in rows}
    common = all((version.pk, language) in found for version in versions)
    return [found[version.pk, language if common else version.language] for version in versions]


def rows_of(text: VersionText) -> list[VersionPart]:
    """The pieces of a text in reading order."""
    return list(text.parts.order_by("order"))


def lineage(versions: Iterable[GuidelineVersion]) -> dict[str, tuple[str, ...]]:
    """Where pieces of the last of these versions came from, over all of them; oldest first."""
    steps: dict[UUID, dict[str, list[str]]] = {version.pk: defaultdict(list) for version in versions}
    rows = VersionLineage.objects.filter(version__in=list(steps)).order_by("identity", "predecessor")
    for version, identity, predecessor in rows.values_list("version_id", "identity", "predecessor"):
        steps[version][str(identity)].append(str(predecessor))
    return inherited({name: tuple(sources) for name, sources in step.items()} for step in steps.values())


def expanded(sources: Sequence[str]) -> list[SafeString]:
    """Rich texts with the links and images of now; asked for together, so that links cost few queries."""
    if not sources:
        return []
    whole = expand_db_html(_DIVIDER.join(source.replace(_DIVIDER, "") for source in sources))
    # Rich text is cleaned when it is saved, as everywhere else where it is shown.
    return [mark_safe(part) for part in whole.split(_DIVIDER)]  # noqa: S308


def sessions(versions: Iterable[GuidelineVersion], page: Page) -> dict[UUID, str]:
    """Addresses of the sessions that decided versions, in the language of the page, else in any, if all may read."""
    keys = {version.session_key for version in versions if version.session_key}
    if not keys:
        return {}
    found = public(Page.objects.live().filter(translation_key__in=keys, alias_of__isnull=True))
    ordered = sorted(found.order_by("pk"), key=lambda session: session.locale_id == page.locale_id)
    return {session.translation_key: session.get_url() or "" for session in ordered}
