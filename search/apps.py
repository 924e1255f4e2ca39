"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See the folder's README line in docs/map.md."""

    name = "search"
