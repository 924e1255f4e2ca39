"""App configuration."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """See the folder's README line in docs/map.md."""

    name = "consultations"

    def ready(self) -> None:
        """Offer frozen versions to the search."""
        from consultations.guidelines import finding

        finding.connect()
