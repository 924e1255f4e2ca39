"""The reader with a mailbox, for the figures as well."""

from tests.search.alerts.conftest import reader

__all__ = ["reader"]
