"""Where a translation stands, and who may bring it where; plain Python, the clock is passed in."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

# Comments, declarations and other things that browsers end earlier than our parsers: a tag may hide in them.
_HIDING = re.compile(r"<(?:[!?]|/[^a-z])", re.IGNORECASE)
# What browsers leave out of an address before they look at its beginning.
_UNSEEN = re.compile(r"[\x00-\x20]")
_RUNNING = ("javascript:", "vbscript:", "data:")


class Stage(StrEnum):
    """The four states of a page in a language."""

    IN_TRANSLATION = "in_translation"
    READY = "ready"
    REVIEWED = "reviewed"
    OUTDATED = "outdated"


class Step(StrEnum):
    """What a person does at the desk."""

    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with the translated page."""

    edit: bool
    publish: bool
    handed_over_by_self: bool = False


class NotAllowed(Exception):
    """The step does not fit the state, or the person lacks the right."""


class ReasonMissing(NotAllowed):
    """Whoever sends back somebody else's work says why."""


MAIL_AT = dt.time(6)
# In the order of the buttons: on, then back.
_LEADS = {
    Step.HAND_OVER: ({Stage.IN_TRANSLATION, Stage.OUTDATED}, Stage.READY),
    Step.REVIEW: ({Stage.READY}, Stage.REVIEWED),
    Step.TAKE_BACK: ({Stage.READY, Stage.REVIEWED}, Stage.IN_TRANSLATION),
}


def steps(stage: Stage, rights: Rights, parts_open: int) -> list[Step]:
    """What the person may do now; only what is complete goes on, and nobody reviews their own."""
    possible = []
    for step, (begins, _end) in _LEADS.items():
        if stage not in begins or not rights.edit:
            continue
        if step in (Step.HAND_OVER, Step.REVIEW) and parts_open:
            continue
        if step is Step.REVIEW and (not rights.publish or rights.handed_over_by_self):
            continue
        possible.append(step)
    return possible


def asks_for_reason(step: Step, rights: Rights) -> bool:
    """Whether the step gives work back to somebody else."""
    return step is Step.TAKE_BACK and not rights.handed_over_by_self


def after(step: Step, stage: Stage, rights: Rights, parts_open: int) -> Stage:
    """The state a step leads to; raises NotAllowed."""
    if step not in steps(stage, rights, parts_open):
        raise NotAllowed(step)
    return _LEADS[step][1]


def after_edit(stage: Stage) -> Stage:
    """A part was translated anew: what was ready or reviewed is so no longer."""
    return stage if stage is Stage.OUTDATED else Stage.IN_TRANSLATION


def after_publication(work_left: int, behind_source: bool) -> Stage:
    """Whoever publishes has reviewed; with parts open, unchecked words of a machine or a newer source not yet."""
    if behind_source:
        return Stage.OUTDATED
    return Stage.IN_TRANSLATION if work_left else Stage.REVIEWED


def next_monday(now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """When the weekly mail is due next: Monday at 6 in the city's time, whatever the clocks did in between."""
    local = now.astimezone(zone)
    days = (7 - local.weekday()) % 7
    due = dt.datetime.combine(local.date() + dt.timedelta(days=days), MAIL_AT, tzinfo=zone)
    if due <= local:
        due = dt.datetime.combine(due.date() + dt.timedelta(days=7), MAIL_AT, tzinfo=zone)
    return due


def hides_something(html: str) -> bool:
    """Whether a part holds what browsers might read as other tags than wagtail-localize checks."""
    return _HIDING.search(html) is not None


def runs_something(address: str) -> bool:
    """Whether browsers would not go to this address but carry it out."""
    return _UNSEEN.sub("", address).lower().startswith(_RUNNING)
