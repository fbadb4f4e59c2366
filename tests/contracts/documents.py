"""Reading the project's own documents: headings, and the tables under them."""

import re
from dataclasses import dataclass, field

from tests.contracts.tree import ROOT

_HEADING = re.compile(r"(#{1,6}) +(.+?) *#*$")
_CODE = re.compile(r"`([^`]*)`")


@dataclass(slots=True)
class Section:
    """A heading, its level, and the rows of the tables that follow it before the next heading."""

    title: str
    level: int
    rows: list[list[str]] = field(default_factory=list)

    @property
    def column(self) -> list[str]:
        """Read what stands in backticks in the first column."""
        return [name for row in self.rows for name in _CODE.findall(row[0])]

    def second(self, name: str) -> str:
        """Read what stands in the second column of a row, without its backticks."""
        return next(row[1] for row in self.rows if name in _CODE.findall(row[0])).replace("`", "")


def read_sections(document: str) -> list[Section]:
    """Read a document of `docs/` as its sections; the header and the ruler of a table are no rows."""
    sections = [Section("", 0)]
    fenced = in_table = False
    for line in (ROOT / "docs" / document).read_text("utf-8").splitlines():
        fenced ^= line.startswith("```")
        if not fenced and (heading := _HEADING.fullmatch(line)):
            sections.append(Section(heading[2], len(heading[1])))
        elif not fenced and in_table and line.startswith("|"):
            sections[-1].rows.append(cells_of(line))
        in_table = line.startswith("|") and (in_table or _is_ruler(line))
    return sections


def section(document: str, title: str) -> Section:
    """Find one section by its heading, backticks or not."""
    found = [each for each in read_sections(document) if each.title.replace("`", "") == title]
    assert len(found) == 1, f"docs/{document} has {len(found)} sections “{title}”"
    return found[0]


def below(document: str, title: str) -> dict[str, Section]:
    """Read the sections below a heading, one level deeper, by the name in backticks in their own headings."""
    found: dict[str, Section] = {}
    level = 0
    for each in read_sections(document):
        if level and each.level <= level:
            break
        if level and (name := _CODE.search(each.title)):
            found[name[1]] = each
        if each.title == title:
            level = each.level
    return found


def cells_of(line: str) -> list[str]:
    """Split a row of a table; an escaped bar is part of its cell."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _is_ruler(line: str) -> bool:
    return bool(re.fullmatch(r"\|[\s:|-]+\|?", line))
