"""What stands in the cells of a seat list beside names: yes and no, observers, languages, in six languages.

Refuses to know tables. Invariant: a word that is not known is none of them; nothing is read into it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from server.domain.seat_list.folding import folded, has_no_spaces

_YES = """yes y true 1 vote votes voting oui o vrai sí si s verdadero да д истина نعم صحيح 是 有 对 是的 ja
        delegate delegates member voter délégué déléguée membre votant delegado delegada miembro votante делегат
        участник член مندوب عضو ناخب 代表 成员"""
_NO = """no n false 0 none observe observer observers non faux observateur observatrice observateurs falso
        observador observadora observadores нет н ложь наблюдатель наблюдатели لا خطا مراقب مراقبة مراقبون 否 无
        没有 不 观察员 nein"""
_SAYS_NO = ("non voting", "no vote", "without vote", "sans droit de vote", "sin voto", "без права голоса", "无表决权")
_MARKED = frozenset("xX✓✔☑●•*+√✕Хх")
_UNMARKED = frozenset("-–—✗✘☐○/")

_LANGUAGES: Mapping[str, str] = {
    "en": "en eng english anglais inglés английский англ الانجليزية انجليزي الانكليزية انكليزي 英语 英文 英",
    "fr": "fr fra fre french français francais francés французский фр франц الفرنسية فرنسي 法语 法文 法",
    "es": "es spa esp spanish espagnol español castellano испанский исп الاسبانية اسباني 西班牙语 西班牙文 西语 西",
    "ar": "ar ara arabic arabe árabe арабский араб العربية عربي 阿拉伯语 阿拉伯文 阿",
    "ru": "ru rus russian russe ruso русский рус الروسية روسي 俄语 俄文 俄",
    "zh": "zh zho chi cn chinese chinois chino mandarin китайский кит الصينية صيني 中文 汉语 华语 中 普通话",
}


def _all(words: str) -> frozenset[str]:
    return frozenset(map(folded, words.split()))


_YES_WORDS, _NO_WORDS = _all(_YES), _all(_NO)
_OBSERVERS = _NO_WORDS & _all(
    "observer observers observateur observatrice observateurs observador observadora observadores наблюдатель"
    " наблюдатели مراقب مراقبة مراقبون 观察员"
)
_OBSERVER_PHRASES = tuple(map(folded, _SAYS_NO))
_CODES = {folded(word): code for code, words in _LANGUAGES.items() for word in words.split()}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def read_votes(cell: str) -> bool | None:
    """Read yes or no; None where it is neither, and where nothing is written."""
    if cell and set(cell) <= _MARKED:
        return True
    if cell and set(cell) <= _UNMARKED:
        return False
    words = folded(cell)
    if words in _NO_WORDS or is_observer(cell):
        return False
    return True if words in _YES_WORDS else None


def is_mark(cell: str) -> bool:
    """Tell a cross or a tick from a word: where some rows have one, those without it say no."""
    return bool(cell) and set(cell) <= _MARKED


@lru_cache(maxsize=4_096)
def is_observer(cell: str) -> bool:
    """Tell the role of somebody who has no vote."""
    words = folded(cell)
    return any(word in _OBSERVERS for word in words.split()) or any(said in words for said in _OBSERVER_PHRASES)


@lru_cache(maxsize=4_096)
def read_language(cell: str) -> str:
    """Read one of the six languages: its code, a tag such as `fr-CH`, its name; of several the first, else nothing."""
    for part in re.split(r"[/,;+]| and | et | y | и ", cell):
        tag = _TAG.fullmatch(part.strip())
        if code := _CODES.get(folded(part)) or (_CODES.get(tag[1].lower()) if tag else None):
            return code
    return ""


def is_language(cell: str) -> bool:
    """Tell a language where nothing says that a column holds languages."""
    return folded(cell) in _CODES


def joined_name(parts: Sequence[str]) -> str:
    """Make one name of its parts; scripts that write names without a space get none."""
    said = [part for part in parts if part]
    apart = "" if said and all(map(has_no_spaces, said)) else " "
    return apart.join(said)
