"""Whether two drafts say the same, whatever the editor's form left behind in one of them. Plain Python."""

import json
from collections.abc import Mapping
from typing import Any

from portal.translation.lines import comparable

# What Wagtail notes about a page or snippet beside what its author wrote.
_NOTES = frozenset(
    "pk content_type path depth numchild url_path draft_title live has_unpublished_changes expired owner "
    "latest_revision latest_revision_created_at live_revision first_published_at last_published_at "
    "locked locked_at locked_by translation_key alias_of index_entries".split()
)
_COMMENTS = "wagtail_admin_comments"


def same(one: Mapping[str, Any], other: Mapping[str, Any], *, comments: bool = False) -> bool:
    """Whether two contents of revisions hold the same; remarks of the authors count only with `comments`."""
    return _content(one, comments) == _content(other, comments)


def _content(revision: Mapping[str, Any], comments: bool) -> dict[str, Any]:
    left_out = _NOTES if comments else _NOTES | {_COMMENTS}
    return {name: _told(value) for name, value in revision.items() if name not in left_out}


def _told(value: Any) -> Any:
    """Rows of a form have no number until they are published, and numbers say nothing about their content."""
    if isinstance(value, Mapping):
        return {name: _told(one) for name, one in value.items() if name != "pk"}
    if isinstance(value, list):
        return [_told(one) for one in value]
    if isinstance(value, str):
        return _text(value)
    return value


def _text(value: str) -> Any:
    """A stream is stored as text in the revision."""
    if value.startswith("[") and value.endswith("]"):
        try:
            return _told(json.loads(value))
        except ValueError:
            pass
    return comparable(value)
