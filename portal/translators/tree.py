"""Is the page tree sound? Translating has damaged it in the past, so it is looked at every night."""

import logging

from django.utils import timezone
from wagtail.models import Page

from portal.translators.models import TreeCheck

logger = logging.getLogger(__name__)

# The order in which treebeard names its findings.
KINDS = ("bad characters in path", "bad path length", "orphans", "wrong depth", "wrong number of children")
HINT = "Make a backup, then run: manage.py tree fix"
# So many looks are kept.
KEPT = 60


def problems() -> dict[str, list[int]]:
    """What is wrong, by kind, with the ids of the pages; empty when the tree is sound."""
    found = zip(KINDS, Page.find_problems(), strict=True)
    return {kind: list(ids) for kind, ids in found if ids}


def check() -> TreeCheck:
    """Look, keep the result, and say in the log how to repair."""
    done = TreeCheck.objects.create(at=timezone.now(), problems=problems())
    if done.problems:
        logger.error("The page tree is damaged: %s. %s", done.problems, HINT)
    old = TreeCheck.objects.values_list("pk", flat=True)[KEPT:]
    TreeCheck.objects.filter(pk__in=list(old)).delete()
    return done


def fix() -> TreeCheck:
    """Repair numbers of children and depths, then look again."""
    Page.fix_tree()
    return check()
