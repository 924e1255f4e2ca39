"""Whether two drafts say the same, whatever the editor's form left behind in one of them. Plain Python."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from portal.translation.lines import comparable

# What Wagtail notes about a page or snippet beside what its author wrote.
_NOTES = frozenset(
    "pk content_type path depth numchild url_path draft_title live has_unpublished_changes expired owner "
    "latest_revision latest_revision_created_at live_revision first_published_at last_published_at "
    "locked locked_at locked_by translation_key alias_of index_entries".split()
)
# Rows of a form have no number until they are published, and get another key each time they are sent.
_OF_ROWS = frozenset({"pk", "translation_key", "locale"})
_COMMENTS = "wagtail_admin_comments"


def same(
    one: Mapping[str, Any], other: Mapping[str, Any], *, derived: Collection[str] = (), comments: bool = False
) -> bool:
    """Whether two contents of revisions hold the same, besides fields that are `derived` from the others.

    Remarks of the authors count only with `comments`.
    """
    left_out = _NOTES | set(derived) | (set() if comments else {_COMMENTS})
    return _without(one, left_out, derived) == _without(other, left_out, derived)


def _without(content: Mapping[str, Any], names: Collection[str], derived: Collection[str]) -> dict[str, Any]:
    return {name: _told(value, derived) for name, value in content.items() if name not in names}


def _told(value: Any, derived: Collection[str]) -> Any:
    if isinstance(value, Mapping):
        is_row = "pk" in value
        return _without(value, _OF_ROWS | set(derived) if is_row else (), derived)
    if isinstance(value, list):
        return [_told(one, derived) for one in value]
    if isinstance(value, str):
        return _text(value, derived)
    return value


def _text(value: str, derived: Collection[str]) -> Any:
    """A stream is stored as text in the revision."""
    if value.startswith("[") and value.endswith("]"):
        try:
            return _told(json.loads(value), derived)
        except ValueError:
            pass
    return comparable(value)
