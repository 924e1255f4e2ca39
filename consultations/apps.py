"""App configuration."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """See the folder's README line in docs/map.md."""

    name = "consultations"

    def ready(self) -> None:
        """Offer frozen versions to the search, and keep the images they show."""
        from consultations.guidelines import finding
        from consultations.guidelines.versions.links import linked
        from consultations.guidelines.versions.pictures import keep_frozen
        from portal.files import publication
        from portal.files.signals import file_will_change

        finding.connect()
        publication.register(linked)
        file_will_change.connect(keep_frozen, dispatch_uid="consultations.keep_frozen")
