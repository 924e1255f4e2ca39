"""Which service translates into a language, by the settings."""

from django.conf import settings

from portal.translation.languages import source_language
from portal.translators.machine import services
from portal.translators.machine.rules import OFF, service_for


def router(language: str) -> services.Service | None:
    """The service for a language; None where no machine may write."""
    chosen = settings.MACHINE_TRANSLATION
    name = service_for(language, chosen["services"], settings.REWRITTEN_LANGUAGES, source_language().code)
    return None if name == OFF else services.make(name, chosen)
