// What a phone keeps of a ballot until it is acknowledged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCasting } from "../../../static/js/delegate/casting.js";
import { guarded } from "../../../static/js/page/storage.js";

/** A phone: its memory, its ids and a service that answers as told. */
function aPhone({ slot = "a", memory = new Map(), answer = async () => ({ type: "ballot_cast" }) } = {}) {
  const asked = [];
  const heard = [];
  const later = [];
  let ids = 0;
  const casting = makeCasting({
    slot,
    freshId: () => `${slot}-${++ids}`,
    now: () => 5,
    storage: {
      getItem: (name) => memory.get(name) ?? null,
      setItem: (name, text) => memory.set(name, text),
      removeItem: (name) => memory.delete(name),
    },
    ask: (command) => (asked.push(command), answer(command)),
    later: (act) => later.push(act),
    onChange: (id, what) => heard.push(`${id} ${what}`),
  });
  return { casting, asked, heard, memory, later };
}
const round = { id: "t1", epoch: 2, slate: ["c1", "c2"], marks: ["for", "against", "abstain"] };
const FILL = ".".repeat(20);

test("a ballot is whole, stands on the revision the phone knows and is forgotten once acknowledged", async () => {
  const phone = aPhone();
  phone.casting.draft(round, { c1: "for" });
  await phone.casting.cast(round, 3, { c1: "for", c2: "abstain" });
  assert.deepEqual(phone.asked, [
    {
      type: "cast_ballot",
      round_id: "t1",
      epoch: 2,
      base_revision: 3,
      request_id: "a-1",
      ballot_id: "a-2",
      marks: { c1: "for", c2: "abstain" },
      fill: ".....",
    },
  ]);
  assert.deepEqual(phone.heard, ["t1 cast"]);
  assert.equal(phone.casting.kept("t1"), null);
});

test("an unanswered ballot survives the page and goes out again as the same request", async () => {
  const memory = new Map();
  aPhone({ memory, answer: () => new Promise(() => {}) }).casting.cast(round, 0, { c1: "for" });
  const again = aPhone({ memory });
  again.casting.resume("t1");
  assert.equal(again.asked[0].request_id, "a-1");
  assert.equal(again.asked[0].ballot_id, "a-2");
});

test("a request that is under way is not sent twice by the same page", () => {
  const phone = aPhone({ answer: () => new Promise(() => {}) });
  phone.casting.cast(round, 0, { c1: "for" });
  phone.casting.resume("t1");
  assert.equal(phone.asked.length, 1);
});

test("a newer ballot from another device asks its owner and keeps the marks", async () => {
  const current = { epoch: 2, revision: 4, marks: { c1: "against" }, ballot_id: "other" };
  const phone = aPhone({ answer: async () => Promise.reject({ code: "stale_revision", message: "newer", current }) });
  await phone.casting.cast(round, 3, { c1: "for" });
  assert.deepEqual(phone.casting.standing("t1"), { state: "newer", message: "newer", current });
  assert.deepEqual(phone.casting.kept("t1"), { marks: { c1: "for" }, fill: FILL, since: 5, sending: null });
});

test("a ballot on top of what the service has lost goes out again as a new request, on what stands there", async () => {
  const current = { epoch: 2, revision: 1, marks: { c1: "for" }, ballot_id: "old" };
  const answers = [
    { code: "stale_revision", message: "", current },
    { code: "stale_revision", message: "", current: null },
  ];
  const phone = aPhone({
    answer: async () => (answers.length ? Promise.reject(answers.shift()) : { type: "ballot_cast" }),
  });
  await phone.casting.cast(round, 3, { c1: "against" });
  assert.deepEqual(
    phone.asked.map((one) => one.base_revision),
    [3, 1, 0],
  );
  assert.equal(new Set(phone.asked.flatMap((one) => [one.request_id, one.ballot_id])).size, 6);
  assert.ok(phone.asked.every((one) => one.marks.c1 === "against" && one.epoch === 2));
  assert.deepEqual(phone.heard, ["t1 behind", "t1 behind", "t1 cast"]);
  assert.equal(phone.casting.kept("t1"), null);
});

test("what was lost is cast again once, and leaves a ballot being filled in alone", async () => {
  const phone = aPhone();
  phone.casting.draft(round, { c1: "abstain" });
  const first = phone.casting.recover(round, 1, { c1: "for" });
  phone.casting.recover(round, 1, { c1: "for" });
  await first;
  assert.deepEqual(phone.asked, [
    {
      type: "cast_ballot",
      round_id: "t1",
      epoch: 2,
      base_revision: 1,
      request_id: "a-1",
      ballot_id: "a-2",
      marks: { c1: "for" },
      fill: FILL,
    },
  ]);
  assert.deepEqual(phone.heard, ["t1 recovered"]);
  assert.deepEqual(phone.casting.kept("t1").marks, { c1: "abstain" });
});

test("a ballot that was not confirmed stays the same request", async () => {
  const phone = aPhone({ answer: async () => Promise.reject({ code: "not_confirmed", message: "" }) });
  await phone.casting.cast(round, 0, { c1: "for" });
  assert.equal(phone.casting.kept("t1").sending.request_id, "a-1");
  assert.equal(phone.casting.standing("t1").state, "failed");
});

test("marks made while a ballot is under way do not change what was sent", () => {
  const phone = aPhone({ answer: () => new Promise(() => {}) });
  phone.casting.cast(round, 0, { c1: "for" });
  phone.casting.draft(round, { c1: "against" });
  assert.deepEqual(phone.casting.kept("t1").marks, { c1: "for" });
});

test("two tabs are two people", () => {
  const memory = new Map();
  aPhone({ slot: "a", memory }).casting.draft(round, { c1: "for" });
  assert.equal(aPhone({ slot: "b", memory }).casting.kept("t1"), null);
});

test("a phone without a memory still casts", async () => {
  const broken = () => {
    throw new Error("forbidden");
  };
  const casting = makeCasting({
    slot: "a",
    freshId: () => "id",
    now: () => 5,
    storage: guarded(broken),
    later: () => {},
    ask: async () => Promise.reject({ code: "not_confirmed", message: "" }),
    onChange: () => {},
  });
  await casting.cast(round, 0, { c1: "for" });
  assert.equal(casting.kept("t1").sending.request_id, "id");
});

test("a ballot that could not be recorded goes out again by itself, as the same request", async () => {
  for (const code of ["not_recorded", "not_confirmed", "try_later", "too_fast"]) {
    let tries = 0;
    const phone = aPhone({ answer: async () => (++tries > 1 ? { type: "ballot_cast" } : Promise.reject({ code })) });
    await phone.casting.cast(round, 0, { c1: "for" });
    assert.ok(phone.casting.kept("t1").sending, code);
    phone.later.pop()();
    await new Promise(setImmediate);
    assert.equal(phone.casting.kept("t1"), null, code);
    assert.deepEqual(phone.asked[0], phone.asked[1]);
  }
});

test("marks that say the same as the ballot that was cast need no keeping; what was sent is kept", async () => {
  const phone = aPhone({ answer: () => Promise.reject({ code: "not_confirmed" }) });
  phone.casting.draft(round, { c1: "for" });
  phone.casting.drop("t1");
  assert.equal(phone.casting.kept("t1"), null);
  await phone.casting.cast(round, 0, { c1: "for" });
  phone.casting.drop("t1");
  assert.ok(phone.casting.kept("t1").sending);
});

test("a phone adds to the lot of a round while that can count, anew with each ballot", async () => {
  const phone = aPhone();
  const drawn = { ...round, epoch: 1, lot: { commitment: "c", nonce: "" } };
  await phone.casting.cast(drawn, 0, { c1: "for" });
  await phone.casting.cast(drawn, 1, { c1: "against" });
  await phone.casting.recover(drawn, 0, { c1: "against" });
  const nonces = phone.asked.map((one) => one.nonce);
  assert.equal(new Set(phone.asked.flatMap((one) => [one.request_id, one.ballot_id, one.nonce])).size, 9);
  assert.ok(nonces.every(Boolean));
  for (const none of [{ ...drawn, epoch: 2 }, { ...drawn, lot: null }]) {
    await phone.casting.cast(none, 2, { c1: "for" });
    assert.ok(!("nonce" in phone.asked.at(-1)));
  }
});
