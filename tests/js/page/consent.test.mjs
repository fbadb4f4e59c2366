// What silence came to, in words: the same as `tests/words/test_consent_words.py` expects of the service.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  consentCount, consentLines, consentSentence, consentSums, consentWords, objectedIn, objectionsOf,
} from "../../../static/js/page/consent.js";
import { useStrings } from "../../../static/js/page/strings.js";

useStrings(JSON.parse(readFileSync(new URL("../../../locales/en.json", import.meta.url), "utf-8")), "en");

const KENYA = { region: "AF", name: "Kenya", seat: null };
const item = {
  recommendation_id: "b", consent: "objected", objections: null,
  objected_by: [KENYA, { region: "AF", name: "", seat: 7 }],
  reservations: [{ words: "Not in May", by: KENYA }, { words: "By law", by: null }],
};

test("what became of an item, and how many reservations there are", () => {
  assert.equal(consentWords(item), "Objected: goes to a vote · Reservations: 2");
  assert.equal(consentWords({ consent: "adopted", reservations: [] }), "Adopted without objection");
  assert.deepEqual([consentWords({}), objectionsOf({}), objectionsOf(item)], ["", "", "some"]);
});

test("how many object to an item where that is told, and what a silence came to in all", () => {
  const adopted = { consent: "adopted", objections: 0, reservations: [] };
  assert.equal(consentCount(item), "Objections: some · Reservations: 2");
  assert.equal(consentCount({ ...item, objections: 4, reservations: [] }), "Objections: 4");
  assert.equal(consentCount(adopted), "");
  const items = [adopted, adopted, item];
  assert.equal(
    consentSentence({ items }), "Adopted without objection: 2 · Not adopted: 1 · With reservations: 1"
  );
  assert.deepEqual(consentSums({ items: [{ verdict: "contested" }] }), []);
});

test("who objected, where that is told, and what was reserved", () => {
  assert.deepEqual(consentLines(item).map(({ words }) => words), [
    "Objected: Kenya, Seat 7", "Kenya: “Not in May”", "“By law”",
  ]);
  assert.deepEqual(consentLines({}), []);
});

test("what was objected to can be taken into a new round", () => {
  assert.deepEqual(objectedIn({ items: [{ consent: "adopted" }, item] }), ["b"]);
  assert.equal(objectedIn({ items: [{ consent: "adopted" }] }), undefined);
  assert.equal(objectedIn(null), undefined);
});
