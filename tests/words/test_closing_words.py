"""Closing dates in words: the service and the scripts say the same of every instant, in every language and zone."""

import json
import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st

from server.words.closing_dates import closes_words, date_words, days_words, place_of, zones_offered
from server.words.strings import Strings
from tests.contracts.tree import ROOT
from tests.js.test_node import NODE

STRINGS = Strings.read()
ZONES = (
    "UTC",
    "Africa/Nairobi",
    "America/Argentina/Buenos_Aires",
    "Asia/Kathmandu",
    "Europe/Paris",
    "Pacific/Auckland",
)
AT = 1_810_306_800_000
SAY = """
import {{ readFileSync }} from "node:fs";
import {{ useStrings }} from "{root}/static/js/page/strings.js";
import {{ closesWords }} from "{root}/static/js/page/closing_dates.js";
const said = JSON.parse(readFileSync(0, "utf8")).map(([lang, at, zone, zoneName]) => {{
  useStrings(JSON.parse(readFileSync(`{root}/locales/${{lang}}.json`, "utf8")), lang);
  globalThis.document = {{ body: {{ dataset: {{ zone, zoneName }} }} }};
  return closesWords(at);
}});
console.log(JSON.stringify(said));
"""


def test_it_names_day_hour_and_place() -> None:
    assert closes_words(STRINGS, "en", AT, "Africa/Nairobi") == "closes Friday 14\u00a0May, 18:00 (Nairobi)"
    assert closes_words(STRINGS, "ru", AT, "Africa/Nairobi") == "закрытие: пятница, 14\u00a0мая, 18:00 (Найроби)"
    assert closes_words(STRINGS, "zh", AT, "UTC") == "截止：5月14日星期五15:00（UTC）"


def test_a_date_of_a_rules_sheet_is_said_as_it_was_written() -> None:
    """Whatever the meeting's zone is by now."""
    written = "2027-05-14T18:00 Africa/Nairobi"
    assert date_words(STRINGS, "en", written) == closes_words(STRINGS, "en", AT, "Africa/Nairobi")
    assert date_words(STRINGS, "fr", "2027-01-01T00:05 UTC") == "clôture le vendredi 1 janvier à 00:05 (UTC)"


def test_a_place_is_called_by_its_city_alone() -> None:
    """In the language of the reader, where it has a name there."""
    assert place_of("ru", "Africa/Nairobi") == "Найроби"
    assert place_of("es", "America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert not [zone for zone in zones_offered() if "/" in place_of("en", zone)]


@settings(max_examples=5)
@given(st.lists(st.tuples(st.integers(AT, AT + 366 * 86_400_000), st.sampled_from(ZONES)), min_size=40, max_size=40))
def test_page_and_script_say_the_same(instants: list[tuple[int, str]]) -> None:
    """So what a page says first stays when its script comes to life."""
    asked = [(lang, at_ms, zone, place_of(lang, zone)) for lang in STRINGS.languages for at_ms, zone in instants]
    told = subprocess.run(
        [NODE, "--input-type=module", "--eval", SAY.format(root=ROOT)],
        input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == [closes_words(STRINGS, lang, at_ms, zone) for lang, at_ms, zone, _ in asked]


def test_only_where_more_than_a_day_is_left_a_page_says_a_date() -> None:
    """And of a clock that stands how many days are."""
    clock = {"running": True, "remaining_ms": 86_400_001, "ends_at_ms": AT}
    assert days_words(STRINGS, "en", clock, "UTC") == "closes Friday 14\u00a0May, 15:00 (UTC)"
    assert days_words(STRINGS, "en", {**clock, "remaining_ms": 86_400_000}, "UTC") == ""
    assert days_words(STRINGS, "en", {**clock, "remaining_ms": None}, "UTC") == ""
    stands = {"running": False, "remaining_ms": 200_000_000, "ends_at_ms": None}
    assert days_words(STRINGS, "en", stands, "UTC") == "2\u00a0days left"


def test_pages_offer_zones_of_places() -> None:
    """Several hundred, and none that is an offset or a country."""
    assert {"UTC", "Africa/Nairobi", "Asia/Kathmandu"} <= set(zones_offered())
    assert not {"Etc/GMT+3", "EST", "Singapore", "US/Eastern"} & set(zones_offered())
