// A nudge comes only to those who asked for it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { nudge, want, wanted } from "../../../static/js/delegate/signals.js";

let kept;
let trembled;
beforeEach(() => {
  kept = new Map();
  trembled = [];
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
    removeItem: (name) => kept.delete(name),
  };
  Object.defineProperty(globalThis, "navigator", {
    value: { vibrate: (how) => trembled.push(how) },
    configurable: true,
  });
});

test("a phone is silent until its owner wishes otherwise", () => {
  nudge("open");
  nudge("receipt");
  assert.deepEqual(trembled, []);
  assert.equal(wanted("vibrate"), false);
  assert.equal(wanted("sound"), false);
});

test("what was switched on shows at once what it is like, and can be switched off", () => {
  want("vibrate", true);
  nudge("open");
  want("vibrate", false);
  nudge("open");
  assert.deepEqual(trembled, [[40], [60, 60, 60]]);
  assert.equal(kept.size, 0);
});

test("a phone that may keep nothing remembers as long as its page stands", () => {
  globalThis.localStorage = {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("forbidden");
    },
  };
  want("vibrate", true);
  nudge("open");
  assert.deepEqual(trembled, [[40], [60, 60, 60]]);
});
