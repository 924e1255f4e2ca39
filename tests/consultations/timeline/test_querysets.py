"""SQL answers what the rules answer, on one table of cases."""

import pytest
from wagtail.models import Page

from consultations.models import ConsultationPage, Phase
from consultations.timeline.rules import State, consultation_state
from tests.consultations.timeline.cases import CASES
from tests.factories.consultations import ConsultationIndexFactory, consultation_with


@pytest.fixture
def phases(db: None) -> dict[str, Phase]:
    """One consultation with one phase per case, by the name of the case."""
    index = ConsultationIndexFactory(parent=Page.objects.get(depth=1))
    windows = [window for window, _moment, _state in CASES.values()]
    page = consultation_with(index, [(window.start, window.end) for window in windows])
    return dict(zip(CASES, page.phases.order_by("pk"), strict=True))


def test_every_phase_has_the_state_the_rules_give_it(phases: dict[str, Phase]) -> None:
    for name, (_window, moment, state) in CASES.items():
        found = [each for each in State if Phase.objects.in_state_at(each, moment).filter(pk=phases[name].pk)]
        assert (name, found) == (name, [state])


def test_all_phases_agree_with_the_rules_at_every_moment_of_the_table(phases: dict[str, Phase]) -> None:
    for _window, moment, _state in CASES.values():
        for state in State:
            sql = set(Phase.objects.in_state_at(state, moment).values_list("pk", flat=True))
            assert sql == {phase.pk for phase in phases.values() if phase.state_at(moment) is state}


@pytest.mark.django_db
def test_consultations_agree_with_the_rules_however_their_phases_are_mixed() -> None:
    index = ConsultationIndexFactory(parent=Page.objects.get(depth=1))
    windows = list({case[0]: None for case in CASES.values()})
    mixes = [windows[:2], windows[2:4], windows[4:6], windows[5:], [windows[0], windows[6]], [windows[6]], []]
    for mix in mixes:
        consultation_with(index, [(window.start, window.end) for window in mix])
    pages = list(ConsultationPage.objects.order_by("pk"))
    for _window, moment, _state in CASES.values():
        for state in State:
            sql = set(ConsultationPage.objects.in_state_at(state, moment).values_list("pk", flat=True))
            rules = {
                page.pk
                for page, mix in zip(pages, mixes, strict=True)
                if consultation_state(mix, moment) is state
            }
            assert sql == rules


@pytest.mark.django_db
def test_consultations_agree_with_the_rules_whatever_kind_their_phases_are() -> None:
    index = ConsultationIndexFactory(parent=Page.objects.get(depth=1))
    windows = list({case[0]: None for case in CASES.values()})
    for mix in (windows[:2], windows[2:4], windows[4:6], [windows[0], windows[6]], windows[-1:]):
        page = consultation_with(index, [(window.start, window.end) for window in mix])
        page.phases.filter(pk=page.phases.all()[0].pk).update(kind="evaluation")
    for _window, moment, _state in CASES.values():
        for state in State:
            sql = set(ConsultationPage.objects.in_state_at(state, moment).values_list("pk", flat=True))
            pages = ConsultationPage.objects.all()
            assert sql == {page.pk for page in pages if page.state_at(moment) is state}
