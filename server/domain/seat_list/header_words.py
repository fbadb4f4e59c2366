"""The words above the columns of a seat list, in six languages.

Refuses to know tables. Invariant: a word above a column is evidence of what stands below it, and never the only one.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, get_args

from server.domain.seat_list.folding import folded, has_no_spaces, words_of

Meaning = Literal[
    "", "name", "family_name", "given_name", "delegation", "region", "language", "votes", "observer", "role", "email",
    "count",
]  # fmt: skip
"""What a column is: a whole name or its parts, the right to vote or being without it, how many seats; else nothing."""
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)

_WORDS: Mapping[Meaning, str] = {
    "name": """name, full name, names, participant, participants, name of participant, delegate, delegates,
        representative, seat, person, name and surname, attendee | nom, nom complet, nom et prénom, nom prénom,
        noms et prénoms, prénom et nom, participants, délégué, déléguée, représentant, représentante | nombre,
        nombre completo, nombre y apellidos, apellidos y nombre, apellidos y nombres, participante,
        participantes, delegado, delegada, representante | имя, ф и о, фио, фамилия имя отчество, фамилия имя,
        имя и фамилия, фамилия и имя, участник, участники, делегат, представитель | الاسم, الاسم الكامل, اسم
        المشارك, المشارك, المشاركون, المندوب, الممثل, الاسم واللقب | 姓名, 代表姓名, 参会人员, 参会人, 与会者,
        参加者, 代表, 人员""",
    "family_name": """family name, surname, last name, lastname, family names, surnames, last names | nom de
        famille | apellido, apellidos, primer apellido, segundo apellido | фамилия | اسم العائلة, اللقب, الاسم
        الاخير, الكنية | 姓, 姓氏""",
    "given_name": """given name, given names, first name, first names, firstname, forename, forenames, middle
        name | prénom, prénoms | nombre de pila, nombres | отчество, имя отчество, имя и отчество | الاسم الاول,
        الاسم الشخصي | 名, 名字""",
    "delegation": """delegation, country, state, member state, state party, organization, organisation,
        institution, entity, mechanism, body, affiliation, mission, permanent mission, government, agency,
        country or organization, company | délégation, pays, état, état membre, organisme, mécanisme, entité,
        gouvernement, pays organisation | delegación, país, estado, estado miembro, organización, institución,
        entidad, organismo, mecanismo, gobierno | делегация, страна, государство, государство член, организация,
        учреждение, механизм, ведомство | الوفد, البلد, الدولة, الدولة العضو, المنظمة, المؤسسة, الجهة, الهيئة,
        الالية | 代表团, 国家, 国家 地区, 国家或地区, 国别, 成员国, 组织, 机构, 单位, 机制""",
    "region": """region, regional group, group, continent, region id, region code, un group, un regional group,
        area | région, groupe, groupe régional, zone | región, grupo, grupo regional, continente, zona | регион,
        группа, региональная группа, континент, область | المنطقة, الاقليم, المجموعة, المجموعة الاقليمية, القارة
        | 区域, 地区, 地区组, 区域组, 地区集团, 区域集团, 集团, 组别, 大洲, 洲""",
    "language": """language, lang, languages, working language, preferred language, language code, preferred
        languages | langue, langues, langue de travail, langue préférée | idioma, idiomas, lengua, idioma de
        trabajo, idioma preferido | язык, языки, рабочий язык, предпочитаемый язык | اللغة, اللغات, لغة العمل,
        اللغة المفضلة | 语言, 语种, 工作语言""",
    "votes": """vote, votes, voting, voting right, voting rights, right to vote, can vote, may vote, entitled to
        vote, with vote | droit de vote, votant, vote oui non, voix | voto, vota, votos, derecho a voto, derecho
        de voto, votante | голос, голосует, право голоса, имеет право голоса, право голосовать | التصويت, حق
        التصويت, يصوت, صوت, له حق التصويت | 表决权, 投票权, 表决, 投票, 有表决权, 是否投票""",
    "observer": """observer, observers, is observer, non voting | observateur, observatrice, sans droit de vote
        | observador, observadora, sin voto | наблюдатель, без права голоса | مراقب, المراقب, بصفة مراقب |
        观察员, 无表决权""",
    "role": """role, status, function, capacity, category, type, position, job title, participant type | statut,
        fonction, qualité, catégorie, rôle, poste | función, cargo, calidad, categoría, rol, condición | статус,
        роль, должность, категория, функция | الصفة, الدور, الوظيفة, الفئة, المنصب | 身份, 职务, 角色, 类别,
        职位""",
    "email": """email, e mail, mail, email address, e mail address | courriel, adresse électronique, adresse e
        mail, mél | correo, correo electrónico | электронная почта, эл почта, почта, адрес электронной почты |
        البريد الالكتروني, البريد | 电子邮件, 电子邮箱, 邮箱, 电邮, 邮件""",
    "count": """seats, number of seats, no of seats, seats with vote, delegates number | sièges, nombre de
        sièges, nombre de places, places | asientos, escaños, puestos, número de puestos, plazas | мест, места,
        количество мест, число мест | المقاعد, عدد المقاعد | 席位, 席位数, 名额, 座位数, 席数""",
    "": """no, nr, n, id, s n, number, title, salutation, phone, telephone, passport, date, comments, remarks,
        notes, gender, sex | numéro, titre, civilité, téléphone, remarques, observations | número, núm, título,
        tratamiento, teléfono, observaciones, sexo | номер, п п, обращение, телефон, примечание, пол | الرقم, م,
        رقم, اللقب الشرفي, الهاتف, ملاحظات | 序号, 编号, 称谓, 电话, 备注, 性别""",
}


def _listed() -> dict[str, Meaning]:
    return {folded(word): meaning for meaning, words in _WORDS.items() for word in words.replace("|", ",").split(",")}


_MEANT = _listed()
_LONGEST_FIRST = [
    (f" {known} ", known if has_no_spaces(known) else "", _MEANT[known])
    for known in sorted(_MEANT, key=len, reverse=True)
    if len(known) > 1
]
_FEW_WORDS, _FEW_SIGNS = 8, 10


@lru_cache(maxsize=4_096)
def meaning_of(header: str) -> tuple[Meaning, float] | None:
    """Say what a column is called, and how sure that is; nothing where no word is known.

    Units:   1 where the words above the column are known as a whole, less where they only contain known ones.
    """
    words = folded(header)
    if words in _MEANT:
        return _MEANT[words], 1.0
    if len(words.split()) > _FEW_WORDS:
        return None
    padded = f" {words} "
    for apart, within, meaning in _LONGEST_FIRST:
        if apart in padded or (within and len(words) <= _FEW_SIGNS and within in words):
            return meaning, 0.8
    return None


def known_words(cells: list[str]) -> int:
    """Count the different things that the cells of a row name as headers would."""
    found = {said[0] for cell in cells if (said := meaning_of(cell)) is not None and said[0]}
    return len(found)


_TOTALS = frozenset(
    words_of("total totals subtotal totaux totales subtotales итого всего المجموع الاجمالي 合计 总计 小计 总数")
)


def is_total(row: list[str]) -> bool:
    """Tell a row of sums: it begins with a word for one, and has only few words besides, and numbers."""
    words = words_of(row[0]) if row else []
    if not words or not (words[0] in _TOTALS or words[-1] in _TOTALS) or len(words) > 4:
        return False
    return all(any(sign.isdigit() for sign in cell) or not any(map(str.isalpha, cell)) for cell in row[1:])
