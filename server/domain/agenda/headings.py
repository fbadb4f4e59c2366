"""The headings of a programme: how a session, its objectives and its questions are announced.

Speaks English and French. Refuses to know what stands under a heading and whether a line is a whole one. Invariant:
every pattern is anchored and sees at most `HEADING_LIMIT` characters, so that hostile lines cost nothing.
"""

import re
from dataclasses import dataclass, replace

HEADING_LIMIT = 300

SESSION, OBJECTIVES, QUESTIONS, ISSUES, BOTH, OTHER, AND, TEXT = (
    "session", "objectives", "questions", "issues", "both", "other", "and", "text",
)  # fmt: skip
SECTIONS = frozenset({OBJECTIVES, QUESTIONS, ISSUES, BOTH})

_SCOPE = r"(?:\s*\((?P<scope>[^()]*)\)?)?"
_WHOLE = r"(?:meeting|session|conference|workshop|forum|discussion|réunion|séance|session|conférence|atelier)s?"
_DISCUSSED = r"(?:\s(?:for|to\sguide|pour)(?:\s(?:the|our|la|le|les))?\s(?:discussions?|débats?|reflection))?"
_OBJECTIVES = (
    rf"(?:(?:overall|general|specific|main|key|{_WHOLE})\s){{0,2}}(?:objectives?|aims?|goals?)"
    rf"(?:\sof\sthe\s{_WHOLE})?"
    r"|(?:objectifs?|buts?)(?:\s(?:généra(?:l|ux)|principa(?:l|ux)|spécifiques?))?"
    rf"(?:\sd(?:e\sla|e\sl'|es|u)\s?{_WHOLE})?"
)
_QUESTIONS = (
    rf"(?:(?:guiding|key|main|leading|discussion|session)\s){{0,2}}questions?{_DISCUSSED}"
    rf"|(?:questions?|points?)\s(?:directrices?|d'orientation|clés?|for\sdiscussion|à\sdébattre)"
    rf"|questions?\sdirectrices?{_DISCUSSED}"
)
_ISSUES = (
    r"(?:(?:key|main)\s)?(?:issues|topics|themes)(?:\s(?:to\sbe\s)?(?:addressed|discussed|covered|considered)"
    r"(?:\s(?:during|at|in|by)\s[^:]*)?|\s(?:for|of)\s[^:]*)?"
    r"|(?:questions|thèmes|points|sujets)\s(?:à\s(?:aborder|examiner|traiter)|abordée?s)"
    r"(?:\s(?:lors|pendant|durant|à|au|par)\s?[^:]*)?"
)
_BOTH = rf"(?:{_OBJECTIVES})\s(?:and|et|&)\s(?:{_QUESTIONS})"

_SECTION_PATTERNS = tuple(
    (kind, re.compile(rf"(?i:{pattern}){_SCOPE}\s*[:.]?(?:(?<=:)\s+(?P<rest>\S.*))?"))
    for kind, pattern in ((BOTH, _BOTH), (OBJECTIVES, _OBJECTIVES), (QUESTIONS, _QUESTIONS), (ISSUES, _ISSUES))
)
_NUMBERED = re.compile(
    r"(?P<before>(?:(?i:working|plenary|thematic|parallel|technical|break-?out|opening|closing|panel)\s)?)"
    r"(?i:session|séance|agenda\sitem)(?P<after>(?:\s(?i:plénière|thématique|de\stravail))?)"
    r"\s(?:(?i:no\.?|n[°º]|#)\s?)?(?P<number>\d{1,3}|[IVX]{1,5}|[A-H])"
    r"(?:\s?[.:)\]–—-]+\s*|\s(?=[^\W\d_a-zß-ÿ]|[(\"“«])|$)(?P<title>.*)"
)
_UNNUMBERED = re.compile(
    r"(?i:working\slunch(?:eon)?|déjeuner(?:-débat|\sde\stravail)|break-?out\s(?:groups?|sessions?|discussions?)"
    r"|working\sgroups?|group\swork|groupes?\sde\stravail|travaux\s(?:de|en)\sgroupes?"
    r"|(?:opening|closing|plenary)\s(?:session|ceremony|remarks|plenary|discussion)"
    r"|(?:séance|session)\s(?:d'ouverture|de\sclôture|plénière))"
    r"(?:$|\s?[:.(–—-]|\s(?:on\s|sur\s|[^\W\d_a-zß-ÿ]|\d)).*"
)
_HOUR = r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?"
_TIME = re.compile(rf"(?i:{_HOUR}(?:\s?[-–—]\s?{_HOUR})?)[\s:|–—-]+(?=\w)")
_BY_REGION = re.compile(
    r"(?i)\b(?:working\slunch|déjeuner(?:-débat|\sde\stravail)|break-?out|working\sgroups?|groupes?\sde\stravail)"
)
_LEADING_NUMBER = re.compile(r"(\d{1,3})\s?[.):–—-]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: `scope` names the sessions it is for, `rest` is other text on the same line."""

    kind: str
    title: str = ""
    number: str = ""
    scope: str = ""
    rest: str = ""


def read_heading(text: str) -> Heading | None:
    """Recognise the heading of a section or of an agenda session, or None for any other line.

    Shape:   `text` is one line without bullets and with single spaces.
    """
    if len(text) > HEADING_LIMIT:
        return None
    spelled = text.replace("’", "'")
    for kind, pattern in _SECTION_PATTERNS:
        if (match := pattern.fullmatch(spelled)) and (match["rest"] or kind == BOTH or text[-1] not in ".?;"):
            rest = text[match.start("rest") :] if match["rest"] else ""
            return Heading(kind, scope=match["scope"] or "", rest=rest)
    return read_session_heading(text)


def read_session_heading(text: str) -> Heading | None:
    """Recognise the heading of an agenda session, numbered or named by what it is (a working lunch).

    Shape:   the hours before it, as in `09:00 – 10:30 Session 1`, are its `rest`.
    """
    if len(text) > HEADING_LIMIT:
        return None
    if time := _TIME.match(text):
        untimed = read_session_heading(text[time.end() :])
        return replace(untimed, rest=time[0].strip(" :|–—-")) if untimed and not untimed.rest else None
    spelled = text.replace("’", "'")
    if match := _NUMBERED.fullmatch(spelled):
        qualified = match["before"] or match["after"]
        title = text if qualified else text[match.start("title") :]
        return Heading(SESSION, title=title.strip(), number=match["number"])
    if not spelled.endswith((".", "?", "!", ";", ",")) and _UNNUMBERED.fullmatch(spelled):
        return Heading(SESSION, title=text.removesuffix(":").rstrip())
    return None


def named_session(text: str) -> Heading:
    """Read a heading that its place alone makes an agenda session, with the number it may begin with."""
    match = _LEADING_NUMBER.match(text)
    return Heading(SESSION, title=text[match.end() :] if match else text, number=match[1] if match else "")


def speaks_of_regions(title: str) -> bool:
    """Say whether a session heading speaks of a working lunch, a break-out or working groups."""
    return bool(_BY_REGION.search(title[:HEADING_LIMIT]))
