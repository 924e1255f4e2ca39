"""From stored blocks to plain chapters and paragraphs."""

from wagtail.blocks import StreamValue

from consultations.guidelines.rules import ChapterText, ParagraphText


def chapters_of(stream: StreamValue) -> list[ChapterText]:
    """The text with the ids of its blocks; the notes of editors stay behind."""
    return [
        ChapterText(
            id=child.id or f"chapter{index}",
            title=child.value["title"],
            intro=child.value["intro"].source if child.value["intro"] else "",
            paragraphs=tuple(
                ParagraphText(
                    id=item.id or f"paragraph{index}-{place}",
                    heading=item.value["heading"] or "",
                    html=item.value["text"].source if item.value["text"] else "",
                )
                for place, item in enumerate(child.value["paragraphs"].bound_blocks)
            ),
        )
        for index, child in enumerate(stream)
    ]
