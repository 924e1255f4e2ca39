"""App configuration."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """See the folder's README line in docs/map.md."""

    name = "home"

    def ready(self) -> None:
        """Offer the glossary to whoever explains words."""
        from home.explained import explained_words
        from portal import explaining

        explaining.register(explained_words)
