"""A page shows first what its script shows a second later, also of regions that count together."""

from server.web.regions import regions_by

REGIONS = [{"id": one, "name": name, "short": one} for one, name in (("A", "Ada"), ("B", "Bea"), ("C", "Cy"))]


def test_regions_that_count_together_are_one() -> None:
    """The same cases as `chips.test.mjs`."""
    one, two, three = REGIONS
    assert regions_by(REGIONS, ["C", "A", "gone"]) == [one, three]
    pool = {"id": "A+C", "name": "Ada + Cy", "short": "A+C"}
    assert regions_by(REGIONS, ["B", "A+C"]) == [pool, two]
    assert regions_by(REGIONS, ["A+B+C"])[0]["short"] == "A+2"
