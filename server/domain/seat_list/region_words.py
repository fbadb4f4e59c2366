"""What the regions of the world, and the regional groups of the United Nations, are called in six languages.

Refuses to know the regions of a meeting: these are words, and whether one of them is a region of the meeting is not
said here. Invariant: a word stands for one thing.
"""

from collections.abc import Mapping

from server.domain.seat_list.folding import folded, has_no_spaces, words_of

_WORDS: Mapping[str, str] = {
    "africa": """africa, african, afr | afrique, africain, africains, africaine, africaines | áfrica, africano,
        africanos, africana, africanas | африка, африки, африканский, африканская, африканские, африканских,
        африке | أفريقيا, إفريقيا, الأفريقية, الإفريقية, الأفريقي | 非洲""",
    "asia": """asia, asian | asie, asiatique, asiatiques | asiático, asiáticos | азия, азии, азиатские,
        азиатская, азиатских | آسيا, الآسيوية, الآسيوي | 亚洲""",
    "asia_pacific": """asia pacific, apac, asia pac | asie pacifique | asia pacífico | азиатско тихоокеанские,
        азиатско тихоокеанский, азиатско тихоокеанская, азиатско тихоокеанских, азия тихий океан, азии тихого
        океана | آسيا المحيط الهادئ, آسيا الهادئ | 亚太, 亚洲太平洋""",
    "pacific": """pacific, oceania | océanie, pacifique | oceanía, pacífico | океания, океании | أوقيانوسيا |
        大洋洲, 太平洋""",
    "eastern_europe": """eastern europe, eastern european, east european, eeg | europe orientale, europe est |
        europa oriental, europa este | восточная европа, восточной европы, восточноевропейские,
        восточноевропейских, восточноевропейская | أوروبا الشرقية | 东欧""",
    "europe": """europe, european | européen, européens, européenne | europa, europeo, europeos | европа,
        европы, европейские, европейских | أوروبا, الأوروبية | 欧洲""",
    "europe_central_asia": """europe central asia, eca | europe asie centrale | europa asia central | европа
        центральная азия, европы центральной азии | أوروبا آسيا الوسطى | 欧洲中亚""",
    "central_asia": """central asia | asie centrale | asia central | центральная азия, центральной азии | آسيا
        الوسطى | 中亚""",
    "western_europe_others": """western european others, western european other, western europe others, weog |
        europe occidentale autres | europa occidental otros | западноевропейские другие, западноевропейских
        других, западная европа другие, западной европы других | أوروبا الغربية أخرى, أوروبا الغربية دول أخرى |
        西欧其他""",
    "western_europe": """western europe | europe occidentale, europe ouest | europa occidental | западная
        европа, западной европы | أوروبا الغربية | 西欧""",
    "latin_america_caribbean": """latin america caribbean, latin american caribbean, grulac, lac | amérique
        latine caraïbes | américa latina caribe | латинская америка карибский бассейн, латинской америки
        карибского бассейна, латинская америка карибы | أمريكا اللاتينية البحر الكاريبي, أمريكا اللاتينية
        الكاريبي, أمريكا اللاتينية بحر الكاريبي | 拉美加勒比, 拉丁美洲加勒比, 拉加, 拉丁美洲加勒比海""",
    "latin_america": """latin america | amérique latine | américa latina | латинская америка | أمريكا اللاتينية
        | 拉丁美洲, 拉美""",
    "north_america": """north america, northern america | amérique nord | américa norte | северная америка |
        أمريكا الشمالية | 北美, 北美洲""",
    "south_america": "south america | amérique sud | américa sur | южная америка | أمريكا الجنوبية | 南美, 南美洲",
    "caribbean": "caribbean | caraïbes | caribe | карибы, карибский бассейн | الكاريبي, البحر الكاريبي | 加勒比",
    "americas": """americas, america, american | amériques, amérique | américas, américa | америка, америки,
        северная южная америка | الأمريكتان, الأمريكتين, أمريكا | 美洲""",
    "arab": """arab, arabs, league arab | arabe, arabes | árabe, árabes | арабские, арабских, арабский |
        العربية, العرب | 阿拉伯""",
    "middle_east": "middle east | moyen orient, proche orient | oriente medio | ближний восток | الشرق الأوسط | 中东",
    "interregional": """interregional, inter regional, cross regional | interrégional, interrégionale |
        межрегиональная, межрегиональный, межрегиональные | أقاليمية, مشترك بين الأقاليم, أقاليمي | 跨区域,
        区域间, 跨地区""",
    "global": """global, worldwide, world | mondial, monde | mundial, mundo | глобальный, глобальная, мир |
        عالمي, العالم | 全球, 世界""",
}

_WITHIN: Mapping[str, tuple[str, ...]] = {
    "latin_america": ("latin_america_caribbean", "americas"), "latin_america_caribbean": ("americas",),
    "caribbean": ("latin_america_caribbean", "americas"), "north_america": ("americas",),
    "south_america": ("latin_america", "latin_america_caribbean", "americas"),
    "eastern_europe": ("europe", "europe_central_asia"), "western_europe": ("western_europe_others", "europe"),
    "western_europe_others": ("europe", "europe_central_asia"), "europe": ("europe_central_asia",),
    "central_asia": ("europe_central_asia", "asia", "asia_pacific"), "asia": ("asia_pacific",),
    "pacific": ("asia_pacific",), "middle_east": ("arab", "asia", "asia_pacific"), "global": ("interregional",),
}  # fmt: skip
"""What lies in what, or nearly: enough to ask whether it is meant, too little to take it for that."""

_FILLERS = frozenset(
    words_of("""group groups region regions regional state states countries country nations of the and in for un
        groupe groupes région régions régional régionale état états pays de des du la le les et l d
        grupo grupos región regiones estado estados países del los las el y e
        группа группы регион региональная государств государства страны стран и
        مجموعة المجموعة منطقة المنطقة الدول دول ودول دولة ومنطقة و من""")
)
_CHINESE_FILLERS = ("地区集团", "区域集团", "国家集团", "集团", "国家", "地区", "区域", "组", "和", "及", "与", "海")


def key_of(text: str) -> str:
    """Reduce the name of a region to the words that tell it from others: no `group`, `states`, `of`, `and`, no article.

    Shape:   words in their order; all of them where none would be left.
    """
    said = folded(text)
    if has_no_spaces(said):
        for filler in _CHINESE_FILLERS:
            said = said.replace(folded(filler), "")
        return said.replace(" ", "") or folded(text).replace(" ", "")
    kept = [bare for word in said.split() if word not in _FILLERS and (bare := _bare(word))]
    return " ".join(kept) or said


def _bare(word: str) -> str:
    """Take the Arabic `and` and `the` off the front of a word."""
    for prefix in ("وال", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word.removeprefix(prefix)
    return word


_THINGS = {key_of(word): thing for thing, words in _WORDS.items() for word in words.replace("|", ",").split(",")}


def thing_of(text: str) -> str:
    """Say which region of the world or group a text is a name of; empty where it is none that is known."""
    return _THINGS.get(key_of(text), "")


def is_near(thing: str, other: str) -> bool:
    """Tell whether one region of the world lies in the other, or nearly."""
    return other in _WITHIN.get(thing, ()) or thing in _WITHIN.get(other, ())


def names_of(thing: str) -> list[str]:
    """Give every name of a region of the world or of a group, as it is compared."""
    return [name for name, known in _THINGS.items() if known == thing]
