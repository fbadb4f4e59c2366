// Leaving a device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { forget } from "../../../static/js/page/leave.js";

/** @param {Record<string, string>} kept */
const storage = (kept) => ({
  get length() {
    return Object.keys(kept).length;
  },
  key: (at) => Object.keys(kept)[at] ?? null,
  getItem: (name) => kept[name] ?? null,
  removeItem: (name) => delete kept[name],
});

test("everything of the tab goes, and nothing of another", () => {
  const kept = {
    "plenum:abc123:r1": "{}",
    "plenum-acknowledged:abc123": "{}",
    "plenum-closing:abc123": "{}",
    "plenum-alarms:abc123": "{}",
    "plenum-seat": "/tab/abc123/",
    "plenum:def456:r1": "{}",
    "plenum-acknowledged:def456": "{}",
    "plenum:abc1234:r1": "{}",
  };
  forget(storage(kept), "abc123");
  assert.deepEqual(Object.keys(kept), ["plenum:def456:r1", "plenum-acknowledged:def456", "plenum:abc1234:r1"]);
});

test("the way back to another seat stays", () => {
  const kept = { "plenum-seat": "/tab/def456/" };
  forget(storage(kept), "abc123");
  assert.deepEqual(kept, { "plenum-seat": "/tab/def456/" });
});
