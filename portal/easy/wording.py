"""What editors are told about each rule."""

from django.utils.translation import gettext_lazy as _

from portal.easy.rules import Finding, Rule

EXAMPLE = _("For example:")
HINTS = {
    Rule.LONG_SENTENCE: _("The sentence is long. Make two of it."),
    Rule.VERY_LONG_SENTENCE: _("The sentence is very long. Make several of it, each with one statement."),
    Rule.SEVERAL_THOUGHTS: _("Several commas: give each thought a sentence of its own, or make a list."),
    Rule.LONG_WORD: _("Divide the long word with a Mediopunkt or hyphen, or take a shorter one."),
    Rule.PASSIVE: _("Say who does it: “The city builds the road” instead of “The road is built”."),
    Rule.NEGATION: _("Say what is, where you can, instead of what is not."),
    Rule.ABBREVIATION: _("Write the abbreviation out."),
    Rule.GENITIVE: _("Avoid the genitive: “von dem” or “von der” is easier."),
    Rule.NUMBER_WORD: _("Write numbers as figures."),
    Rule.LARGE_NUMBER: _("Large numbers are hard: write “many”, or compare with something known."),
    Rule.CONJUNCTIVE: _("Avoid the conjunctive: write what is, or “maybe”."),
    Rule.SPECIAL_SIGN: _("Write a word instead of the special sign."),
    Rule.FOREIGN_WORD: _("Take an easier word, or explain this one."),
}


def hint(finding: Finding) -> str:
    """In the editor's language, with an easier word where there is one."""
    said = HINTS[finding.rule]
    if finding.instead:
        return f"{said} {EXAMPLE} {finding.instead}"
    return str(said)
