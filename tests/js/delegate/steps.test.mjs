// Which part of a ballot its owner sees.
import assert from "node:assert/strict";
import test from "node:test";
import "../cards.mjs";
import { asking, changesIn, named, stepOf } from "../../../static/js/delegate/steps.js";

const round = /** @type {any} */ ({ id: "r1", method: "across_regions", slate: ["a", "b", "c"] });
const ordering = /** @type {any} */ ({ ...round, method: "ranked_pairs" });
const cast = { revision: 1, marks: { a: "for", b: "against" } };
const kept = (marks, sending = null) => ({ marks, fill: "", since: 0, sending });
const known = { voting: true, kept: null, standing: "", ballot: undefined, late: false };
const at = (asked, more = {}, of = round) => stepOf(of, asked, { ...known, ...more });

test("an address names a card, the overview in a way, or a card that was opened from it", () => {
  assert.deepEqual(asking("30"), { way: "", place: 30 });
  assert.deepEqual(asking("titles"), { way: "titles", place: 0 });
  assert.deepEqual(asking("all-30"), { way: "all", place: 30 });
  for (const nothing of ["", "sent", "look", "all-x", "30-all"])
    assert.deepEqual(asking(nothing), { way: "", place: 0 });
  for (const step of ["2", "all", "review", "all-3"]) assert.equal(named(at(step)), step);
});

test("a ballot begins with what is not marked, and whoever has marked all of it sees all of it", () => {
  assert.deepEqual(at(""), { step: "card", place: 0, way: "" });
  assert.deepEqual(at("", { kept: kept({ a: "for" }) }), { step: "card", place: 1, way: "" });
  assert.equal(named(at("", { kept: kept({ a: "for", b: "for", c: "for" }) })), "all");
  assert.equal(at("", { kept: kept({ a: "1", b: "2", c: "3" }) }, ordering).step, "card");
});

test("a ballot that was cast shows its receipt, and its overview once it is being changed", () => {
  assert.equal(at("", { ballot: cast }).step, "receipt");
  assert.equal(at("sent", { ballot: cast }).step, "receipt");
  assert.equal(named(at("", { ballot: cast, kept: kept({ a: "against", b: "against" }) })), "all");
  assert.equal(at("", { ballot: { ...cast, earlier: true, marks: {} } }).step, "card");
});

test("what is on its way, was overtaken or is over comes before what was asked for", () => {
  const sent = { kept: kept({ a: "for" }, { request_id: "q" }) };
  assert.equal(at("2", sent).step, "card");
  assert.equal(at("2", { ...sent, late: true }).step, "unsent");
  assert.equal(at("2", { ...sent, standing: "failed" }).step, "unsent");
  assert.equal(at("look", { ...sent, late: true }).step, "look");
  assert.equal(at("2", { standing: "newer" }).step, "newer");
  assert.equal(at("2", { voting: false }).step, "over");
});

test("a list that shows all of its slate has no numbers to jump by", () => {
  assert.equal(at("all", {}, ordering).way, "review");
});

test("a change is what differs from the ballot that was cast, also where a mark was taken back", () => {
  assert.deepEqual(changesIn(round, { a: "for", b: "for", c: "for" }, cast), ["b", "c"]);
  assert.deepEqual(changesIn(round, { a: "for" }, cast), ["b"]);
  assert.deepEqual(changesIn(round, { a: "for" }, undefined), []);
  assert.deepEqual(changesIn(round, { a: "for" }, { earlier: true, marks: {} }), []);
});
