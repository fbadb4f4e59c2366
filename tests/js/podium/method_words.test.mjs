// The sentence of a method in the draft: figures instead of shares, and true of the rules that are chosen.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { methodSentence } from "../../../static/js/podium/method_words.js";
import { partOf, rulesWords } from "../../../static/js/page/rounds.js";
import { useStrings } from "../../../static/js/page/strings.js";
import "../cards.mjs";

const folder = new URL("../../../locales/", import.meta.url);
const tables = readdirSync(folder).map((name) => [
  name.slice(0, 2), JSON.parse(readFileSync(new URL(name, folder), "utf8")),
]);
const given = (rules) => new Map(Object.entries(rules));
const SHEET = { secrecy: "recorded", regions_needed: "2/3", opposition_tolerated: "0", places: "5", max_choices: "5" };
const english = () => useStrings(Object.fromEntries(tables).en, "en");

test("works across regions is so many of so many, and none opposes it", () => {
  english();
  const said = methodSentence("across_regions", given(SHEET), 6);
  assert.match(said, /^Every region counts once.* at least 4\u00a0of 6\u00a0back it and none opposes it\.$/);
  const strict = {
    ...SHEET, secrecy: "confidential", opposition_tolerated: "1", no_region_leans: "on", both_keys: "on",
  };
  const other = methodSentence("across_regions", given(strict), 5);
  assert.match(other, /^Every region that is shown counts once/);
  assert.match(other, /4\u00a0of 5\u00a0back it and at most one opposes it or leans against it, and that it is ca/);
  assert.match(methodSentence("across_regions", given(SHEET), 1), /nothing to compare/);
});

test("no sentence in any language has a share, a zero or a gap in it", () => {
  for (const [language, table] of tables) {
    useStrings(table, language);
    for (const tolerated of ["0", "1"])
      for (const flag of ["on", null])
        for (const secrecy of ["recorded", "confidential"]) {
          const sheet = { ...SHEET, secrecy, opposition_tolerated: tolerated, no_region_leans: flag, both_keys: flag };
          const said = methodSentence("across_regions", given(sheet), 6);
          assert.doesNotMatch(said, /\d\/\d|\b0\b|[{}]|across\./, language);
        }
  }
});

test("a quorum is said in seats: of those entitled, and before the opening of every twelve", () => {
  english();
  const rules = { quorum: "2/3", secrecy: "recorded" };
  assert.match(rulesWords({ method: "across_regions", rules, entitled: 92 }, []), /Quorum: 62\u00a0of 92$/);
  assert.match(rulesWords({ method: "across_regions", rules, entitled: 0 }, []), /Quorum: 8\u00a0of every 12$/);
  assert.deepEqual([partOf("1/2", 5), partOf("1", 6), partOf("2/3", 60)], [3, 6, 40]);
});
