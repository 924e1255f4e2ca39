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
        from portal import (
            checks,  # noqa: F401  registers checks on import
            installation,  # noqa: F401  as well
            tables,
        )
        from portal.address import follow
        from portal.approval import signals as approval
        from portal.bin import doors
        from portal.files import offers
        from portal.files.approval import proposals
        from portal.files.versions import keeping
        from portal.translators import signals

        approval.connect()
        signals.connect()
        for room in (offers, keeping, proposals):
            room.connect()
        tables.guard_exports()
        doors.lead_into_bin()
        post_migrate.connect(follow, sender=self, dispatch_uid="portal.address")
