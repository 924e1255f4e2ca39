"""The small German tree of the translators' tests."""

from tests.portal.translators.conftest import browser, tree

__all__ = ["browser", "tree"]
