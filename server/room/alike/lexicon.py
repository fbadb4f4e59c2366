"""Words of six languages that say little of what a proposal asks for, and words that say the opposite of each other.

Refuses to know any sentence. Invariants: words are folded as `folding` folds them; no word is here for the sake of one
text: these are the small words of each language, and the verbs with which most proposals begin.
"""

_SMALL_WORDS = """
    a an and any are as at be been by can could each every for from have has how in into is it its of on or our shall
    should so such that the their them there these they this those to us we what when where which who will with would
    all also between about than up own once one single set create establish make develop ensure promote propose
    recommend adopt provide give new small
    le la les l un une des du de d et ou en au aux a dans par pour sur avec ce cette ces cet son sa ses leur leurs qui
    que qu y il elle ils elles est sont etre soit afin entre chaque tout tous toute toutes s se nous vers
    creer creation etablir etablissement mettre place assurer promouvoir elaborer adopter matiere profit intention
    destine lies lie dus
    el los las lo unos unas una uno del al y o u e por para con sobre su sus este esta estos estas ese esa cada todo
    todos toda todas es son ser sea se que como entre desde hasta crear creacion establecer asegurar promover elaborar
    adoptar materia
    и в во на с со к ко по о об от до из за для при у над под между что чтобы это этот эта эти их его ее он она они как
    или а же бы быть был следует каждый каждая каждое все всех всеми создать создание обеспечить разработать принять
    проводить раз рамках
    في من الى على عن مع بين هذا هذه ذلك التي الذي كل جميع او ان ما هو هي قد لدى عند بشان معني معنيه متعلق متعلقه مجال
    انشاء وضع اقامه اعداد ضمان لفائده غضون ينبغي يجب
"""
PASSED_OVER = frozenset(_SMALL_WORDS.split())
SIGNS_ZH = "的了和与在为以把将对各应于之及等由使并所这该向让每其也都就而从到被"
"""Chinese characters that say nothing by themselves."""
FRAMES_ZH = ("设立", "建立", "开展", "制定", "编制", "确保", "应当", "关于", "进行", "所有", "切实", "面向")
"""Chinese words that most proposals have."""

_DENYING = """
    no not never without stop cease abolish nor cannot ne pas sans jamais aucun aucune cesser abolir supprimer
    sin nunca ningun ninguna cesar suprimir eliminar не нет без никогда прекратить прекращение отменить
    عدم لا بدون دون وقف انهاء الغاء
"""
_LIMITING = """
    limit limits limiting limited restrict restricts restricting restricted restriction restrictions exclude excluding
    excluded exclusion curb withhold suspend suspension ban forbid prohibit prohibition refuse reject deny
    limiter limitation restreindre restriction restrictions exclure exclusion suspendre interdire interdiction refuser
    rejeter limitar limitacion restringir restriccion restricciones excluir suspender prohibir rechazar negar
    ограничить ограничивать ограничение исключить приостановить запретить запрещать отказать отклонить
    تقييد الحد استبعاد حظر منع رفض
"""
NEGATIONS = frozenset(f"{_DENYING} {_LIMITING}".split())
"""Words by which a proposal asks that something should not be, or within limits."""
NEGATIONS_ZH = ("不", "勿", "未", "停止", "取消", "废除", "无需", "限制", "排除", "暂停", "禁止", "拒绝")

OPPOSITES = (
    (
        """
        increase raise more higher expand extend prolong lengthen widen augmenter augmentation accroitre hausse elargir
        etendre prolonger allonger aumentar incrementar aumento ampliar prolongar extender elevar увеличить увеличение
        повысить повышение расширить расширение продлить продление زياده رفع توسيع تمديد 增加 提高 扩大 延长
        """,
        """
        decrease reduce lower cut less fewer shorten shrink narrow reduction diminuer diminution reduire baisse baisser
        abaisser raccourcir sous moins reducir reduccion disminuir bajar acortar recortar menos сократить сокращение
        уменьшить снизить снижение понизить خفض تخفيض تقليل تقليص تقصير اقل 减少 降低 缩小 缩短 削减 缩减
        """,
    ),
    (
        "open opening ouvrir ouvert ouverture abrir apertura abierto открыть открывать открытие فتح 开放",
        "close closed closing fermer ferme fermeture cerrar cierre cerrado закрыть закрывать закрытие اغلاق 关闭 封闭",
    ),
    (
        """
        mandatory compulsory obligatory binding must obligatoire obligatoires contraignant obligatorio obligatorios
        vinculante обязательный обязательными обязательно الزامي الزاميه ملزم 必须 强制
        """,
        """
        voluntary optional voluntarily volontaire facultatif facultatifs facultative voluntario voluntarios opcional
        добровольный добровольными добровольно طوعي طوعيه اختياري 自愿
        """,
    ),
    (
        """
        allow permit authorise authorize accept admit autoriser autorisation permettre accepter permitir autorizar
        aceptar разрешить разрешать позволить السماح سماح قبول 允许 接受
        """,
        """
        forbid ban prohibit prohibition refuse reject deny interdire interdiction refuser rejeter prohibir rechazar
        negar запретить запрещать отказать отклонить حظر منع رفض 禁止 拒绝
        """,
    ),
    (
        """
        joint jointly common shared share together commun commune communes communs conjoint conjointe partage comun
        comunes conjunto conjunta conjuntos conjuntas compartido общий общая общие общее совместный совместная единый
        единая مشترك مشتركه موحد 共同 联合 统一
        """,
        "separate separately separe separement separado separada отдельный отдельно منفصل 单独 分别",
    ),
)
"""Words of one direction, and of the other: those of one side say the same."""
LESS = frozenset({"0-", "3-"})
"""The sides of these that deny something: to have less of it, and to forbid it."""
