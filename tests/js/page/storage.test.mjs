// Storage that may be forbidden, or full.
import assert from "node:assert/strict";
import { test } from "node:test";
import { guarded } from "../../../static/js/page/storage.js";

/** A browser's storage, with room for so many things. */
function aStorage(room) {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => {
      if (kept.size >= room && !kept.has(name)) throw new Error("QuotaExceededError");
      kept.set(name, value);
    },
    removeItem: (name) => kept.delete(name),
  };
}

const forbidden = () => {
  throw new Error("SecurityError");
};

test("where a browser keeps nothing, looking for its storage throws, and the page remembers by itself", () => {
  const storage = guarded(forbidden);
  assert.equal(storage.getItem("a"), null);
  storage.setItem("a", "1");
  assert.equal(storage.getItem("a"), "1");
  storage.removeItem("a");
  assert.deepEqual([storage.getItem("a"), storage.length, storage.key(0)], [null, 0, null]);
});

test("what finds no room is remembered by the page, and gives way to what is kept later", () => {
  const full = aStorage(1);
  const storage = guarded(() => full);
  storage.setItem("a", "1");
  storage.setItem("b", "2");
  assert.deepEqual([storage.getItem("a"), storage.getItem("b"), full.getItem("b")], ["1", "2", null]);
  storage.removeItem("a");
  storage.setItem("b", "3");
  assert.deepEqual([storage.getItem("b"), full.getItem("b")], ["3", "3"]);
});

test("two pages of one browser see what is kept", () => {
  const kept = aStorage(9);
  guarded(() => kept).setItem("a", "1");
  assert.equal(guarded(() => kept).getItem("a"), "1");
});
