// What was acknowledged is known to the phone, whatever the service says later.
import assert from "node:assert/strict";
import { test } from "node:test";
import { acknowledged, makeLedger } from "../../../static/js/delegate/acknowledged.js";
import { guarded } from "../../../static/js/page/storage.js";

const cast = (revision, more = {}) => ({
  type: "ballot_cast",
  round_id: "t1",
  epoch: 1,
  revision,
  durability: "disk",
  proof: `p${revision}`,
  asked: { marks: { c1: "for" } },
  ...more,
});
const you = (revision) => ({
  type: "you",
  ballots: revision
    ? { t1: { epoch: 1, revision, proof: `p${revision}`, marks: { c1: "against" }, receipt: "R" } }
    : {},
});
/** A phone's storage. */
const storage = (memory = new Map()) => ({
  memory,
  getItem: (name) => memory.get(name) ?? null,
  setItem: (name, text) => memory.set(name, text),
});

test("an acknowledgement counts as it comes, a greeting unless it says less", () => {
  const known = acknowledged({}, cast(2));
  assert.deepEqual(known, {
    t1: { epoch: 1, revision: 2, durability: "disk", proof: "p2", marks: { c1: "for" }, fill: "" },
  });
  assert.deepEqual(acknowledged(known, you(1)), known);
  assert.deepEqual(acknowledged(known, you(0)), known);
  assert.deepEqual(acknowledged(known, you(3)).t1, {
    epoch: 1,
    revision: 3,
    durability: "",
    proof: "p3",
    marks: { c1: "against" },
    fill: "",
  });
  assert.equal(acknowledged(known, cast(1)).t1.revision, 1, "cast again on an older store");
  assert.equal(acknowledged(known, { type: "tally_changed" }), known);
});

test("a ballot of whoever held the seat before is not taken for one's own", () => {
  const before = { type: "you", ballots: { t1: { epoch: 1, revision: 2, earlier: true, marks: {}, receipt: "" } } };
  const ledger = makeLedger({ slot: "a", storage: storage() });
  ledger.take(before);
  assert.deepEqual(ledger.have(), {});
  assert.equal(ledger.lost("t1", undefined), null);
});

test("what the service has lost is found, and forgotten only when told to", () => {
  const ledger = makeLedger({ slot: "a", storage: storage() });
  ledger.take(cast(2));
  ledger.take(you(1));
  assert.deepEqual(ledger.have(), { t1: { epoch: 1, revision: 2, proof: "p2" } });
  assert.deepEqual(ledger.lost("t1", { revision: 1 })?.marks, { c1: "for" });
  assert.equal(ledger.lost("t1", undefined)?.revision, 2);
  assert.equal(ledger.lost("t1", { revision: 2 }), null);
  assert.equal(ledger.lost("t2", undefined), null);
  ledger.forget("t1");
  assert.deepEqual(ledger.have(), {});
});

test("the next page of the same tab knows it, another tab does not", () => {
  const kept = storage();
  makeLedger({ slot: "a", storage: kept }).take(cast(2));
  assert.deepEqual(makeLedger({ slot: "a", storage: kept }).have(), { t1: { epoch: 1, revision: 2, proof: "p2" } });
  assert.deepEqual(makeLedger({ slot: "b", storage: kept }).have(), {});
});

test("a greeting is given back with how well this phone heard that its ballot is kept", () => {
  const ledger = makeLedger({ slot: "a", storage: storage() });
  ledger.take(cast(2));
  assert.equal(ledger.take(you(2)).ballots.t1.durability, "disk");
  assert.equal(ledger.take(you(3)).ballots.t1.durability, "");
});

test("a phone without a memory knows it as long as the page lives", () => {
  const broken = () => {
    throw new Error("forbidden");
  };
  const ledger = makeLedger({ slot: "a", storage: guarded(broken) });
  ledger.take(cast(2));
  assert.equal(ledger.lost("t1", undefined)?.revision, 2);
});

test("when a ballot was recorded is known to the phone that cast it, and said after a greeting too", () => {
  const kept = storage();
  makeLedger({ slot: "a", storage: kept, now: () => 1_800_000_000_000 }).take(cast(1));
  const later = makeLedger({ slot: "a", storage: kept, now: () => 1_900_000_000_000 });
  assert.equal(later.take(you(1)).ballots.t1.cast_at, 1_800_000_000_000);
  assert.equal(later.take(you(2)).ballots.t1.cast_at, undefined, "another device has replaced it since");
});
