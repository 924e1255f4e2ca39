"""What people are told about a file they handed in, in words and as it is stored."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from portal.translators.files.rules import Problem, Reason, Verdict

# More rows than anybody reads; the rest is counted.
MOST_TOLD = 500
_EXCERPT = 300

PROBLEMS = {
    Problem.KIND: _("This is neither a PO file (.po) nor an XLIFF file (.xlf, .xliff)."),
    Problem.LARGE: _("The file is too large."),
    Problem.ENCODING: _("The file is not text in UTF-8. Please save it in this encoding."),
    Problem.UNREADABLE: _("The file cannot be read: it is damaged or not what its name says."),
    Problem.DAMAGED: _("The file is damaged or protected by a password inside the zip file."),
    Problem.FOREIGN: _("The file was not downloaded from here, or its page is no longer translated."),
    Problem.OTHER_PAGE: _("The file belongs to another page."),
    Problem.OTHER_LANGUAGE: _("The file is for another language."),
    Problem.NO_RIGHT: _("You may not change the page this file is for."),
    Problem.STOPPED: _("This file stopped the work several times; the log of the worker says why."),
}
REASONS = {
    Reason.GONE: _("This part is not on the page any more, or never was."),
    Reason.CHANGED: _("The German text of this part has changed since the file was downloaded."),
    Reason.MARKUP: _(
        "Links or tags were lost, added or damaged, or it holds characters that are not allowed."
    ),
    Reason.NEWER: _("Somebody else has changed this translation since the file was downloaded."),
    Reason.TOO_LONG: _("The translation is too long for its field."),
    Reason.TWICE: _("The file has another translation of the same part before."),
    Reason.UNFINISHED: _("The file marks this translation as unfinished (fuzzy, needs work)."),
    Reason.OBSOLETE: _("The file marks this part as obsolete."),
    Reason.EMPTY: _("No translation in the file; what was there stays."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row: its place in the file and its texts, shortened."""

    place: int = 0
    path: str = ""
    source: str = ""
    target: str = ""
    before: str = ""
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class Answer:
    """`problem` when nothing was taken; else counts and rows, of which no more than `MOST_TOLD` are kept."""

    problem: str = ""
    told: str = ""
    title: str = ""
    language: str = ""
    page: int | None = None
    taken: int = 0
    unchanged: int = 0
    absent: int = 0
    refused: int = 0
    replaced: int = 0
    rows: list[Told] = field(default_factory=list)
    overwritten: list[Told] = field(default_factory=list)

    @classmethod
    def of(cls, verdict: Verdict, translation: Translation) -> "Answer":
        """In the order of the file."""
        target = translation.get_target_instance()
        replaced = [one for one in verdict.changes if one.part.translation]
        return cls(
            title=translation.source.object_repr,
            language=str(translation.target_locale.language_code),
            page=target.pk if isinstance(target, Page) else None,
            taken=len(verdict.changes),
            unchanged=verdict.unchanged,
            absent=verdict.absent,
            refused=len(verdict.refused),
            replaced=len(replaced),
            rows=[
                Told(
                    place=row.place,
                    path=row.path[:_EXCERPT],
                    source=_clean(row.source),
                    target=_clean(row.target),
                    reason=reason.value,
                )
                for row, reason in sorted(verdict.refused, key=lambda one: one[0].place)[:MOST_TOLD]
            ],
            overwritten=[
                Told(
                    path=one.part.path,
                    source=_clean(one.part.source),
                    target=_clean(one.target),
                    before=_clean(one.part.translation),
                )
                for one in replaced[:MOST_TOLD]
            ],
        )

    @classmethod
    def stored(cls, values: dict[str, Any]) -> "Answer":
        """As `as_values` gave it."""
        rows = [Told(**one) for one in values["rows"]]
        overwritten = [Told(**one) for one in values["overwritten"]]
        return cls(**{**values, "rows": rows, "overwritten": overwritten})

    def as_values(self) -> dict[str, Any]:
        """For a JSON field."""
        return asdict(self)

    @property
    def problem_told(self) -> str:
        """Why nothing was taken, in words."""
        return str(PROBLEMS[Problem(self.problem)]) if self.problem else ""

    @property
    def left_out(self) -> int:
        """Refused rows beyond those that are listed."""
        return self.refused - len(self.rows)

    def by_reason(self) -> Iterator[tuple[str, list[Told]]]:
        """The refused rows below each reason, empty ones last."""
        for reason, words in REASONS.items():
            rows = [one for one in self.rows if one.reason == reason]
            if rows:
                yield str(words), rows


def _clean(text: str) -> str:
    """PostgreSQL keeps no NUL in JSON."""
    return text.replace("\x00", "\ufffd")[:_EXCERPT]
