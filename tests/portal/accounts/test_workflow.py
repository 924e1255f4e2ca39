"""Four eyes: what one person submits another one approves."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState

from consultations.models import MeetingIndexPage, MeetingPage, Organization
from home.models import HomePage, InfoPage
from portal.accounts.models import FourEyesTask, User
from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from portal.accounts.workflow import TASK, WORKFLOW, install_workflow
from tests.home.site import add

Person = Callable[..., User]
Browser = Callable[..., Client]


@pytest.fixture
def meeting(home: HomePage) -> MeetingPage:
    index = add(home, MeetingIndexPage(title="Sitzungen", slug="sitzungen"))
    body = Organization.objects.create(name="Arbeitskreis", slug="arbeitskreis")
    start = timezone.now() + dt.timedelta(days=7)
    return add(
        index, MeetingPage(title="Sitzung", slug="sitzung", organization=body, start=start, live=False)
    )


def submit(meeting: MeetingPage, user: User) -> TaskState:
    meeting.save_revision(user=user)
    workflow = meeting.get_workflow()
    assert workflow is not None
    state = workflow.start(meeting, user)
    return state.current_task_state


def act(
    client: Client, meeting: MeetingPage, state: TaskState, action: str = "approve", comment: str = ""
) -> int:
    address = f"/admin/pages/workflow/action/{meeting.pk}/{action}/{state.pk}/"
    return client.post(address, {"comment": comment}).status_code


def is_live(meeting: MeetingPage) -> bool:
    return MeetingPage.objects.get(pk=meeting.pk).live


def test_an_editor_cannot_publish_a_meeting(meeting: MeetingPage, person: Person) -> None:
    rights = meeting.permissions_for_user(person(EDITOR))
    assert (rights.can_publish(), rights.can_submit_for_moderation()) == (False, True)


def test_a_chief_editor_approves_what_an_editor_submits(
    meeting: MeetingPage, person: Person, browser: Browser
) -> None:
    state = submit(meeting, person(EDITOR))
    assert not is_live(meeting)
    act(browser(EDITOR), meeting, state)
    assert not is_live(meeting)
    act(browser(CHIEF_EDITOR), meeting, state)
    assert is_live(meeting)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_nobody_approves_their_own_submission(meeting: MeetingPage, person: Person, browser: Browser) -> None:
    state = submit(meeting, person(CHIEF_EDITOR))
    act(browser(CHIEF_EDITOR), meeting, state)
    assert not is_live(meeting)
    act(browser(CHIEF_EDITOR, "zweite"), meeting, state)
    assert is_live(meeting)


def test_not_even_an_administrator(meeting: MeetingPage, home: HomePage) -> None:
    chief = User.objects.create_superuser("leitung@stadt.example", "x")
    state = submit(meeting, chief)
    task = state.task.specific
    assert task.get_actions(meeting, chief) == []
    with pytest.raises(PermissionDenied):
        task.on_action(state, chief, "approve")


def test_the_dashboard_lists_others_submissions_only(meeting: MeetingPage, person: Person) -> None:
    state = submit(meeting, person(CHIEF_EDITOR))
    waiting = TaskState.objects.reviewable_by
    assert list(waiting(person(CHIEF_EDITOR))) == []
    assert list(waiting(person(CHIEF_EDITOR, "zweite"))) == [state]
    assert list(waiting(person(EDITOR))) == []


def test_changes_can_be_asked_for(meeting: MeetingPage, person: Person, browser: Browser) -> None:
    state = submit(meeting, person(EDITOR))
    act(browser(CHIEF_EDITOR), meeting, state, "reject")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    act(browser(CHIEF_EDITOR), meeting, state, "reject", "Der Raum fehlt.")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not is_live(meeting)


def test_plain_pages_stay_quick_and_can_be_submitted(home: HomePage, person: Person) -> None:
    page = add(home, InfoPage(title="Seite", slug="seite"))
    assert page.get_workflow().name == WORKFLOW
    assert page.permissions_for_user(person(CHIEF_EDITOR)).can_publish()
    assert page.permissions_for_user(person(EDITOR)).can_submit_for_moderation()


def test_installing_twice_changes_nothing(meeting: MeetingPage) -> None:
    install_workflow()
    assert Workflow.objects.filter(name=WORKFLOW).count() == 1
    task = FourEyesTask.objects.get(name=TASK)
    assert [group.name for group in task.groups.all()] == [CHIEF_EDITOR]
    assert WorkflowPage.objects.filter(page=meeting).count() == 1


def test_pages_that_were_there_before_take_part_too(meeting: MeetingPage) -> None:
    WorkflowPage.objects.all().delete()
    install_workflow()
    assert MeetingPage.objects.get(pk=meeting.pk).get_workflow().name == WORKFLOW


def test_wagtails_own_groups_go_only_while_empty(home: HomePage) -> None:
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    kept = Group.objects.create(name="Moderators")
    User.objects.create_user("alt@stadt.example", "x").groups.add(kept)
    install_workflow()
    assert Group.objects.filter(name="Moderators").exists()


def test_the_migration_may_pass_historical_models(home: HomePage) -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    FourEyesTask.objects.all().delete()
    Workflow.objects.filter(name=WORKFLOW).delete()
    install_workflow(MigrationLoader(connection).project_state().apps)
    workflow = Workflow.objects.get(name=WORKFLOW)
    assert [type(task.specific) for task in workflow.tasks] == [FourEyesTask]
