"""Parts that were translated while the original had other line ends."""

from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from portal.translation.lines import same_part


def keep_translations(source: TranslationSource) -> None:
    """After an original was read anew: what differs in line ends only keeps the words it was translated with."""
    segments = StringSegment.objects.filter(source=source, string__data__contains="<br")
    now = {
        (one.context_id, same_part(one.string.data)): one.string_id
        for one in segments.select_related("string")
    }
    if not now:
        return
    contexts = {context for context, _data in now}
    rows = StringTranslation.objects.filter(context__in=contexts).select_related("translation_of")
    rows = rows.filter(translation_of__data__contains="<br").order_by("-updated_at")
    taken = {(one.context_id, one.translation_of_id, one.locale_id) for one in rows}
    for row in rows:
        string = now.get((row.context_id, same_part(row.translation_of.data)))
        place = (row.context_id, string, row.locale_id)
        if string is not None and place not in taken:
            taken.add(place)
            StringTranslation.objects.filter(pk=row.pk).update(translation_of=string)
