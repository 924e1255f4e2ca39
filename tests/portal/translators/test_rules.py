"""The steps between the states of a translation."""

import pytest

from portal.translators.rules import (
    NotAllowed,
    Rights,
    Stage,
    Step,
    after,
    after_edit,
    after_publication,
    steps,
)

TRANSLATOR = Rights(edit=True, publish=False)
CHIEF = Rights(edit=True, publish=True)
OWN = Rights(edit=True, publish=True, handed_over_by_self=True)
NOBODY = Rights(edit=False, publish=False)


@pytest.mark.parametrize(
    ("stage", "rights", "parts_open", "expected"),
    [
        (Stage.IN_TRANSLATION, TRANSLATOR, 0, [Step.HAND_OVER]),
        (Stage.IN_TRANSLATION, TRANSLATOR, 1, []),
        (Stage.READY, TRANSLATOR, 0, [Step.TAKE_BACK]),
        (Stage.READY, CHIEF, 0, [Step.REVIEW, Step.TAKE_BACK]),
        (Stage.READY, CHIEF, 1, [Step.TAKE_BACK]),
        (Stage.READY, OWN, 0, [Step.TAKE_BACK]),
        (Stage.REVIEWED, CHIEF, 0, [Step.TAKE_BACK]),
        (Stage.OUTDATED, TRANSLATOR, 0, [Step.HAND_OVER]),
        (Stage.READY, NOBODY, 0, []),
    ],
)
def test_who_may_do_what(stage: Stage, rights: Rights, parts_open: int, expected: list[Step]) -> None:
    assert steps(stage, rights, parts_open) == expected


def test_a_step_leads_to_its_state_or_is_refused() -> None:
    assert after(Step.HAND_OVER, Stage.IN_TRANSLATION, TRANSLATOR, 0) is Stage.READY
    with pytest.raises(NotAllowed):
        after(Step.REVIEW, Stage.READY, TRANSLATOR, 0)


def test_what_happens_by_itself() -> None:
    assert after_edit(Stage.REVIEWED) is Stage.IN_TRANSLATION
    assert after_edit(Stage.OUTDATED) is Stage.OUTDATED
    assert after_publication(0, behind_source=False) is Stage.REVIEWED
    assert after_publication(2, behind_source=False) is Stage.IN_TRANSLATION
    assert after_publication(0, behind_source=True) is Stage.OUTDATED
