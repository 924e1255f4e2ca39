"""Which texts of the interface a citizen can see: sorted by one list of rules."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]

# Everything a reader may meet is a citizen's text unless one of these says why not.
EDITORS_PLACES = {
    "templates/wagtailadmin/*": "Wagtail's own pages for editors",
    "templates/*/admin/*": "pages for editors",
    "templates/portal/accounts/*": "accounts are those of editors",
    "templates/portal/files/*": "forms, versions and proposals of files, in the editors' interface",
    "templates/consultations/guidelines/exchange/*": "import of texts, in the editors' interface",
    "templates/portal/approval/*": "approval, in the editors' interface",
    "templates/portal/translators/*": "the translators' desk",
    "templates/portal/easy/*": "writing Leichte Sprache, in the editors' interface",
    "templates/search/statistics/*": "report on searches without success, for editors",
    "templates/emails/questions.*": "weekly mail about the search, for editors",
    "templates/emails/handed_on.*": "mails between colleagues",
    "templates/emails/translations.*": "weekly mail to translators",
    "templates/emails/file_*.txt": "mails to editors about changes of files",
    "*/wagtail_hooks.py": "menus and messages of the editors' interface",
    "*/hooks.py": "menus and messages of the editors' interface",
    "*/viewsets.py": "lists of the editors' interface",
    "*/panels.py": "forms of the editors' interface",
    "*/apps.py": "names of apps, in the editors' interface only",
    "*/management/*": "read by those who run the portal",
    "home/demo/*": "content of the demo, not of the interface",
    "portal/settings/*": "the name of the portal in the editors' interface",
    "portal/accounts/*": "accounts are those of editors",
    "portal/files/approval/*": "changes of files that wait for a second person, in the editors' interface",
    "portal/files/versions/*": "earlier files, in the editors' interface",
    "portal/approval/*": "approval, in the editors' interface",
    "portal/middleware.py": "tells editors what is still used",
    "portal/bin/*": "deleting and restoring, in the editors' interface",
    "templates/portal/bin/*": "deleting and restoring, in the editors' interface",
    "portal/files/forms.py": "the editors' form of a document",
    "portal/files/reports.py": "the editors' list of documents without text",
    "portal/files/states.py": "tells editors what became of an uploaded file",
    "portal/files/validation.py": "tells editors why a file is refused",
    "portal/translators/*": "the translators' desk",
    "portal/templatetags/translators.py": "the translators' editor",
    "portal/easy/*": "writing Leichte Sprache, in the editors' interface",
    "portal/desk_search.py": "the search of the editors' interface",
    "home/snippets.py": "forms of contacts, terms and menus; what they hold is content",
    "consultations/meetings/importing/*": "writes content, in the language of its source",
    "consultations/guidelines/blocks.py": "the editors' form of a text",
    "consultations/guidelines/exchange/forms.py": "import of texts, in the editors' interface",
    "consultations/guidelines/exchange/models.py": "import of texts, in the editors' interface",
    "consultations/guidelines/exchange/new_pictures.py": "import of texts, in the editors' interface",
    "consultations/guidelines/exchange/presentation.py": "import of texts, in the editors' interface",
    "consultations/guidelines/exchange/takeover.py": "import of texts, in the editors' interface",
    "consultations/guidelines/exchange/views.py": "import of texts, in the editors' interface",
    "consultations/guidelines/exchange/wording.py": "import of texts, in the editors' interface",
    "consultations/guidelines/versions/forms.py": "freezing of versions, in the editors' interface",
    "consultations/guidelines/versions/freezing.py": "freezing of versions, in the editors' interface",
    "consultations/guidelines/versions/pictures.py": "deleting of images, in the editors' interface",
    "consultations/guidelines/versions/predecessors.py": "freezing of versions, in the editors' interface",
    "consultations/guidelines/versions/preview.py": "freezing of versions, in the editors' interface",
    "consultations/guidelines/versions/views.py": "freezing of versions, in the editors' interface",
    "search/models.py": "state of the index, in the editors' interface",
    "search/reports.py": "state of the index, in the editors' interface",
    "search/statistics/*": "report on searches without success, for editors",
    "search/wording/*": "word lists and promoted results, in the editors' interface",
}

# Forms of citizens: all their labels, help texts and refusals count.
CITIZENS_FORMS = ("search/alerts/forms.py",)

# Classes and functions whose texts are for editors: names of models and blocks, refusals when they save, examples
# in the list of blocks.
EDITORS_SCOPES = {"Meta", "clean", "example", "get_preview_value"}

# What a call of such a name is given is for editors (labels of their forms, refusals), except choices: readers
# see the labels of those.
EDITORS_CALLS = ("Block", "Panel", "ObjectList", "TabbedInterface", "Field", "Key", "ValidationError")

GETTEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}

Key = tuple[str | None, str]


def of_citizens(entry: polib.POEntry, root: Path = ROOT) -> bool:
    """Whether a reader can see this text at one of its places."""
    return any(
        _shown((entry.msgctxt, entry.msgid), place, root) for place in {p for p, _ in entry.occurrences}
    )


def _shown(key: Key, place: str, root: Path) -> bool:
    if any(fnmatch(place, pattern) for pattern in EDITORS_PLACES):
        return False
    if not place.endswith(".py") or any(fnmatch(place, pattern) for pattern in CITIZENS_FORMS):
        return True
    return key in _texts_of(root / place)


@cache
def _texts_of(module: Path) -> frozenset[Key]:
    return frozenset(_texts(ast.parse(module.read_text(encoding="utf-8"))))


def _texts(node: ast.AST) -> Iterator[Key]:
    """What a module says to readers, that is without what it says in forms of editors."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name in EDITORS_SCOPES:
        return
    if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "GROUP" for target in node.targets):
        return  # where a block stands in the editors' list of blocks
    if isinstance(node, ast.Call):
        if _name(node.func) in GETTEXT:
            yield _key(node)
            return
        if _for_editors(node.func):
            for choices in _choices(node):
                yield from _texts(choices)
            return
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)


def _choices(call: ast.Call) -> Iterator[ast.AST]:
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "choices")
    if _name(call.func) == "ChoiceBlock":
        yield from call.args[:1]


def _name(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _for_editors(func: ast.expr) -> bool:
    return _name(func).endswith(EDITORS_CALLS)


def _key(call: ast.Call) -> Key:
    words = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if "pgettext" in _name(call.func):
        return words[0], words[1]
    return None, words[0] if words else ""
