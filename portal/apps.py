"""App configuration of what every page shares."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Accounts, files, page kit and blocks."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register start-up checks and signal receivers."""
        from portal import checks  # noqa: F401  registers checks on import
        from portal.address import follow
        from portal.translators import signals

        signals.connect()
        post_migrate.connect(follow, sender=self, dispatch_uid="portal.address")
