"""Hours and days as programmes write them, in six languages: what stands before, after or beside a heading.

Refuses to know what is held at that hour. Invariants: every pattern is anchored and sees at most `HOURS_LIMIT`
characters; digits of other scripts are read as such, and a text is never changed, only divided.
"""

import re
from dataclasses import dataclass

HOURS_LIMIT = 300
_DAY_LIMIT = 90
_HALF_DAY = 720
_SUFFIXED_LIMIT, _SUFFIX_LIMIT, _CLOSE = (
    200,
    50,
    12,
)  # of a line that ends with hours, of those, and of what follows them

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９：～－．", "0123456789" * 3 + ":~-.")

_HALF = (
    r"(?:\s?(?:[ap]\.?\s?m\.?(?!\w)|noon\b|hrs?\.?(?!\w)|hours\b|heures\b|horas\b|uhr\b|ч\.?(?!\w)|час(?:ов|а)?\b"
    r"|صباحا?ً?(?!\w)|مساءً?(?!\w)|ظهرا?ً?(?!\w)|[صم](?!\w)))?"
)
_MINUTES = r"(?:[:.]\s?[0-5]\d|[hHч]\s?[0-5]\d|时[0-5]\d分?|点[0-5]\d分?)"
_CLOCK = rf"(?:上午|下午|晚上|中午)?\s?(?:[01]?\d|2[0-4])\s?{_MINUTES}{_HALF}"
_BARE = (
    r"(?:(?:上午|下午|晚上|中午)?\s?(?:[01]?\d|2[0-4])\s?[时点](?:整|半)?"
    r"|(?:[01]?\d|2[0-4])\s?(?:h(?:rs?|oras|eures?)?\.?(?!\w)|[ap]\.?\s?m\.?(?!\w)|ч\.?(?!\w)|часов\b))"
)
_PLAIN = r"(?:[01]\d|2[0-4])[0-5]\d(?:\s?(?:hrs?\.?|h|hours)(?!\w))?"
_TO = (
    r"\s?(?:[-–—−‑‒~→]+|\bto\b|\buntil\b|\bà\b|\bau\b|(?<=\s)a(?=\s)|\ba\s+las\b|\bhasta(?:\s+las)?\b|\bдо\b|إلى"
    r"|حتى|至|到)\s?"
)
_RANGE = (
    rf"(?:{_CLOCK}|{_BARE}|noon|midi|\d{{1,2}}){_TO}(?:{_CLOCK}|{_BARE}|noon|midi)|{_PLAIN}{_TO}{_PLAIN}"
    rf"|{_CLOCK}|{_BARE}"
)
_BEFORE = (
    r"(?:(?:time|hours?|heures?|horaires?|hora(?:rio)?s?|время|الوقت|الساعة|من|时间)\s?:?\s+|时间\s?[:：]?"
    r"|(?:from|at|de|desde\s+las|de\s+las|à|с|в|من\s+الساعة)\s+)?"
)
_PREFIX = re.compile(
    rf"(?i){_BEFORE}[(\[]?(?P<hours>{_RANGE})(?:\s?\(?(?:CE?S?T|GMT|UTC|E[SD]T|МСК)(?:[+-]\d+)?\)?)?[)\]]?"
)
_WITHIN = re.compile(rf"(?i)(?<=[\s,(|])(?P<hours>{_CLOCK}{_TO}{_CLOCK})")
_AFTER_PREFIX = re.compile(r"\s*[|:;,.–—\-−~、，：]*\s*")
_SUFFIX = re.compile(
    rf"(?i)\s*(?:[(\[（|]\s*|\s[–—-]\s*|\s{{2,}}|\.{{3,}}\s*|,\s*"
    rf"|\s){_BEFORE}(?P<hours>{_RANGE})(?:[,;，]\s?[^()（）]{{1,40}}(?=[)）]))?\s*[)\]）|]?\s*\.?$"
)
_INSTANT = re.compile(
    r"(?:(?P<pm>下午|晚上)|上午|中午)?\s?(?P<hour>\d{1,2})(?:\D{0,3}(?P<minute>[0-5]\d))?(?P<rest>\D*)"
)

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
    r"|январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]"
    r"|декабр[ья]"
    r"|يناير|فبراير|مارس|أبريل|إبريل|نيسان|مايو|أيار|يونيو|يونيه|حزيران|يوليو|يوليه|تموز|أغسطس|آب|سبتمبر|أيلول|أكتوبر"
    r"|نوفمبر|ديسمبر"
)
_WEEKDAYS = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|понедельник|вторник|сред[аы]|четверг|пятниц[аы]|суббот[аы]|воскресенье"
    r"|(?:يوم\s)?(?:ال)?(?:اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت|أحد)|(?:星期|周|礼拜)[一二三四五六日天]"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|º|-?го)?\s(?:de\s|of\s)?(?:{_MONTHS})\b\.?(?:/(?:{_MONTHS})\b)?"
    rf"|(?:{_MONTHS})\b\.?\s\d{{1,2}}(?:st"
    rf"|nd|rd|th)?\b"
    r"|(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?[日号]|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
    r"(?:,?\s(?:de\s|of\s)?\d{4}(?:\s?(?:г(?:ода|\.)?|年|م))?)?"
)
_NTH = (
    r"(?:(?:day|jour(?:née)?|día|jornada|день)\s(?:\d{1,2}|one|two|three|four|five|un|deux|trois|uno|dos|tres"
    r"|[ivx]{1,3})\b"
    r"|(?:first|second|third|fourth|fifth)\sday\b|\d{1,2}(?:st|nd|rd|th)\sday\b"
    r"|(?:première|deuxième|troisième|seconde)\sjournée\b|premier\sjour\b"
    r"|(?:primer|segundo|tercer|cuarto)\sdía\b|(?:primera|segunda|tercera)\sjornada\b"
    r"|(?:первый|второй|третий|четв[её]ртый|\d-й)\sдень\b|اليوم\s(?:الأول|الثاني|الثالث|الرابع|الخامس|\d)"
    r"|第[一二三四五六七\d]{1,2}天)"
)
_DAY = re.compile(rf"(?i)(?:{_NTH}|(?:{_WEEKDAYS})\b(?=[\s,.،，(（]|$)|{_DATE}(?!\w))")
_MORE_DAY = re.compile(
    rf"(?i)[\s,.:|،，()（）–—-]*(?:{_NTH}|(?:{_WEEKDAYS})\b|{_DATE}(?!\w)|\d{{4}}(?:\s?(?:г(?:ода|\.)?|年))?"
    r"|morning|afternoon|matin|après-midi|mañana|tarde|утро|上午|下午|صباحا?ً?|مساءً?)"
)
_ONLY_DAY = re.compile(r"[\s,.:|،，()（）–—-]*")
_NAMED_DAY = re.compile(rf"(?i){_NTH}[\s.:|،：–—-]+(?P<theme>.*)")


@dataclass(frozen=True, slots=True)
class Hours:
    """When something is held, as it was written, and what else stands on the line.

    Units:   `starts` and `ends` are minutes of the day, -1 where there is none.
    """

    text: str
    rest: str
    starts: int
    ends: int = -1

    def within(self, other: "Hours") -> bool:
        """Say whether it lies inside other hours and is not the same."""
        inside = other.starts <= self.starts < other.ends and self.ends <= other.ends
        return inside and (self.starts, self.ends) != (other.starts, other.ends)


def read_hours(line: str) -> Hours | None:
    """Take hours off the beginning of a line, or off its end where a heading stands before them."""
    if len(line) > HOURS_LIMIT or not any(map(str.isdigit, line)):
        return None
    plain = line.translate(_DIGITS)
    if (match := _PREFIX.match(plain)) and not plain[match.end() : match.end() + 1].isdigit():
        after = _AFTER_PREFIX.match(plain, match.end())
        end = after.end() if after else match.end()
        rest = line[end:]
        parted = end > match.end() or not rest
        if parted and not _is_numbering(match["hours"], rest):
            return _hours(line[: match.end()].strip(), rest, match["hours"])
    near_end = max(0, len(plain) - _SUFFIX_LIMIT)
    if not any(map(str.isdigit, plain[-_CLOSE:])) or len(plain) > _SUFFIXED_LIMIT:
        return None
    if (match := _SUFFIX.search(plain, near_end)) and match.start() > 0 and _has_minutes(match["hours"]):
        return _hours(
            line[match.start() :].strip(" ()[]（）|,.–—-"), line[: match.start()].rstrip(" .:–—-"), match["hours"]
        )
    return None


def hours_in(line: str) -> Hours | None:
    """Find a range of hours anywhere in a line that names a day (`Monday, 10:00–11:30, Room A`)."""
    match = _WITHIN.search(line.translate(_DIGITS)) if len(line) <= HOURS_LIMIT else None
    return _hours(line, "", match["hours"]) if match else None


def _is_numbering(hours: str, rest: str) -> bool:
    """Say whether `2.10 Rivers` numbers a paragraph, and `5 h` counts hours in a sentence."""
    if re.fullmatch(r"\d{1,2}\.\d\d", hours):
        return int(hours.partition(".")[0]) < 7 or not rest
    return bool(re.fullmatch(r"\d{1,2}\s?h(?:ours|oras|eures?)", hours, re.IGNORECASE))


def _has_minutes(hours: str) -> bool:
    return bool(re.search(r"\d[:hHч时点]\s?\d\d|\d\.\d\d\D+\d|\d\s?[ap]\.?m|[时点]", hours))


def _hours(text: str, rest: str, hours: str) -> Hours:
    ends = re.split(rf"(?i){_TO}", hours, maxsplit=1)
    afternoon = bool(re.search(r"(?i)p\.?\s?m|مساء|ظهر|م$", ends[-1]))
    instants = [_minute(one, afternoon and place == len(ends) - 1) for place, one in enumerate(ends)]
    starts, until = instants[0], instants[1] if len(instants) > 1 else -1
    if afternoon and starts + _HALF_DAY < until and not re.search(r"(?i)a\.?\s?m", ends[0]):
        starts += _HALF_DAY  # `2:00 – 4:00 pm`
    return Hours(text, rest, starts, until)


def _minute(text: str, afternoon: bool) -> int:
    if text.casefold() in {"noon", "midi"}:
        return 720
    match = _INSTANT.match(text.strip())
    if match is None:
        return -1
    hour = int(match["hour"])
    late = match["pm"] or afternoon or re.search(r"(?i)p\.?\s?m", match["rest"])
    if late and hour < 12:
        hour += 12
    return hour * 60 + int(match["minute"] or 0)


def clock(minute: int) -> str:
    """Write a minute of the day as `HH:MM`; empty where there is none."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}" if minute >= 0 else ""


def is_day(line: str) -> bool:
    """Say whether a line names a day of the meeting and little else: `Day 1 | 8 March`, `Samedi 14 mai`, `第二天`."""
    if len(line) > _DAY_LIMIT:
        return False
    plain = line.translate(_DIGITS)
    match = _DAY.match(plain)
    if match is None:
        return False
    if _NAMED_DAY.fullmatch(plain):
        return True
    end = match.end()
    while more := _MORE_DAY.match(plain, end):
        end = more.end()
    rest = plain[end:]
    if _ONLY_DAY.fullmatch(rest):
        return True
    return bool(re.match(r"\s*[,|(（–—-]", rest)) and len(rest) <= 40 and not re.search(r"[.?!;:]$", rest)
