"""The fixed terms of the demo: what German terms are called in each language, and what they are not."""

from home.demo.content import content
from portal.translators.terms.models import Term, TermWording


def load_terms() -> None:
    """The portal's catalogues and the rest of the demo keep to these, which is tested."""
    for german, entry in content("terms").items():
        term = Term.objects.create(german=german, definition=entry["means"])
        for language, (wanted, *forbidden) in entry["words"].items():
            TermWording.objects.create(
                term=term, language=language, wanted=wanted, forbidden="\n".join(forbidden)
            )
