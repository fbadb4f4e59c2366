// What stands under a list: whom it speaks for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "../cards.mjs";
import { itemWords } from "../../../static/js/page/numbers.js";
import { spokenFor, spokenForBy } from "../../../static/js/list/spoken_for.js";
import { useStrings } from "../../../static/js/page/strings.js";

const english = JSON.parse(readFileSync(new URL("../../../locales/en.json", import.meta.url), "utf-8"));
useStrings(english, "en");

const regions = [{ id: "AF", name: "Africa", short: "AF" }, { id: "AM", name: "Americas", short: "AM" }];
const aList = (audit, selected = true) => ({
  method: "shortlist", rules: { places: 5 }, tie_break: { nonce: null },
  items: [
    { recommendation_id: "a", title: "Alpha", selected }, { recommendation_id: "b", title: "Beta", selected: false },
  ],
  audit: { needed: 2, groups: [], swap: null, large: [], unspoken: [], untold: [], ...audit },
});

test("the largest group is named, and what would mend it", () => {
  const groups = [{ recommendation_id: "b", ballots: 3 }];
  const swapped = spokenFor(aList({ groups, swap: { out: "a", in: "b" } }), regions);
  assert.match(swapped, /Beta/);
  assert.match(swapped, /3/);
  assert.match(swapped, /Alpha/);
  assert.doesNotMatch(spokenFor(aList({ groups, swap: { out: null, in: "b" } }), regions), /Alpha/);
  assert.notEqual(spokenFor(aList({ groups }), regions), spokenFor(aList({}), regions));
});

test("of regions that are not told nothing is said but that", () => {
  const told = spokenFor(aList({ needed: null, large: ["AF", "AM"] }), regions);
  assert.match(told, /1\/5/);
  const some = spokenFor(aList({ needed: null, large: ["AF", "AM"], untold: ["AM"] }), regions);
  assert.notEqual(some, told);
  assert.match(some, /AM/);
  assert.doesNotMatch(some, /AF/);
  assert.match(spokenFor(aList({ needed: null, large: ["AF"], unspoken: ["AF"] }), regions), /AF/);
});

test("a list of an earlier release says nothing", () => {
  assert.equal(spokenFor({ ...aList({}), audit: undefined }, regions), "");
});

test("before handing over only a choice that was counted is spoken of", () => {
  const state = { rounds: { r: { id: "r", number: 1, state: "published" } }, rankedLists: { r: aList({}) } };
  assert.equal(spokenForBy(state, ["a"], regions), spokenFor(aList({}), regions));
  assert.equal(spokenForBy(state, ["a", "b"], regions), "");
  assert.equal(spokenForBy({ ...state, rounds: { r: { ...state.rounds.r, state: "closed" } } }, ["a"], regions), "");
});

test("by numbers it is said to the letter as the service says it, in every language", () => {
  const cases = JSON.parse(readFileSync(process.env.PLENUM_AUDITS, "utf-8"));
  for (const language of Object.keys(cases[0].said)) {
    const words = readFileSync(new URL(`../../../locales/${language}.json`, import.meta.url), "utf-8");
    useStrings(JSON.parse(words), language);
    for (const { ranked, regions: of, said } of cases) assert.equal(spokenFor(ranked, of, itemWords), said[language]);
  }
  assert.ok(new Set(cases.map(({ said }) => said.en)).size > 30);
});

test("what people counted is said by region, and by how it came in", () => {
  useStrings(english, "en"); // another test may have spoken another language
  const some = [{ id: "AF", hands: 12, paper: 0, aside: 0 }, { id: "AM", aside: 3 }];
  const counted = { ...aList({}), audit: null, regions: some };
  assert.equal(
    spokenFor(counted, regions),
    "By show of hands, counted by two persons: AF: 12. Counted by two persons and set aside, for there would be more"
      + " votes than seats: AM: 3.",
  );
});
