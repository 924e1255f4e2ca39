"""A difference as HTML: `ins` and `del` inside valid elements, each with words for those who hear it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from consultations.guidelines.comparison.tokens import Sort, Token
from consultations.guidelines.comparison.words import Difference


@dataclass(frozen=True, slots=True)
class Labels:
    """What is read out where words were dropped or added: before and after them."""

    dropped: tuple[str, str]
    added: tuple[str, str]


def inline(found: Difference, labels: Labels) -> str:
    """Both texts in one."""
    if found.whole:
        return _both(found, labels, old=True, new=True)
    return _written(_pieces(found, old=True, new=True), labels)


def before(found: Difference, labels: Labels) -> str:
    """The old text with what was dropped from it."""
    if found.whole:
        return _both(found, labels, old=True, new=False)
    return _written(_pieces(found, old=True, new=False), labels)


def after(found: Difference, labels: Labels) -> str:
    """The new text with what was added to it."""
    if found.whole:
        return _both(found, labels, old=False, new=True)
    return _written(_pieces(found, old=False, new=True), labels)


def _both(found: Difference, labels: Labels, *, old: bool, new: bool) -> str:
    if not found.changed:
        return found.new_source
    parts = []
    if old and found.old_source:
        parts.append(f"<del>{_said(labels.dropped[0])}{found.old_source}{_said(labels.dropped[1])}</del>")
    if new and found.new_source:
        parts.append(f"<ins>{_said(labels.added[0])}{found.new_source}{_said(labels.added[1])}</ins>")
    return "".join(parts)


def _pieces(found: Difference, *, old: bool, new: bool) -> Iterator[tuple[str, Sequence[Token]]]:
    for run in found.runs:
        if run.same:
            yield "", found.new[slice(*run.new)] if new else found.old[slice(*run.old)]
            continue
        if old and run.old[0] < run.old[1]:
            yield "del", found.old[slice(*run.old)]
        if new and run.new[0] < run.new[1]:
            yield "ins", found.new[slice(*run.new)]


def _written(pieces: Iterable[tuple[str, Sequence[Token]]], labels: Labels) -> str:
    writer = _Writer({"del": labels.dropped, "ins": labels.added})
    for change, tokens in pieces:
        writer.turn_to(change)
        for at, token in enumerate(tokens):
            if token.sort is not Sort.BREAK:
                writer.word(token)
            elif change == "del" and not any(later.sort is not Sort.BREAK for later in tokens[at + 1 :]):
                writer.lost_break()
            else:
                writer.block(token)
    return writer.finished()


class _Writer:
    """Writes tokens and keeps account of what is open: blocks, then `ins` or `del`, then formatting."""

    def __init__(self, said: dict[str, tuple[str, str]]) -> None:
        self._said = said
        self._out: list[str] = []
        self._path: tuple[str, ...] = ()
        self._change = ""
        self._open = ""
        self._marks: tuple[str, ...] = ()
        self._begun = False
        self._last = ""

    def turn_to(self, change: str) -> None:
        """What follows is dropped, added, or neither."""
        self._close_change()
        self._change = change

    def block(self, token: Token) -> None:
        """Begins a block."""
        self._close_change()
        common = 0
        for mine, wanted in zip(self._path, token.path, strict=False):
            if mine != wanted or common >= token.fresh:
                break
            common += 1
        self._leave(common)
        self._out += [f"<{name}>" for name in token.path[common:]]
        self._path = token.path
        self._begun = False

    def word(self, token: Token) -> None:
        """Writes one word, with its space."""
        apart = self._begun and (
            token.space or (self._last == "del" and self._change == "ins" and not self._open)
        )
        if token.marks != self._marks or self._open != self._change:
            self._close_marks()
            self._out.append(" " if apart else "")
            self._open_change()
            self._out += token.marks
            self._marks = token.marks
        elif apart:
            self._out.append(" ")
        self._out.append(token.text if token.sort is Sort.RAW else escape(token.text, quote=False))
        self._begun = True
        self._last = self._change

    def lost_break(self) -> None:
        """Two blocks have become one: the sign of a paragraph shows where."""
        if self._begun:
            self._open_change()
            self._out.append("¶")

    def finished(self) -> str:
        """All that was written, everything closed."""
        self._close_change()
        self._leave(0)
        return "".join(self._out)

    def _open_change(self) -> None:
        if self._open == self._change:
            return
        self._open = self._change
        self._out.append(f"<{self._open}>{_said(self._said[self._open][0])}")

    def _close_change(self) -> None:
        self._close_marks()
        if self._open:
            self._out.append(f"{_said(self._said[self._open][1])}</{self._open}>")
            self._open = ""

    def _close_marks(self) -> None:
        self._out += [f"</{_name(mark)}>" for mark in reversed(self._marks)]
        self._marks = ()

    def _leave(self, depth: int) -> None:
        self._out += [f"</{name}>" for name in reversed(self._path[depth:])]
        self._path = self._path[:depth]


def _name(tag: str) -> str:
    return tag[1:].rstrip(">/").split()[0].lower()


def _said(words: str) -> str:
    return f'<span class="sd-visually-hidden">{escape(words)}</span>' if words else ""
