"""When a change of a file needs a second person."""

import pytest

from portal.files.approval.rules import Way, may_decide, way


@pytest.mark.parametrize(
    ("offered", "may_approve", "reason", "wanted"),
    [
        (False, False, "", Way.AT_ONCE),
        (False, True, "", Way.AT_ONCE),
        (True, False, "", Way.PROPOSAL),
        (True, False, "Eilt", Way.PROPOSAL),
        (True, True, "", Way.PROPOSAL),
        (True, True, "  \n", Way.PROPOSAL),
        (True, True, "Falsche Datei mit Privatanschriften", Way.AT_ONCE),
    ],
)
def test_the_way_of_a_change(offered: bool, may_approve: bool, reason: str, wanted: Way) -> None:
    assert way(offered=offered, may_approve=may_approve, reason=reason) is wanted


@pytest.mark.parametrize(
    ("proposer", "person", "may_approve", "wanted"),
    [(1, 2, True, True), (1, 1, True, False), (1, 2, False, False), (None, 2, True, True)],
)
def test_the_second_person(proposer: object, person: object, may_approve: bool, wanted: bool) -> None:
    assert may_decide(proposer=proposer, person=person, may_approve=may_approve) is wanted
