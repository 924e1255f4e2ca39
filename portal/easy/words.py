"""Word lists for the rules of Leichte Sprache; all in small letters unless the case tells words apart."""

PASSIVE_AUXILIARIES = frozenset({"wird", "werden", "wirst", "werdet", "wurde", "wurden", "worden"})

# Participles that end like the infinitive and yet are none.
STRONG_PARTICIPLES = frozenset(
    "beschlossen entschieden besprochen verboten versprochen beschrieben unterschrieben betroffen verloren "
    "begonnen bewiesen verschoben entnommen übernommen unternommen verglichen vermieden getan abgetan "
    "unterbrochen erzogen betrieben verbunden erfunden empfohlen bestohlen verstanden".split()
)

# Words that look like a participle: infinitives after a future "wird", adjectives.
NO_PARTICIPLES = frozenset(
    "gelten genießen gehören gewinnen gelingen geschehen gefallen gefährden genügen gestalten gewöhnen "
    "gestehen geraten gewähren genehmigen gebrauchen gerecht gerechten gesamt gesamten gesunden gemeinsam "
    "bekannt bekannten bereit berühmt beliebt beliebten verwandt verwandten ernst erst selbst beste besten "
    "gesundheit genannten gewohnt gespannt geeignet bewusst entfernt erleichtert verrückt verliebt".split()
)

NEGATIONS = frozenset("nicht nichts ohne nie niemals niemand niemanden niemandem weder nirgends".split())

CONJUNCTIVES = tuple("würde könnte müsste sollte dürfte hätte wäre bräuchte".split())

# Written with dots; a space may stand behind each dot.
DOTTED = (
    "z.B.",
    "u.a.",
    "d.h.",
    "i.d.R.",
    "o.ä.",
    "u.ä.",
    "s.o.",
    "s.u.",
    "e.V.",
    "usw.",
    "bzw.",
    "etc.",
    "ggf.",
    "evtl.",
    "ca.",
    "inkl.",
    "vgl.",
    "Nr.",
    "Str.",
    "Abs.",
    "Tel.",
    "sog.",
    "max.",
    "min.",
)

# Better known than what they stand for.
KNOWN_ABBREVIATIONS = frozenset({"WC", "LKW", "PKW", "TV", "CD", "DVD", "PDF", "SMS", "USB"})

GENITIVE_ARTICLES = frozenset("des eines meines seines ihres unseres keines".split())
GENITIVE_PREPOSITIONS = frozenset(
    "hinsichtlich bezüglich anhand aufgrund infolge zwecks mittels seitens zugunsten".split()
)
PRONOUNS = frozenset({"Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer"})

NUMBER_WORDS = frozenset(
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig "
    "achtzig neunzig hundert tausend".split()
)

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()

# What to write instead.
FOREIGN = {
    "partizipation": "mit·machen",
    "evaluation": "Prüfung",
    "feedback": "Rückmeldung",
    "workshop": "Treffen",
    "workshops": "Treffen",
    "plenum": "alle zusammen",
    "moderation": "Leitung",
    "kriterien": "Regeln",
    "ressourcen": "Geld, Zeit oder Menschen",
    "transparenz": "alle können es sehen",
    "transparent": "offen",
    "kommunal": "in der Stadt",
    "kommunale": "von der Stadt",
    "kommunalen": "von der Stadt",
    "gremium": "Gruppe",
    "gremien": "Gruppen",
    "kooperation": "Zusammen·arbeit",
    "newsletter": "Brief per E-Mail",
    "relevant": "wichtig",
    "priorität": "das Wichtigste",
    "initiative": "Idee oder Gruppe",
    "implementierung": "Umsetzung",
    "qualifiziert": "gut ausgebildet",
}
