// Where a region stands: a sign and words of its own, and a key of those that are shown.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { STANDINGS, signOf, standingOf, standingsIn } from "../../../static/js/page/standings.js";
import { useStrings, t } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const symbols = readFileSync(new URL("../../../templates/parts/page/symbols.html", import.meta.url), "utf8");
const strip = readFileSync(new URL("../../../templates/parts/page/strip.html", import.meta.url), "utf8");

test("every standing has a drawing that is on the page, and words that no other has", () => {
  const words = Object.keys(STANDINGS).map((standing) => t(`standing.${standing}`));
  assert.equal(new Set(words).size, words.length);
  for (const [drawing] of Object.values(STANDINGS)) assert.ok(symbols.includes(`id="sym-${drawing}"`), drawing);
  const keyed = [...strip.split("for state in (")[1].split(")")[0].matchAll(/"(\w+)"/g)].map(([, state]) => state);
  assert.deepEqual(keyed, Object.keys(STANDINGS));
});

test("of what can stand in one list no two signs look alike, and none is told by its colour alone", () => {
  const drawings = Object.entries(STANDINGS).filter(([standing]) => standing !== "no_position")
    .map(([, [drawing]]) => symbols.split(`id="sym-${drawing}"`)[1].split("</symbol>")[0]);
  assert.equal(new Set(drawings).size, drawings.length);
});

test("what a region leans to says more than that it has no position, and an older list says just that", () => {
  assert.equal(standingOf({ state: "no_position", lean: "leans_against" }), "leans_against");
  assert.equal(standingOf({ state: "no_position" }), "no_position");
  assert.deepEqual(signOf({ state: "no_position", lean: "no_votes" }), ["no_votes", "quiet"]);
  assert.deepEqual(signOf(undefined), ["undetermined", "quiet"]);
});

test("a key explains what is shown, in one order, and nothing else", () => {
  const items = [
    { regions: { AF: { state: "no_position", lean: "level" }, AM: { state: "withheld" } } },
    { regions: { AF: { state: "backs" }, AM: { state: "withheld" } } },
  ];
  assert.deepEqual(standingsIn(items), ["backs", "level", "withheld"]);
  assert.deepEqual(standingsIn([{}]), []);
  const byName = [{ regions: { AF: { state: "opposes", named: { words: "" } }, AM: { state: "backs", named: null } } }];
  assert.deepEqual(standingsIn(byName), ["backs", "opposes", "named"]);
});
