// The lot of a list: worked out by hand on this side too, in sentences that are the service's to the letter.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lotSentences, standingIn } from "../../../static/js/list/lot.js";
import { sha256 } from "../../../static/js/list/sha256.js";
import { useStrings } from "../../../static/js/page/strings.js";

const hash = (text) => createHash("sha256").update(text, "utf-8").digest("hex");
const NONCE = "6b1f".repeat(8);
const SLATE = ["i1", "i2", "i3", "i4"];

/** The example of docs/methods.md: phones sent red, green and blue. */
function aLot(sent = ["red", "green", "blue"]) {
  const nonces = sent.map(hash).sort();
  const nonces_hash = hash(nonces.map((one) => `${one}\n`).join(""));
  const seed = hash(NONCE + nonces_hash);
  const draw = [...SLATE].sort((a, b) => (hash(seed + a) < hash(seed + b) ? -1 : 1));
  return { commitment: hash(NONCE), nonce: NONCE, nonces, nonces_hash, nonces_counted: nonces.length, seed, draw };
}

test("a text has the hash that everybody else makes of it, however long it is", () => {
  assert.equal(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 500, 66_000]) {
    const text = "ü中a".repeat(length).slice(0, length);
    assert.equal(sha256(text), hash(text), String(length));
  }
});

test("a phone finds its own number in the lot of the example, and what it did not send is not there", () => {
  const lot = aLot();
  assert.deepEqual([lot.seed.slice(0, 8), lot.draw], ["22265073", ["i2", "i1", "i4", "i3"]]);
  for (const nonce of ["red", "green", "blue"]) assert.equal(standingIn(lot, SLATE, { nonce }), "in");
  assert.equal(standingIn(lot, SLATE, { nonce: "yellow", commitment: lot.commitment }), "missing");
  assert.equal(standingIn(lot, SLATE, { commitment: lot.commitment }), "none");
  assert.equal(standingIn(lot, SLATE, null), "none");
});

test("a lot of which any figure was changed is wrong, also for a phone whose number is in it", () => {
  const lot = aLot();
  const other = hash("another");
  for (const changed of [
    { nonce: "other" }, { commitment: other }, { nonces_hash: other }, { seed: other }, { nonces_counted: 2 },
    { nonces: lot.nonces.slice(1) }, { nonces: [...lot.nonces.slice(1), other].sort() },
    { draw: [...lot.draw].reverse() }, { draw: lot.draw.slice(1) },
  ])
    assert.equal(standingIn({ ...lot, ...changed }, SLATE, { nonce: "red" }), "wrong", JSON.stringify(changed));
  assert.equal(standingIn(lot, SLATE, { nonce: "red", commitment: other }), "wrong", "another was shown before");
  const swapped = aLot(["red", "green", "purple"]);
  assert.equal(standingIn(swapped, SLATE, { nonce: "blue", commitment: lot.commitment }), "missing");
});

test("every sentence of a lot is the service's own, in every language", () => {
  const { lots } = JSON.parse(readFileSync(process.env.PLENUM_REASONS ?? "", "utf-8"));
  for (const [language, said] of Object.entries(lots.said)) {
    const file = new URL(`../../../locales/${language}.json`, import.meta.url);
    useStrings(JSON.parse(readFileSync(file, "utf-8")), language);
    assert.deepEqual(lots.lists.map(lotSentences), said, language);
  }
  assert.equal(lots.lists.filter((one) => one.tie_break.nonce).length, 2);
});
