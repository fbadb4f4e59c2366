"""docs/protocol.md shows the tables of the domain: whose things an act may be done on, what is read, who hears what."""

from collections.abc import Iterator

from server.domain.procedure.people import ROLES, may_read
from server.domain.procedure.shapes import ALWAYS, AUDIENCES, SHAPES
from server.domain.procedure.whose import ON
from tests.contracts.documents import section

PROTOCOL = "protocol.md"
WHOSE = ("own", "others", "handed")
READ = (
    "home",
    "delegate",
    "screen",
    "podium",
    "desk",
    "join_code",
    "meeting",
    "papers",
    "closed_list",
    "published_list",
    "report",
    "published_report",
)


def rows_of_things() -> Iterator[list[str]]:
    """Write the table of whose things: by act and kind, the roles for each."""
    for kind, acts in ON.items():
        for act, by_role in acts.items():
            cells = [", ".join(role for role in ROLES if whose in by_role.get(role, ())) or "–" for whose in WHOSE]
            yield [f"`{act}`", kind, *cells]


def rows_of_reading() -> Iterator[list[str]]:
    """Write the table of what is read by its address."""
    for what in READ:
        yield [f"`{what}`", *("yes" if may_read(role, what) else "–" for role in ROLES)]


def rows_of_hearing() -> Iterator[list[str]]:
    """Write the table of audiences and shapes: all fields of a shape, all but some, or some."""
    for shape, rows in SHAPES.items():
        every = {field for row in rows.values() for fields in row.values() for field in fields}
        for standing, row in rows.items():
            name = f"`{shape}`" if standing == ALWAYS else f"`{shape}`, {standing}"
            yield [name, *(cell(row.get(audience, frozenset()), every) for audience in AUDIENCES)]


def cell(fields: frozenset[str], every: set[str]) -> str:
    """Write which fields an audience hears, in the shorter way."""
    left_out = every - fields
    if not fields or not left_out:
        return "all" if fields else "–"
    if len(left_out) < len(fields):
        return f"all but {names(left_out)}"
    return names(fields)


def names(fields: set[str] | frozenset[str]) -> str:
    """List fields in one order."""
    return ", ".join(f"`{field}`" for field in sorted(fields))


def test_the_table_of_whose_things_is_the_domain_s() -> None:
    assert section(PROTOCOL, "Whose things").rows == [*rows_of_things()]


def test_the_table_of_what_is_read_is_the_domain_s() -> None:
    assert section(PROTOCOL, "What is read").rows == [*rows_of_reading()]


def test_the_table_of_audiences_is_the_domain_s() -> None:
    assert section(PROTOCOL, "Audiences").rows == [*rows_of_hearing()]
