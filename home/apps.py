"""App configuration."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """See the folder's README line in docs/map.md."""

    name = "home"

    def ready(self) -> None:
        """Supply the arranged menus to the page frame."""
        from home import menus  # noqa: F401
