"""The words that announce objectives, questions, people, places and other parts of a session, in six languages.

Refuses to know what a line is. Invariant: as for the other lexicon, every piece matches in lower case, with straight
apostrophes and single spaces.
"""

_WHOLE = (
    r"(?:meeting|session|conference|workshop|forum|discussion|réunion|séance|session|conférence|atelier|panel"
    r"|roundtable"
    r"|dialogue|consultation|seminar|event|symposium)s?"
)
_DISCUSSED = (
    r"(?:\s(?:for|to\sguide|pour)(?:\s(?:the|our|la|le|les))?\s(?:discussions?|débats?|reflection|consideration))?"
)
_ES_WHOLE = r"(?:reunión|sesión|taller|encuentro|conferencia|foro|seminario|debate|discusión|diálogo|mesa|panel)"

_OBJECTIVES_EN_FR = (
    rf"(?:(?:overall|general|specific|main|key|{_WHOLE})\s){{0,2}}(?:objectives?|aims?|goals?|purposes?)"
    rf"(?:\sof\sthe\s{_WHOLE})?"
    r"|(?:objectifs?|buts?)(?:\s(?:généra(?:l|ux)|principa(?:l|ux)|spécifiques?))?"
    rf"(?:\sd(?:e\sla|e\sl'|es|u)\s?{_WHOLE})?"
)
_QUESTIONS_EN_FR = (
    rf"(?:(?:guiding|key|main|leading|discussion|session|proposed|possible|suggested|orienting|framing|core)\s){{0,3}}"
    rf"questions?{_DISCUSSED}"
    rf"|(?:questions?|points?|issues)\s(?:directrices?|d'orientation|clés?|for\s(?:discussion|consideration)"
    rf"|à\sdébattre)"
    rf"|questions?\sdirectrices?{_DISCUSSED}|questions\s(?:à\s(?:examiner|discuter|traiter|débattre)|pour\s(?:la|le"
    rf"|les)\s"
    r"(?:discussion|débat|échanges)|(?:indicatives|proposées|principales))"
)
_ISSUES_EN_FR = (
    r"(?:(?:key|main)\s)?(?:issues|topics|themes)(?:\s(?:to\sbe\s)?(?:addressed|discussed|covered|considered)"
    r"(?:\s(?:during|at|in|by)\s[^:]*)?|\s(?:for|of)\s[^:]*)?"
    r"|(?:questions|thèmes|points|sujets)\s(?:à\s(?:aborder|examiner|traiter)|abordée?s)"
    r"(?:\s(?:lors|pendant|durant|à|au|par)\s?[^:]*)?"
)
OBJECTIVES = (
    rf"{_OBJECTIVES_EN_FR}"
    r"|(?:objetivos?|propósitos?|finalidad|metas?)(?:\s(?:general(?:es)?|específicos?|principal(?:es)?))?"
    rf"(?:\s(?:del?|de\s(?:la|el|los|las)|para\s(?:la|el))\s{_ES_WHOLE})?"
    r"|(?:(?:основн\w+|главн\w+|общ\w+)\s)?(?:цел[ьи](?:\sи\sзадачи)?|задачи)"
    r"(?:\s(?:встречи|совещания|заседания|сессии|форума|семинара|конференции|мероприятия|дискуссии|панели|секции))?"
    r"|(?:ال)?(?:أهداف|هدف|غرض|غاية)(?:\s(?:ال)?(?:عامة?|رئيسية?|محددة?))?(?:\sمن)?"
    r"(?:\s(?:ال)?(?:اجتماع|جلسة|ورشة|مؤتمر|منتدى|حوار|ندوة|لقاء|حلقة))?"
    r"|(?:本(?:场|次|届|节))?(?:会议|讨论|论坛|研讨会|专题|主要|总体|具体)*(?:目标|目的|宗旨)"
)
QUESTIONS = (
    rf"{_QUESTIONS_EN_FR}"
    r"|preguntas?(?:\s(?:orientadoras?|guías?|clave|generadoras?|directrices|disparadoras?|propuestas|principales"
    r"|indicativas))?"
    r"(?:\s(?:para|de|del)\s(?:la\s|el\s)?(?:discusión|debate|reflexión|diálogo|sesión|análisis))?"
    r"|(?:cuestiones|puntos)\spara\s(?:la\s|el\s)?(?:discusión|debate|examen)"
    r"|(?:(?:направляющи|ключевы|основны|наводящи|примерны|главны|возможны)\w?е\s)?вопросы"
    r"(?:\s(?:для|к)\s(?:обсуждени[яю]|дискуссии|рассмотрения|размышления)|\s(?:дискуссии|сессии|заседания))?"
    r"|(?:ال)?(?:أسئلة|اسئلة)(?:\s(?:ال)?(?:توجيهية|إرشادية|رئيسية|مطروحة|مقترحة|محورية|أساسية))*"
    r"(?:\s(?:لل|ل)?(?:نقاش|مناقشة|حوار|بحث)(?:ها)?)?"
    r"|(?:指导性?|引导性?|讨论|主要|关键|核心|思考|拟议|建议|供)*的?(?:问题|提问|思考题)|供?讨论(?:的?问题|要点)"
    r"|discussion\spoints|(?:points|axes|pistes)\sde\s(?:discussion|réflexion)"
    r"|(?:puntos|ejes)\sde\s(?:discusión|debate)"
    r"|(?:ال)?محاور\s(?:ال)?(?:نقاش|مناقشة)"
)
ISSUES = (
    rf"{_ISSUES_EN_FR}|(?:temas|asuntos|cuestiones)(?:\s(?:a\s(?:tratar|abordar|debatir|considerar)|principales"
    rf"|centrales))?"
    r"|(?:основные\s)?(?:темы|направления)(?:\s(?:для\sобсуждения|форума|встречи|дискуссии))?"
    r"|(?:ال)?(?:قضايا|مواضيع|موضوعات|مسائل)(?:\s(?:ال)?(?:مطروحة|رئيسية))?(?:\sللنقاش)?"
    r"|(?:主要|讨论)?(?:议题|议项|要点)"
)
AND = r"and|et|&|y|и|و|和|及"

PEOPLE = (
    r"(?:(?:session|panel|lead|key|invited|main|co|guest|keynote|master\sof)[\s-])?(?:moderat(?:or|ion|ed\sby)s?"
    r"|chairs?"
    r"|chair(?:man|person|woman|ed\sby)|speakers?|panel{1,2}ists?|presenters?|discussants?|facilitat(?:or|ion|ed\sby)s?"
    r"|rapporteurs?|respondents?|keynotes?|resource\spersons?|ceremon(?:y|ies)|contributors?|organi[sz]ers?|hosts?"
    r"|interpreters?|participants?|commentators?|led\sby|presented\sby|intervenants?|participants?)"
    r"(?:\s(?:and|&)\s(?:speakers?|panel{1,2}ists?|moderators?|discussants?|rapporteurs?|presenters?))?"
    r"|(?:opening|closing|welcome|welcoming|introductory|concluding|keynote)\s(?:remarks?|statements?|address(?:es)?"
    r"|speech(?:es)?)(?:\sby)?"
    r"|(?:introductory\s)?(?:presentations?|interventions?|remarks?|statements?|welcome)(?:\s(?:by|from))?"
    r"|modérat(?:eurs?|rices?|ion)|présidente?s?|présidence|orateurs?|oratrices?|panélistes?|conférenciers?"
    r"|rapporteur(?:e|se)?s?"
    r"|facilitat(?:eurs?|rices?|ion)|animat(?:eurs?|rices?|ion)|intervenant(?:e)?s?|présentat(?:ions?|eurs?)"
    r"|discours|allocutions?"
    r"|moderador(?:a|es|as)?|moderación|modera|panelistas?|ponentes?|expositor(?:a|es|as)?|orador(?:a|es|as)?"
    r"|facilitador(?:a|es|as)?"
    r"|relator(?:a|es|as)?|presentación|presentaciones|comentaristas?|preside|presidencia|intervenciones|participan"
    r"|conferencistas?"
    r"|facilitación|palabras\sde\s(?:bienvenida|apertura)|invitad[oa]s"
    r"|модератор(?:ы)?|ведущ(?:ий|ая|ие)|спикер(?:ы)?|докладчик(?:и)?|выступающие|выступления|участник(?:и)?"
    r"|эксперт(?:ы)?|председатель"
    r"|сопредседатели|приветственное\sслово|с\sприветствием\sвыступ\w+|докладчики\sи\sэксперты"
    r"|(?:ال)?(?:ميسر|مدير\sالجلسة|رئيس\sالجلسة|رئيسة\sالجلسة|متحدثون|متحدثين|متحدث|مقرر|محاور|محاضرون|مشاركون|رئيس"
    r"|منسق|متكلمون)"
    r"|يدير(?:ها)?(?:\sالجلسة)?|إدارة\sالجلسة|كلمات?(?:\sافتتاحية|\sترحيبية)?|مداخلات|عروض"
    r"|主持人?|主席|联合主席|发言人|演讲人|演讲嘉宾|嘉宾|讨论嘉宾|与谈人"
    r"|讲者|报告人|点评人|评论人|引导员|主讲人|发言嘉宾|致辞嘉宾?|发言"
)
PLACE = (
    r"venue|place|location|room|where|lieu|salle|lugar|sala|sede|место(?:\sпроведения)?|зал|(?:ال)?مكان"
    r"|(?:ال)?قاعة|地点|会场|会议室"
)
LABEL = (
    r"backgrounds?(?:\snotes?|\sdocuments?|\sinformation|\spapers?)?|formats?|(?:supporting\s|reference\s"
    r"|session\s)?documents?|documentation"
    r"|(?:expected|intended|desired)\s(?:outcomes?|outputs?|results?)|outcomes?|outputs?|(?:brief\s)?descriptions?"
    r"|context|concept(?:\snotes?)?"
    r"|methodology|languages?|note|notes|contact|discussions?|q\s?&\s?a|questions\sand\sanswers|rationale|summary"
    r"|introduction|modality|dress\scode"
    r"|interpretation|registration\slink|duration|further\sreading|references?|key\smessages?|agenda|programme"
    r"|deliverables?|structure|target\saudience"
    r"|contexte|résultats?\sattendus?|documents?\sde\s(?:travail|référence)|langues?|discussion|débat|échanges"
    r"|méthodologie|présentation|durée|modalités?"
    r"|contexto|antecedentes|formato|resultados?\sesperados?|documentos?(?:\sde\s(?:referencia|trabajo))?|idiomas?"
    r"|discusión|debate|metodología"
    r"|descripción|introducción|duración|modalidad|dinámica|notas?"
    r"|формат|контекст|(?:ожидаемые\s)?результаты|документы|материалы|язык(?:и)?|обсуждение|дискуссия|справка"
    r"|описание|аннотация|введение|регламент"
    r"|(?:ال)?خلفية|(?:ال)?نتائج(?:\sالمتوقعة)?|(?:ال)?وثائق|(?:ال)?لغات?|(?:ال)?مناقشة|نقاش|(?:ال)?شكل|(?:ال)?سياق"
    r"|ملاحظات?|مقدمة|(?:ال)?منهجية"
    r"|背景(?:说明|资料|文件)?|形式|预期(?:成果|结果)|成果|文件"
    r"|参考文件|语言|讨论|交流|说明|简介|注|备注|互动|问答|方法|概述"
)
CONTINUED = (
    r"(?:continued|cont(?:'d|\.|inuation)|continues|suite|suite\set\sfin|continuación|cont\.|продолжение"
    r"|окончание|تابع|تتمة|续|继续)"
)
MEETING = (
    r"\b(?:meeting|conference|forum|summit|assembly|consultations?|workshop|seminar|congress|symposium|dialogue"
    r"|réunion|conférence|sommet|assemblée|atelier|séminaire|congrès|rencontre|colloque|journées?"
    r"|reunión|conferencia|foro|cumbre|asamblea|taller|seminario|congreso|encuentro|consultas?|diálogo"
    r"|совещание|конференция|форум\w*|саммит|ассамблея|семинар|конгресс|симпозиум|встреча|съезд|диалог)\b"
    r"|(?:ال)?(?:اجتماع|مؤتمر|منتدى|قمة|ندوة|ملتقى|حوار|مشاورات|ورشة)|会议|大会|论坛|峰会|研讨会|磋商会?|对话会?|座谈会"
)
