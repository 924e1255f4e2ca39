"""One piece of a text through all versions: when it came, how its words changed, what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from wagtail.models import Page

from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.reading import comparing, rows, wording
from consultations.guidelines.reading.rows import Row
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion, VersionLineage, VersionPart


@dataclass(frozen=True, slots=True)
class Relative:
    """Another piece it came from or went into."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a version did to the piece; `row` compares it with the version before where it was in both.

    `origins` are other pieces it came from, `followers` those that words of it went into.
    """

    version: GuidelineVersion
    row: Row | None
    part: VersionPart | None
    origins: tuple[Relative, ...] = ()
    followers: tuple[Relative, ...] = ()

    @property
    def dropped(self) -> bool:
        """Whether it was taken out with this version."""
        return self.part is None


@dataclass(frozen=True, slots=True)
class History:
    """The way of one piece, newest step first; versions that left it as it was are named in `same`."""

    name: str
    short: str
    steps: list[Step]
    last: VersionPart
    same: list[GuidelineVersion] = field(default_factory=list)

    @property
    def dropped(self) -> Step | None:
        """The step that took it out, if it is not in the newest version."""
        return self.steps[0] if self.steps and self.steps[0].dropped else None


def history_of(page: Page, short: str) -> History | None:
    """The history of the piece with this short address; None when this text has no such piece."""
    identity = selectors.identity_of(short)
    if identity is None:
        return None
    versions = selectors.versions_of(page)[::-1]
    parts = parts_by_version(identity, versions, page.locale.language_code)
    if not parts:
        return None
    relatives = _Relatives(identity, versions, page.locale.language_code)
    steps: list[Step] = []
    same: list[GuidelineVersion] = []
    before: VersionPart | None = None
    for version in versions:
        part = parts.get(version.pk)
        step = _step(version, before, part, relatives)
        if step is not None:
            steps.append(step)
        elif part is not None:
            same.append(version)
        before = part
    last = next(parts[version.pk] for version in reversed(versions) if version.pk in parts)
    return History(wording.part_name(last.numbered()), short, steps[::-1], last, same)


def parts_by_version(
    identity: UUID, versions: Sequence[GuidelineVersion], language: str
) -> dict[UUID, VersionPart]:
    """The piece in each version that has it: in this language when all have it so, else as in the source."""
    found = VersionPart.objects.filter(identity=identity, text__version__in=versions).select_related("text")
    by_language: dict[str, dict[UUID, VersionPart]] = {language: {}}
    for part in found:
        by_language.setdefault(part.text.language, {})[part.text.version_id] = part
    source = {
        version.pk: by_language[version.language][version.pk]
        for version in versions
        if version.pk in by_language.get(version.language, {})
    }
    asked = by_language[language]
    return asked if asked.keys() == source.keys() else source


def _step(
    version: GuidelineVersion, before: VersionPart | None, part: VersionPart | None, relatives: "_Relatives"
) -> Step | None:
    """None when nothing happened to the piece."""
    if part is None:
        return Step(version, None, None, followers=relatives.after(version)) if before else None
    known = [before.numbered()] if before else []
    [row] = rows.rows(compare(known, [part.numbered()], {}))
    origins, followers = relatives.before(version), relatives.after(version)
    if row.outcome == "unchanged" and not origins and not followers:
        return None
    return Step(version, row, part, origins, followers)


class _Relatives:
    """The pieces this one was split from, merged with or split into; read with two queries."""

    def __init__(self, identity: UUID, versions: Sequence[GuidelineVersion], language: str) -> None:
        mine = VersionLineage.objects.filter(version__in=versions)
        found = list(mine.filter(identity=identity) | mine.filter(predecessor=identity))
        self._identity = identity
        self._rows = found
        self._names: dict[UUID, Relative] = {}
        others = {row.identity for row in found} | {row.predecessor for row in found}
        others.discard(identity)
        if others:
            parts = VersionPart.objects.filter(identity__in=others, text__version__in=versions)
            for part in parts.select_related("text").order_by("text__version__number"):
                if part.text.language == language or part.identity not in self._names:
                    self._names[part.identity] = Relative(wording.part_name(part.numbered()), part.short)

    def before(self, version: GuidelineVersion) -> tuple[Relative, ...]:
        """What it came from with this version."""
        return self._named(row.predecessor for row in self._of(version) if row.identity == self._identity)

    def after(self, version: GuidelineVersion) -> tuple[Relative, ...]:
        """What followed it in this version."""
        return self._named(row.identity for row in self._of(version) if row.predecessor == self._identity)

    def _of(self, version: GuidelineVersion) -> list[VersionLineage]:
        return [row for row in self._rows if row.version_id == version.pk]

    def _named(self, identities: Iterable[UUID]) -> tuple[Relative, ...]:
        return tuple(self._names[identity] for identity in identities if identity in self._names)


def drawn(history: History) -> list[tuple[Step, Row | None]]:
    """The steps with the texts of their rows as they are shown."""
    shown = [step.row for step in history.steps if step.row]
    done = iter(comparing.drawn(shown, "inline"))
    return [(step, next(done) if step.row else None) for step in history.steps]
