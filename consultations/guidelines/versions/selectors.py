"""Reading frozen versions: newest first, in the language asked for or else in that of the source."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, QuerySet
from wagtail.models import Page

from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions.models import (
    GuidelineVersion,
    VersionLineage,
    VersionPart,
    VersionText,
)


@dataclass(frozen=True, slots=True)
class FrozenText:
    """A frozen text as it can be read; `language` is the one it is written in, maybe not the one asked for."""

    language: str
    title: str
    summary: str
    sha256: str
    parts: list[NumberedPart]
    shorts: dict[str, str]


def versions_of(page: Page) -> list[GuidelineVersion]:
    """All versions of a text, newest first, withdrawn ones too; any language of the page will do."""
    return list(_versions(page))


def current(page: Page) -> GuidelineVersion | None:
    """The newest version that was not withdrawn."""
    return _versions(page).filter(withdrawal=None).first()


def newest(page: Page) -> GuidelineVersion | None:
    """The version frozen last, withdrawn or not: what comes next is compared with it."""
    return _versions(page).first()


def version_of(page: Page, number: int) -> GuidelineVersion | None:
    """One version by its number."""
    return _versions(page).filter(number=number).first()


def text_of(version: GuidelineVersion, language: str) -> FrozenText:
    """The text in a language, else in the source language, with its pieces in reading order."""
    texts = {text.language: text for text in version.texts.all()}
    text: VersionText = texts.get(language) or texts[version.language]
    rows = list(text.parts.all())
    return FrozenText(
        language=text.language,
        title=text.title,
        summary=text.summary,
        sha256=text.sha256,
        parts=[row.numbered() for row in rows],
        shorts={str(row.identity): row.short for row in rows},
    )


def parts_of(version: GuidelineVersion, language: str) -> list[NumberedPart]:
    """The pieces in reading order; in the source language where this one was not frozen, see `text_of`."""
    return text_of(version, language).parts


def lineage_of(version: GuidelineVersion) -> dict[str, tuple[str, ...]]:
    """Predecessors of pieces that were split or merged, by the id of the piece of this version."""
    found: dict[str, list[str]] = defaultdict(list)
    for identity, predecessor in version.lineage.order_by("identity", "predecessor").values_list(
        "identity", "predecessor"
    ):
        found[str(identity)].append(str(predecessor))
    return {identity: tuple(predecessors) for identity, predecessors in found.items()}


def history(identity: str | uuid.UUID) -> list[VersionPart]:
    """One piece through all versions, oldest first, in the source languages; `text.version` is read along."""
    rows = VersionPart.objects.filter(identity=identity, text__language=F("text__version__language"))
    return list(rows.select_related("text__version__withdrawal").order_by("text__version__number"))


def successors(identity: str | uuid.UUID) -> list[VersionLineage]:
    """Where a piece went when it was split or merged, oldest version first."""
    rows = VersionLineage.objects.filter(predecessor=identity).select_related("version")
    return list(rows.order_by("version__number", "identity"))


def identity_of(short: str) -> uuid.UUID | None:
    """The piece with a short address."""
    return VersionPart.objects.filter(short=short).values_list("identity", flat=True).first()


def _versions(page: Page) -> QuerySet[GuidelineVersion]:
    versions = GuidelineVersion.objects.filter(guideline__translation_key=page.translation_key)
    return versions.select_related("withdrawal").order_by("-number")
