"""Which kind of document a file is, told from its name and the place it is put; plain Python.

German words of council work first; the names of other towns' files follow the same words. The kind is given as
the value that `DocumentKind` stores.
"""

import re
import unicodedata

OTHER, ATTACHMENT = "other", "attachment"
# In this order: "Einladung mit Tagesordnung" is an invitation, "Anlage zum Protokoll" an attachment,
# "Präsentation zur Leitlinie" a presentation.
_WORDS: tuple[tuple[str, str], ...] = (
    ("attendance", r"anwesenheits?\w*|teilnehm\w*liste|teilnahmeliste|unterschriftenliste|attendance"),
    ("invitation", r"einladung\w*|einberufung|\w*einladung|invitation"),
    (ATTACHMENT, r"anlagen?|anhang|anhaenge|annex|attachment"),
    ("presentation", r"praesentation\w*|\w*praesentation|folien\w*|vortrag|powerpoint|slides|presentation"),
    ("press", r"presse\w*|medieninformation"),
    ("verbatim_protocol", r"wort(?:laut)?protokoll\w*|stenogra\w*|plenarprotokoll\w*|verbatim"),
    (
        "results_protocol",
        r"ergebnis\w* ?protokoll\w*|beschlussprotokoll\w*|kurzprotokoll\w*|festlegungsprotokoll\w*",
    ),
    ("transcript", r"transkript\w*|mitschrift|abschrift|transcript"),
    (
        "minutes",
        r"niederschrift\w*|\w*niederschrift|sitzungsprotokoll\w*|verlaufsprotokoll\w*|minutes|gespraechsnotiz",
    ),
    ("agenda", r"tagesordnung\w*|\w*tagesordnung|agenda"),
    ("decision", r"beschluss|beschluesse|beschluss(?:vorlage|fassung|auszug|text)\w*|ratsbeschluss|decision"),
    ("guideline_draft", r"(?:leitlinien?|entwurf)\w*(?:entwurf|leitlinien?)\w*"),
)
# A word that is a kind only together with the place: every session has one protocol.
_PROTOCOL = re.compile(r"(?:^| )(?:\w*protokoll\w*|protocol|prot)(?= |$)")
_OF_A_SESSION = "results_protocol"
_PATTERNS = tuple((kind, re.compile(rf"(?:^| )(?:{words})(?= |$)")) for kind, words in _WORDS)
_DRAFT, _GUIDELINE = re.compile(r"entwurf|fassung|draft|version"), re.compile(r"leitlinie|guideline")
_SLIDES = {"pptx", "odp", "ppt"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def guess_kind(name: str, title: str = "", *, on_session: bool = False) -> str:
    """The kind of a file with this name; `on_session` when it is put on a session.

    The name goes before the title, for an editor's title often is that of the session.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    for words in filter(None, (_plain(name.rpartition(".")[0] or name), _plain(title))):
        kind = _told_by(words, on_session)
        if kind:
            return kind
    if ending in _SLIDES:
        return "presentation"
    return ATTACHMENT if on_session else OTHER


def _told_by(words: str, on_session: bool) -> str:
    for kind, pattern in _PATTERNS:
        if pattern.search(words):
            return kind
    if _PROTOCOL.search(words):
        return _OF_A_SESSION if on_session else "minutes"
    if _GUIDELINE.search(words) and _DRAFT.search(words):
        return "guideline_draft"
    return ""


def _plain(text: str) -> str:
    """Small letters, umlauts as two, everything else that is no letter as one space: camel case is divided."""
    composed = unicodedata.normalize("NFC", text)
    divided = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", composed)
    return " ".join(re.findall(r"[a-z]+", divided.lower().translate(_UMLAUTS)))
