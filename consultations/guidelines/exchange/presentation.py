"""The preview of an import, ready to be printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from consultations.guidelines.comparison.markup import inline
from consultations.guidelines.comparison.rules import Change
from consultations.guidelines.comparison.words import Difference
from consultations.guidelines.exchange.draft import Notice
from consultations.guidelines.exchange.synopsis import outcome_words
from consultations.guidelines.exchange.takeover import Preview
from consultations.guidelines.exchange.wording import HOW, NOTICES
from consultations.guidelines.reading.wording import labels


@dataclass(frozen=True, slots=True)
class Row:
    """One change to read."""

    number: str
    outcome: str
    heading: SafeString
    text: SafeString
    hints: list[str]


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """Everything of one sort that editors must hear about."""

    sentence: str
    notices: list[Notice]


def shown(seen: Preview) -> dict[str, Any]:
    """What the template prints."""
    changes = seen.comparison.changes
    return {
        "seen": seen,
        "rows": [row_of(change, seen) for change in changes if not change.quiet],
        "unchanged": sum(change.quiet for change in changes),
        "counts": [(HOW[how], count) for how, count in sorted(seen.counts.items()) if count],
        "notices": groups(seen.draft.notices),
        "title_differs": bool(seen.draft.title) and seen.draft.title != " ".join(seen.page_title.split()),
    }


def row_of(change: Change, seen: Preview) -> Row:
    """One change with the words for it."""
    numbers = [part.number for part in change.new or change.old]
    return Row(
        number=", ".join(numbers),
        outcome=outcome_words(change),
        heading=_told(change.heading),
        text=_told(change.text),
        hints=list(_hints(change, seen)),
    )


def _told(found: Difference) -> SafeString:
    """A difference in the admin, whose class for words that are only heard has another name."""
    html = inline(found, labels()).replace('class="sd-visually-hidden"', 'class="w-sr-only"')
    # Both texts are written anew from parsed pieces, so no element is in them that we do not write.
    return mark_safe(html)  # noqa: S308


def groups(notices: Iterable[Notice]) -> list[NoticeGroup]:
    """Notices of one sort together, in the order in which the sorts first come."""
    found: dict[str, NoticeGroup] = {}
    for notice in notices:
        sentence = str(NOTICES.get(notice.code, NOTICES["unknown"]))
        found.setdefault(sentence, NoticeGroup(sentence, [])).notices.append(notice)
    return list(found.values())


def _hints(change: Change, seen: Preview) -> Iterable[str]:
    matches = {match.part.id: match for match in seen.mapped.matches}
    for part in change.new:
        match = matches.get(part.id)
        if match and match.how == "similar":
            yield _("found by similar words (%(score)d %%)") % {"score": match.score}
        elif match and match.how in ("same", "kept"):
            yield str(HOW[match.how])
    ids = {part.id for part in (*change.old, *change.new)}
    if ids & set(seen.mapped.both):
        yield _("Changed here, too, since the file was made: the text of the file replaces that.")
