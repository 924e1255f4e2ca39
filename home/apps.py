"""App configuration."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """See the folder's README line in docs/map.md."""

    name = "home"
