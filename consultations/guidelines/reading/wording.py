"""How versions, pieces and changes are called."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from consultations.guidelines.comparison.markup import Labels
from consultations.guidelines.comparison.rules import Outcome
from consultations.guidelines.reading import addresses
from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions.models import GuidelineVersion

OUTCOMES: dict[Outcome, str | Promise] = {
    "changed": pgettext_lazy("what became of a paragraph", "changed"),
    "rewritten": pgettext_lazy("what became of a paragraph", "rewritten"),
    "new": pgettext_lazy("what became of a paragraph", "new"),
    "dropped": pgettext_lazy("what became of a paragraph", "dropped"),
    "split": pgettext_lazy("what became of a paragraph", "split"),
    "merged": pgettext_lazy("what became of a paragraph", "merged"),
    "regrouped": pgettext_lazy("what became of a paragraph", "distributed anew"),
    "moved": pgettext_lazy("what became of a paragraph", "moved"),
    "formatted": pgettext_lazy("what became of a paragraph", "only formatted differently"),
    "renumbered": pgettext_lazy("what became of a paragraph", "only with a new number"),
    "unchanged": pgettext_lazy("what became of a paragraph", "unchanged"),
}
KINDS: dict[str, str | Promise] = {
    "chapter": gettext_lazy("Chapter"),
    "paragraph": gettext_lazy("Paragraph"),
    "figure": gettext_lazy("Figure"),
    "table": gettext_lazy("Table"),
}


def version_name(version: GuidelineVersion) -> str:
    """ "Version 2", as it is called in headings and lists."""
    return _("Version %(number)s") % {"number": version.number}


def part_name(part: NumberedPart) -> str:
    """ "Paragraph 1.2" or "§ 1 (2)": how a piece is called when it stands alone."""
    return part.number if part.number.startswith("§") else f"{KINDS[part.kind]} {part.number}"


def citation(title: str, version: GuidelineVersion, part: NumberedPart, short: str) -> str:
    """The line to copy: title, version, date, place and permanent address."""
    return _("%(title)s, %(version)s (%(state)s) of %(date)s, %(place)s, %(address)s") % {
        "title": title,
        "version": version_name(version),
        "state": version.get_state_display(),
        "date": date_format(version.date, "DATE_FORMAT"),
        "place": part_name(part),
        "address": addresses.permalink(short, version),
    }


def labels() -> Labels:
    """What is read out around dropped and added words."""
    return Labels(
        dropped=(_("[dropped: "), _(" end of what was dropped] ")),
        added=(_("[new: "), _(" end of what is new] ")),
    )
