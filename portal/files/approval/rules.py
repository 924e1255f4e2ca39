"""Whether a change of a file needs a second person, and who that may be."""

from enum import StrEnum


class Way(StrEnum):
    """What becomes of a wish to replace or delete a file."""

    AT_ONCE = "at_once"
    PROPOSAL = "proposal"


def way(*, offered: bool, may_approve: bool, reason: str) -> Way:
    """`offered` says that content readers see, and that two people answer for, shows the file.

    Whoever may approve can act alone when it cannot wait, and says why: the reason is kept and told to others.
    """
    if not offered or (may_approve and reason.strip()):
        return Way.AT_ONCE
    return Way.PROPOSAL


def may_decide(*, proposer: object, person: object, may_approve: bool) -> bool:
    """The second person is another one and has the right to publish what shows the file."""
    return may_approve and person != proposer
