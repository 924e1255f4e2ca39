"""Words a query can do without, by language; the index keeps them, so that phrases stay exact."""

from search.analysis.tokens import word_set

STOP_WORDS: dict[str, frozenset[str]] = {
    "de": word_set(
        "der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war"
        " waren wird werden"
        "  wurde wurden hat haben hatte kann können soll sollen zu zum zur in im ins an am ans auf aus"
        " bei beim mit nach"
        "  von vom für über unter durch gegen um als auch es er sie wir ich ihr man dass ob so wie was"
        " wer wo wann warum"
        "  welche welcher welches wenn sich noch nur bis sein seine ihre dieser diese dieses da denn"
        " doch sehr mehr"
        " bzw sowie zwischen vor wegen"
    ),
    "en": word_set(
        "the a an and or but not is are was were be been to of in on at for from by with as it its"
        " this that these those"
        " what which who how when where why do does did can will would should has have had about into"
    ),
    "fr": word_set(
        "le la les l un une des de du d et ou mais ne pas est sont était être à au aux en dans sur"
        " sous par pour avec"
        " sans que qui quoi quel quelle quels quelles ce cet cette ces il elle on nous vous ils elles se s y"
        " où comment quand pourquoi combien qu c j m n t jusqu lorsqu puisqu quoiqu jusque si plus très je me"
        " mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs sera seront fait faire peut peuvent"
    ),
    "tr": word_set(
        "ve veya ya da de ile için bir bu şu o mi mı mu mü ne nasıl gibi ama çok daha olan olarak"
        " ki hangi kim kaç nerede nereye neden niçin zaman her en kadar sonra önce göre değil var yok ise"
        " midir mıdır nedir kimdir"
    ),
    "ar": word_set(
        "في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين و أو لا ما هو هي هم كان كانت كيف متى أين أن إن"
        " لماذا ماذا هل كم أي أية قد لقد ثم حتى بين عند كل لم لن له لها فيه فيها بها به"
    ),
    "uk": word_set(
        "і й та або але не є був була було були бути у в на з із зі до від для про за по це цей ця ці як що"
        " хто де коли чи який яка яке які чому скільки при над під між через щоб його її їх ми ви вони він"
    ),
}
