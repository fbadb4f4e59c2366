// What a phone keeps of what it added to a lot, to look for it in the published one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCasting } from "../../../static/js/delegate/casting.js";

/** A phone: its memory, its ids and a service that answers as told. */
function aPhone(answer = async () => ({ type: "ballot_cast" })) {
  const [asked, memory] = [[], new Map()];
  let ids = 0;
  const storage = {
    getItem: (name) => memory.get(name) ?? null, setItem: (name, text) => memory.set(name, text),
    removeItem: (name) => memory.delete(name),
  };
  const casting = makeCasting({
    slot: "a", storage, freshId: () => `a-${++ids}`, now: () => 5, later: () => {}, onChange: () => {},
    ask: (command) => (asked.push(command), answer(command)),
  });
  return { casting, asked, memory };
}
const round = { id: "t1", slate: ["c1", "c2"], marks: ["for", "against", "abstain"] };

test("what a phone added to a lot is kept once it is acknowledged, with what was committed to at first", async () => {
  const lot = { commitment: "c0ffee" };
  const open = { ...round, epoch: 1, lot };
  const kept = (phone) => JSON.parse(phone.memory.get("plenum:a:t1:lot") ?? "null");
  const phone = aPhone();
  await phone.casting.cast({ ...round, epoch: 1, lot: null }, 0, {});
  assert.equal(kept(phone), null, "there is no lot");
  await phone.casting.cast(open, 0, { c1: "for" });
  const { nonce } = phone.asked.at(-1);
  assert.deepEqual(kept(phone), { commitment: "c0ffee", nonce });
  await phone.casting.cast({ ...open, lot: { commitment: "another" } }, 1, { c1: "against" });
  const { nonce: newer } = phone.asked.at(-1);
  assert.deepEqual(kept(phone), { commitment: "c0ffee", nonce: newer }, "the last that was acknowledged");
  await phone.casting.recover(open, 0, { c1: "for" });
  assert.deepEqual(kept(phone), { commitment: "c0ffee", nonce: phone.asked.at(-1).nonce });
  const standing = kept(phone);
  await phone.casting.cast({ ...open, epoch: 2 }, 3, { c1: "for" });
  assert.deepEqual(kept(phone), standing, "after the first close nothing is added");
  const unheard = aPhone(() => Promise.reject({ code: "not_confirmed" }));
  await unheard.casting.cast(open, 0, { c1: "for" });
  assert.deepEqual(kept(unheard), { commitment: "c0ffee" }, "nobody knows whether it was recorded");
});
