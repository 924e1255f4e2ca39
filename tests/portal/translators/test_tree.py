"""The nightly look at the page tree."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from portal.translators import tasks
from portal.translators.models import TreeCheck
from tests.portal.translators.conftest import Tree


def test_a_sound_tree(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("tree", "check")
    assert capsys.readouterr().out == "The page tree is sound.\n"


def test_a_damaged_tree_is_told_with_its_cure_and_cured(tree: Tree) -> None:
    Page.objects.filter(pk=tree.section.pk).update(numchild=0)
    with pytest.raises(CommandError, match=rf"wrong number of children': \[{tree.section.pk}\].*tree fix"):
        call_command("tree", "check")
    call_command("tree", "fix")
    assert Page.objects.get(pk=tree.section.pk).numchild == 1
    assert TreeCheck.objects.first().problems == {}  # type: ignore[union-attr]


def test_the_worker_looks_every_night(tree: Tree) -> None:
    waiting = DBTaskResult.objects.filter(task_path=tasks.check_tree.module_path, status="READY")
    waiting.delete()
    tree.article.save_revision().publish()
    (job,) = waiting
    assert job.run_after > timezone.now()
    tasks.check_tree.call()
    assert (waiting.count(), TreeCheck.objects.get().problems) == (1, {})
