"""The headings of a programme: how a session, its objectives, questions and people are announced, in six languages.

Refuses to know what stands under a heading and whether a line is a whole one. Invariant: every pattern is anchored and
sees at most `HEADING_LIMIT` characters, so that hostile lines cost nothing.
"""

import re
from dataclasses import dataclass, replace

from server.domain.agenda import lexicon, section_words
from server.domain.agenda.hours import Hours, hours_in, is_day, read_hours

HEADING_LIMIT = 300
_TIMED_LIMIT = 150  # of a title that stands before its hours
_BREAK_LIMIT, _SHORT = 100, 40
_ANNOUNCED_LIMIT = 140  # of a sentence that announces questions or objectives

SESSION, OBJECTIVES, QUESTIONS, ISSUES, BOTH, OTHER, AND, TEXT = (
    "session", "objectives", "questions", "issues", "both", "other", "and", "text",
)  # fmt: skip
PEOPLE, PLACE, BREAK, DAY, HOURS, TIMED = "people", "place", "break", "day", "hours", "timed"
SECTIONS = frozenset({OBJECTIVES, QUESTIONS, ISSUES, BOTH})

_SCOPE = r"(?:\s*\((?P<scope>[^()]*)\)?)?"
_BOTH = rf"(?:{section_words.OBJECTIVES})\s(?:{section_words.AND})\s?(?:{section_words.QUESTIONS})"
_SECTION_PATTERNS = tuple(
    (kind, re.compile(rf"(?i:{pattern}){_SCOPE}\s*[:.：]?(?:(?:(?<=:)\s+|(?<=：)\s*)(?P<rest>\S.*))?"))
    for kind, pattern in (
        (BOTH, _BOTH),
        (OBJECTIVES, section_words.OBJECTIVES),
        (QUESTIONS, section_words.QUESTIONS),
        (ISSUES, section_words.ISSUES),
    )
)
_ANNOUNCED = (
    (QUESTIONS, re.compile(
        r"(?i).*(?:\bquestions?\b|\bpreguntas?\b|\bвопрос(?:ы|ов|ам|ах|ами)\b|أسئلة"
        r"|(?:以下|下列|讨论|围绕|思考|回答|探讨).*问题).*[:：]"
    )),
    (OBJECTIVES, re.compile(
        r"(?i).*(?:\bobjectives?\b|\baims?\sto\b|\bobjectifs?\b|\bobjetivos?\b|\bцел(?:ь|и|ями)\b|أهداف|تهدف"
        r"|(?:以下|如下|下列).*目[标的]|目[标的].*(?:以下|如下|下列|为|是)).*[:：]"
    )),
)  # fmt: skip

_QUESTIONS_FOR = re.compile(rf"(?i:{section_words.QUESTIONS})\s(?i:for|pour|para|для)\s.+")
_LOWER = "a-zß-öø-ÿа-яё"
_TAIL = rf"(?:\s?[.:)\]|–—\-：、．]+\s*|\s(?=[^\W\d_{_LOWER}]|[\"“«„「『（【]|[(](?!\w\)))|$)(?P<title>.*)"
_OF_THE_AGENDA = (
    r"(?:\s(?i:de\sl'ordre\sdu\sjour|del\sorden\sdel\sdía|del\stemario|повестки\sдня|of\sthe\s(?:provisional\s)?agenda)"
    r"|\sمن\sجدول\sالأعمال)?"
)
_NO = r"(?:(?i:no\.?|n[°ºo]\.?|#|№|num\.?|رقم)\s?)?"
_NUMBERED = re.compile(
    r"(?P<before>(?:(?i:working|plenary|thematic|parallel|technical|break-?out|opening|closing|panel)\s)?)"
    rf"(?i:{lexicon.PLAIN_SESSION})(?P<after>(?:\s(?i:plénière|thématique|de\stravail))?)"
    rf"\s{_NO}(?!\d{{1,2}}\.\d)(?P<number>{lexicon.ROMAN_OR_DIGIT}|{lexicon.ARABIC_ORDINAL}){_TAIL}"
)
_OF_A_KIND = re.compile(
    rf"(?P<label>(?P<family>(?i:{lexicon.SESSION}))\s{_NO}"
    rf"(?:\d{{1,2}}\.\d{{1,2}}|{lexicon.ROMAN_OR_DIGIT}|(?i:{lexicon.NUMBER_WORD})\b"
    rf"|{lexicon.ARABIC_ORDINAL}){_OF_THE_AGENDA}){_TAIL}"
)
_ORDINAL_FIRST = re.compile(
    rf"(?P<label>(?i:{lexicon.LATIN_ORDINAL})\s(?P<family>(?i:{lexicon.PLAIN_SESSION}|{lexicon.SESSION})))"
    r"(?:\s?[.:)|–—\-：]+\s*|$)(?P<title>.*)"
)
_WHOLE_MEETING = re.compile(r"(?:meeting|dialogue|forum|conférence|réunion|foro|diálogo|встреч|panel).*")
_CHINESE_PLAIN = re.compile(
    rf"第\s?(?P<number>{lexicon.CHINESE_NUMBER})\s?(?:场会议|次会议|场|节会议|节|次会|会议){_TAIL}"
)
_CHINESE = re.compile(
    rf"(?P<label>第\s?(?:{lexicon.CHINESE_NUMBER})\s?(?P<family>{lexicon.CHINESE_SESSION})"
    rf"|(?P<kind>{lexicon.CHINESE_SESSION})\s?(?:{lexicon.CHINESE_NUMBER}|[A-H]|[IVX]{{1,4}})){_TAIL}"
)
_UNNUMBERED = re.compile(
    rf"(?i:{lexicon.UNNUMBERED})(?:$|\s?[:.(|–—\-：（]|\s(?:on\s|sur\s|sobre\s|по\s|[^\W\d_{_LOWER}]|\d)).*"
)
_BREAK = re.compile(
    rf"(?i:(?:{lexicon.BREAK})(?:$|\s?[(|（/].*|\s[–—-]\s.*|[:,]\s.*|\s(?:and|&|et|y|и|at|in|by|hosted|offered|for"
    rf"|dans|à|en|de"
    r"|в|на|для|offert|ofrecid\w+|و|في)\b.*|时间))"
)
_OPENING_AND_MORE = re.compile(
    r"(?i)(?:opening|closing|ouverture|clôture|apertura|inauguración|cierre|clausura|открытие|закрытие)\s(?:and|&"
    r"|et|y|и)\s"
)
_PEOPLE, _PLACE, _LABEL = (
    re.compile(rf"(?i:{words})(?:\s?\([^()\d]*\))?\s?(?:[:：]\s*(?P<rest>.*)|[–—-]\s(?P<after>\S.*))?")
    for words in (section_words.PEOPLE, section_words.PLACE, section_words.LABEL)
)
_CONTINUED = re.compile(rf"(?i)\s*[–—(（\[-]*\s*(?:{section_words.CONTINUED})\.?\s*[)）\]]?")
_LEADING_NUMBER = re.compile(
    r"(\d{1,3}|[IVX]{1,5}|[A-H])\s?[.):–—-]\s+(?=\S)|([一二三四五六七八九十]{1,3})\s?[、．.]\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: `scope` names the sessions it is for, `rest` is other text on the same line.

    Shape:   `label` are the words that stay before a title that stands in the next line (`Panel 2`), `family` what kind
             of session it numbers; `exact` says that an announcement means nothing but its section.
    """

    kind: str
    title: str = ""
    number: str = ""
    scope: str = ""
    rest: str = ""
    label: str = ""
    family: str = ""
    hours: Hours | None = None
    exact: bool = True
    by_region: bool | None = None


def read_heading(text: str) -> Heading | None:
    """Recognise the heading of a section or of an agenda session, hours, a day or a label; None for any other line.

    Shape:   `text` is one line without bullets and with single spaces.
    """
    if not text or len(text) > HEADING_LIMIT:
        return None
    if is_day(text):
        return Heading(DAY, title=text, hours=hours_in(text))
    return read_section(text) or read_session_heading(text) or _labelled(text) or _announced(text)


def read_section(text: str) -> Heading | None:
    """Recognise what announces objectives, questions, issues or both."""
    spelled = text.replace("’", "'")
    for kind, pattern in _SECTION_PATTERNS:
        if (match := pattern.fullmatch(spelled)) and (match["rest"] or kind == BOTH or text[-1] not in ".?;"):
            rest = text[match.start("rest") :] if match["rest"] else ""
            return Heading(kind, scope=match["scope"] or "", rest=rest)
    return None


def read_session_heading(text: str) -> Heading | None:
    """Recognise the heading of an agenda session, numbered, named by what it is (a working lunch) or with its hours."""
    if not text or len(text) > HEADING_LIMIT:
        return None
    if hours := read_hours(text):
        return _timed(text, hours)
    return _with_hours_inside(_numbered(text)) or _unnumbered(text)


def _with_hours_inside(heading: Heading | None) -> Heading | None:
    """Take the hours out that stand between a number and its title (`Session 1 – 10:00–11:00 – Water`)."""
    hours = read_hours(heading.title) if heading and heading.number else None
    if heading is None or hours is None or not hours.rest or heading.title.startswith(hours.rest):
        return heading
    return replace(heading, title=hours.rest, rest=hours.text, hours=hours)


def _numbered(text: str) -> Heading | None:
    """Recognise a session by its number: as such (`Session 1`), or by a word that stays in its title (`Panel 1`)."""
    spelled = text.replace("’", "'")
    if match := _NUMBERED.fullmatch(spelled) or _CHINESE_PLAIN.fullmatch(spelled):
        found = match.groupdict()
        qualified = found.get("before") or found.get("after")
        title = text if qualified else text[match.start("title") :]
        return Heading(SESSION, title=title.strip(), number=match["number"], family="session")
    for pattern in (_OF_A_KIND, _ORDINAL_FIRST, _CHINESE):
        if match := pattern.fullmatch(spelled):
            found = match.groupdict()
            family = (found.get("family") or found.get("kind") or "").casefold()
            titled = bool(match["title"].strip())
            if titled or pattern is not _ORDINAL_FIRST or not _WHOLE_MEETING.fullmatch(family):
                return Heading(SESSION, title=text if titled else "", label=text.rstrip(" .:："), family=family)
    return None


def _unnumbered(text: str) -> Heading | None:
    """Recognise a session that is named by what it is, or a break."""
    spelled = text.replace("’", "'")
    if not spelled.endswith((".", "?", "!", ";", ",", "。", "；")) and _UNNUMBERED.fullmatch(spelled):
        return Heading(SESSION, title=text.rstrip(":：").rstrip())
    if _OPENING_AND_MORE.match(spelled):
        return None
    said = spelled.rstrip(".。") if len(text) <= _SHORT else spelled
    if len(text) <= _BREAK_LIMIT and text[-1] not in "?!;" and _BREAK.fullmatch(said):
        return Heading(BREAK, title=text)
    return None


def _timed(text: str, hours: Hours) -> Heading | None:
    """Read what stands beside its hours."""
    if not hours.rest:
        return Heading(HOURS, title=text, hours=hours)
    before = text.startswith(hours.rest)
    untimed = read_session_heading(hours.rest)
    if untimed and untimed.kind in {SESSION, BREAK}:
        return replace(untimed, hours=hours, rest=hours.text) if untimed.hours is None else None
    if before and (len(hours.rest) > _TIMED_LIMIT or (hours.ends < 0 and not text.endswith((")", "）")))):
        return None
    if before and (is_day(hours.rest) or not hours.rest[:1].isupper()):
        return Heading(DAY, title=text) if is_day(hours.rest) else None
    return Heading(TIMED, title=hours.rest, rest=hours.text, hours=hours)


def _labelled(text: str) -> Heading | None:
    """Recognise what names people, a place or another part that holds no questions."""
    spelled = text.replace("’", "'")
    for kind, pattern in ((PEOPLE, _PEOPLE), (PLACE, _PLACE), (OTHER, _LABEL)):
        if match := pattern.fullmatch(spelled):
            start = match.start("rest") if match["rest"] else match.start("after") if match["after"] else len(text)
            return Heading(kind, title=text, rest=text[start:], exact=False)
    return None


def _announced(text: str) -> Heading | None:
    """Recognise a sentence that ends with a colon and speaks of the questions or objectives that follow."""
    if len(text) <= _BREAK_LIMIT and text[-1] not in ".?;" and _QUESTIONS_FOR.fullmatch(text.replace("’", "'")):
        return Heading(QUESTIONS, exact=False)
    if len(text) > _ANNOUNCED_LIMIT or text[-1] not in ":：":
        return None
    kind = next((kind for kind, pattern in _ANNOUNCED if pattern.fullmatch(text)), "")
    return Heading(kind, exact=False) if kind else None


def named_session(text: str) -> Heading:
    """Read a heading that its place alone makes an agenda session, with the number it may begin with."""
    match = _LEADING_NUMBER.match(text)
    number = (match[1] or match[2]) if match else ""
    return Heading(SESSION, title=text[match.end() :] if match else text, number=number)


def without_continued(title: str) -> tuple[str, str]:
    """Divide the title of a session that goes on: what it is called, and the words that say so."""
    match = next((one for one in _CONTINUED.finditer(title[:HEADING_LIMIT]) if one.end() == len(title)), None)
    return (title[: match.start()], title[match.start() :].strip()) if match else (title, "")
