// Personal time, as the phone counts it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makePersonalTime } from "../../../static/js/delegate/personal_time.js";
import { guarded } from "../../../static/js/page/storage.js";

const open = { id: "r1", epoch: 1, state: "open" };
const closing = { ...open, state: "closing" };

/** A phone's storage and its clock. */
function aPhone() {
  const kept = new Map();
  return {
    slot: "s",
    at: 0,
    storage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) },
  };
}

/** A page on that phone. */
const aPage = (phone) => makePersonalTime({ slot: phone.slot, storage: phone.storage, now: () => phone.at });

test("whoever has it has it beyond the room's, nobody else has any", () => {
  const own = aPage(aPhone());
  assert.equal(own.left(open, 90), 90_000);
  assert.equal(own.left(open, 0), 0);
  assert.equal(own.left(undefined, 90), 0);
  assert.equal(own.left({ ...open, state: "closed" }, 90), 0);
});

test("it counts from the close to the end, and each close begins anew", () => {
  const phone = aPhone();
  const own = aPage(phone);
  assert.equal(own.left(closing, 90), 90_000);
  phone.at = 30_000;
  assert.equal(own.left(closing, 90), 60_000);
  assert.equal(aPage(phone).left(closing, 90), 60_000, "a page that is loaded again counts on");
  phone.at = 95_000;
  assert.equal(own.left(closing, 90), 0);
  assert.equal(own.left({ ...closing, epoch: 2 }, 90), 90_000);
});

test("a phone that keeps nothing still counts on its page", () => {
  const refusing = () => {
    throw new Error("forbidden");
  };
  const own = makePersonalTime({ slot: "s", storage: guarded(refusing), now: () => 5 });
  assert.equal(own.left(closing, 90), 90_000);
  assert.equal(own.left(closing, 90), 90_000);
});
