"""The words by which programmes in six languages announce their parts, as pieces of patterns.

They are evidence, never a condition: a programme that uses none of them is read by the shapes of its lines. Refuses to
know what a line is. Invariant: every piece matches in lower case, with straight apostrophes and single spaces.
"""


def _any(*pieces: str) -> str:
    return "|".join(f"(?:{piece})" for piece in pieces)


PLAIN_SESSION = _any(
    r"session|séance|agenda\sitem|item|point\sde\sl'ordre\sdu\sjour|sesión|заседание|сессия"
    r"|пункт\sповестки(?:\sдня)?|(?:ال)?جلسة"
)
"""Words that say no more than that it is a session: the number is kept, the word is not."""

SESSION = _any(
    r"(?:high-level\s)?panels?(?:\s(?:discussions?|sessions?))?|round\s?-?tables?(?:\sdiscussions?)?|workshops?|themes?"
    r"|plenar(?:y|ies)(?:\s(?:sessions?|meetings?))?|working\sgroups?|(?:break-?out|discussion|thematic)\s"
    r"(?:groups?|sessions?|rooms?)|groups?|segments?|blocks?|modules?|parts?|topics?|clusters?|tracks?|streams?"
    r"|side\sevents?|meetings?|sittings?|(?:interactive\s)?dialogues?|debates?|pillars?|chapters?|stations?|sessions?"
    r"|(?:parallel|thematic|technical|special|expert|ministerial|interactive|concurrent|regional|joint)\s"
    r"(?:sessions?|workshops?|panels?|meetings?|segments?|discussions?)|units?|action\slabs?|labs?|tables?",
    r"(?:panels?|tables?\srondes?|ateliers?|thèmes?|plénières?|groupes?(?:\sde\s(?:travail|discussion))?|segments?"
    r"|modules?"
    r"|volets?|axes?|débats?|tables?\sde\stravail|dialogues?|parties?|séances?|points?|blocs?|forums?|conférences?)"
    r"(?:\s(?:parallèles?|thématiques?|plénières?|régional(?:e|es|aux)?))?",
    r"(?:paneles|panel|mesas?(?:\s(?:redondas?|de\s(?:trabajo|diálogo)))?|talleres|taller|temas?|plenarias?"
    r"|grupos?(?:\sde\s"
    r"trabajo)?|segmentos?|bloques?|módulos?|ejes?|conversatorios?|diálogos?|debates?|partes?|sesiones|sesión|foros?"
    r"|puntos?)"
    r"(?:\s(?:paralel[oa]s?|temátic[oa]s?|plenari[oa]s?|regional(?:es)?))?",
    r"(?:(?:пленарн|параллельн|тематическ|рабоч|секционн|открыт|дискуссионн|панельн|экспертн|стратегическ)\w{1,4}\s)?"
    r"(?:сесси[яи]|заседани[ея]|панел[ьи]|дискусси[яи]|круглы[йе]\sстолы?|секци[яи]|тем[аы]|пункты?|групп[аы]"
    r"|площадк[аи]"
    r"|семинары?"
    r"|мастер-классы?|блоки?|модул[ьи]|част[ьи]|направлени[ея]|встреч[аи]|этапы?|трек)|воркшоп",
    r"(?:ال)?(?:جلسة|جلسات|محور|محاور|موضوع|حوار|ندوة|بند|فريق|مجموعة|قسم|وحدة|ورشة|لجنة)"
    r"(?:\s(?:ال)?(?:عامة|عمل|نقاش|نقاشية|حوارية|متوازية|مناقشة|موازية|رفيعة\sالمستوى|العمل|العامل))?"
    r"|(?:ال)?(?:مائدة|مائدة)\s(?:ال)?مستديرة|(?:ال)?(?:حلقة|حلقة)\s(?:ال)?(?:نقاش|نقاشية|عمل)|ورشة\s(?:ال)?عمل",
)
"""Words that say what kind of session it is: they stay in its title."""

CHINESE_SESSION = (
    r"(?:全体|分组|平行|专题|开幕|闭幕|主题|高级别|圆桌|分场)?(?:会议|讨论会?|论坛|对话)"
    r"|议题|专题|分论坛|圆桌|研讨会|工作坊|小组|环节"
    r"|单元|部分|主题|议程项目|项目|分会场|分会|组|场|节|议程|板块|场会议|次会议|节会议|次全体会议|次会"
)

ROMAN_OR_DIGIT = r"\d{1,3}|[IVX]{1,5}|[A-H]"
LATIN_ORDINAL = _any(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)",
    r"premi(?:er|ère)|deuxième|second(?:e)?|troisième|quatrième|cinquième|sixième|septième|huitième|\d{1,2}(?:ère|re"
    r"|er|e|ème)",
    r"primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|sext[ao]|séptim[ao]|octav[ao]|\d{1,2}\.?[ªº]",
    r"перв(?:ая|ое|ый)|втор(?:ая|ое|ой)|трет(?:ья|ье|ий)|четв[её]рт(?:ая|ое|ый)|пят(?:ая|ое|ый)|шест(?:ая|ое|ой)"
    r"|седьм(?:ая|ое|ой)|\d{1,2}-?(?:я|е|й)",
)
NUMBER_WORD = r"one|two|three|four|five|six|seven|eight|nine|ten|un|deux|trois|quatre|cinq|uno|dos|tres|cuatro|cinco"
ARABIC_ORDINAL = (
    r"(?:ال)?(?:أولى|اولى|أول|ثانية|ثاني|ثالثة|ثالث|رابعة|رابع|خامسة|خامس|سادسة|سادس|سابعة|سابع|ثامنة|ثامن|تاسعة|تاسع"
    r"|عاشرة|عاشر)"
)
CHINESE_NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,2}"

UNNUMBERED = _any(
    r"working\s(?:lunch(?:eon)?|breakfast|dinner|groups?)|break-?out\s(?:groups?|sessions?|discussions?|rooms?)"
    r"|group\swork"
    r"|groups?\sby\sregion|regional\s(?:groups?|consultations?)",
    r"(?:opening|closing|plenary|general|inaugural|concluding|wrap-up)\s(?:session|ceremony|remarks|plenary|discussion"
    r"|segment|debate|panel)",
    r"déjeuner(?:-débat|\sde\stravail)|groupes?\sde\stravail|travaux\s(?:de|en)\s(?:groupes?|ateliers?)|(?:séance"
    r"|session|"
    r"cérémonie)\s(?:d'ouverture|de\sclôture|plénière|inaugurale)|débat\sgénéral|plénière\sde\sclôture",
    r"almuerzo\sde\strabajo|grupos?\sde\strabajo|trabajo\s(?:en|de)\sgrupos?|(?:sesión|ceremonia"
    r"|acto)\s(?:de\s(?:apertura"
    r"|inauguración|clausura|cierre)|plenaria|inaugural)|debate\sgeneral|mesas?\sde\strabajo",
    r"рабочий\s(?:обед|ланч)|рабочие\sгруппы|работа\s(?:в|по)\sгруппа(?:х|м)|(?:церемония|заседание)\s(?:открытия"
    r"|закрытия)"
    r"|пленарное\sзаседание|пленарная\s(?:сессия|дискуссия)|торжественное\sоткрытие|общая\sдискуссия|групповая\sработа",
    r"غداء\sعمل|أفرقة\s(?:ال)?عمل|مجموعات\s(?:ال)?عمل|(?:ال)?(?:جلسة|حفل)\s(?:ال)?(?:افتتاحية|افتتاح|ختامية|اختتام"
    r"|ختام|عامة)"
    r"|(?:ال)?عمل\sفي\s(?:ال)?مجموعات|(?:ال)?مناقشة\s(?:ال)?عامة",
    r"工作午餐会?|分组(?:讨论|会议|会)|小组讨论|区域组会议|(?:开幕|闭幕)(?:式|会|会议|典礼)"
    r"|全体(?:会议|会)|一般性辩论|圆桌(?:会议|讨论)|工作组会议",
)
"""Sessions that are named by what they are; those that begin with one of the next row are held by region."""

BY_REGION = _any(
    r"working\slunch|break-?out|working\sgroups?|groups?\sby\sregion|regional\sgroups?",
    r"déjeuner(?:-débat|\sde\stravail)|groupes?\sde\stravail|groupes?\srégionaux|travaux\s(?:de|en)\sgroupes?",
    r"almuerzo\sde\strabajo|mesas?\sde\strabajo|grupos?\sde\strabajo|grupos\sregionales|trabajo\s(?:en|de)\sgrupos?",
    r"рабочий\s(?:обед|ланч)|рабочие\sгруппы|работа\s(?:в|по)\sгруппа[хм]|групповая\sработа|региональные\sгруппы",
    r"غداء\sعمل|عمل\s(?:ال)?مجموعات|أفرقة\s(?:ال)?عمل|مجموعات\s(?:ال)?عمل|(?:ال)?عمل\sفي\s(?:ال)?مجموعات"
    r"|(?:ال)?مجموعات\s(?:ال)?إقليمية",
    r"工作午餐|分区域|分组(?:讨论|会议|会)|小组讨论|区域组会议|工作组会议",
)

BREAK = _any(
    r"(?:(?:coffee|tea|health|bio|comfort|short|lunch|networking|refreshments?|morning|afternoon|prayer"
    r"|mid-\w+)[\s/&-]*"
    r"(?:and\s)?){1,3}(?:breaks?|pauses?)|break|coffee|tea|end|close|(?:(?:networking|buffet|light|hosted|official|gala"
    r"|welcome)\s)*"
    r"(?:lunch(?:eon)?|dinner|breakfast|cocktails?|receptions?)|(?:(?:arrival|security|badges?"
    r"|participants?)\s(?:and|of|&)?\s?)*"
    r"registration|(?:group|family)\s(?:photo\w*|picture)|free\stime|arrivals?|departures?|end\sof\s(?:day|the\s"
    r"(?:day|meeting|session))|(?:opening|closing|closure|adjournment)(?:\sof\sthe\s(?:meeting|day|session))?",
    r"pause(?:[\s-]*(?:café|déjeuner|thé|santé))?|déjeuner|(?:le\s)?repas|dîner|petit-déjeuner|cocktail|réception"
    r"|accueil"
    r"|inscriptions?(?:\sdes\s\w+)?"
    r"|enregistrement|photo\s(?:de\s(?:groupe|famille))|clôture|ouverture|fin\sde\s(?:la\s)?(?:journée|séance|réunion)",
    r"(?:pausa|receso|descanso)|almuerzo(?:\slibre)?|cena|desayuno|café|refrigerio|cóctel|recepción|registro"
    r"|inscripción"
    r"|acreditación"
    r"|(?:foto|fotografía)\s(?:grupal|oficial|de\s(?:grupo|familia))|clausura|cierre|apertura|inauguración"
    r"|fin\sde\sla\sjornada",
    r"(?:кофе|чай)(?:-|\s)?(?:брейк|пауза)?|перерыв|обед(?:енный\sперерыв)?|ужин|завтрак|ланч|фуршет|при[её]м"
    r"|регистрация"
    r"|сбор\sгостей|(?:общее|групповое|совместное)\sфото\w*|закрытие|открытие|отъезд|заезд|свободное\sвремя",
    r"(?:ال)?(?:استراحة|إستراحة)(?:\s\w+)?|(?:ال)?غداء|(?:ال)?عشاء|(?:ال)?فطور|قهوة|(?:ال)?تسجيل(?:\sالمشاركين)?"
    r"|حفل\s(?:استقبال|عشاء)"
    r"|(?:ال)?صورة\s(?:ال)?(?:جماعية|تذكارية)|(?:ال)?اختتام|(?:ال)?افتتاح|(?:ال)?ختام|صلاة",
    r"茶歇|咖啡|休息|午餐|午休|晚餐|晚宴|早餐|招待会|自助餐|(?:嘉宾|代表|与会者|参会者|会议)?签到"
    r"|登记|入场|注册|报到|合影|集体照|闭幕|开幕|散会|结束|中场休息|宴会",
)
"""What interrupts the meeting, and bare openings and closings: kept as notes, no sessions."""
