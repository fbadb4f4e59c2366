"""Which sessions are held in one room a region, by what their headings say in six languages.

Refuses to know what else a heading says. Invariant: a heading is looked at for its first `LONGEST` characters.
"""

import re

from server.domain.agenda import lexicon

LONGEST = 300

_BY_REGION = re.compile(
    r"(?i)\b(?:working\slunch|déjeuner(?:-débat|\sde\stravail)|break-?out|working\sgroups?|groupes?\sde\stravail)"
    rf"|^(?:[^:：–—]{{0,40}}[:：–—]\s*)?(?:{lexicon.BY_REGION})"
)
_GROUPS = re.compile(
    r"(?i)group|table|discussion|groupe|atelier|travail|grupo|mesa|taller|trabajo|групп|стол|مجموع|حلقات|组|讨论"
)
_EACH_REGION = re.compile(
    r"(?i)\bby\s(?:sub-?)?regions?\b|\bpar\s(?:sous-)?régions?\b|\bpor\s(?:sub)?regi(?:ón|ones)\b"
    r"|\bпо\s(?:суб)?регионам\b"
    r"|حسب\s(?:ال)?(?:منطقة|مناطق|إقليم|أقاليم)|[按分]区域"
)


def speaks_of_regions(title: str) -> bool:
    """Say whether a session heading speaks of a working lunch, a break-out or working groups."""
    said = title[:LONGEST].replace("’", "'")
    return bool(_BY_REGION.search(said) or (_EACH_REGION.search(said) and _GROUPS.search(said)))
