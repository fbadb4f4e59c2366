/** Papers are added, changed, moved and removed on what is there now, and never over what somebody else has changed. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { add, change, lengths, linesOf, move, putBack, remove, rowsIn, saidOf }
  from "../../../static/js/desk/papers/changes.js";

const EMPTY = { address: "", text: "", file: "", media: "", size: 0, name: "", rows: [], unit: "", source: "" };
const paper = (id, session_id, title = id) => ({ ...EMPTY, id, session_id, kind: "text", title, text: "Words" });
const PAPERS = [paper("a", "s1"), paper("b", "s2"), paper("c", "s1"), paper("d", "s1")];

test("what a change does not speak of stays as it is", () => {
  const fresh = saidOf(paper("", "s2", "New"));
  assert.deepEqual(add(fresh)(PAPERS), ["a", "b", "c", "d", fresh]);
  assert.deepEqual(change(PAPERS[1], { title: "B" })(PAPERS), ["a", { id: "b", title: "B" }, "c", "d"]);
  assert.deepEqual(remove(PAPERS[0])(PAPERS), ["b", "c", "d"]);
  assert.deepEqual(putBack(PAPERS[0], "b")(PAPERS.slice(1)), [saidOf(PAPERS[0]), "b", "c", "d"]);
  assert.deepEqual(putBack(PAPERS[3], "")(PAPERS.slice(0, 3)), ["a", "b", "c", saidOf(PAPERS[3])]);
});

test("a paper moves past its neighbour beside the same session", () => {
  assert.deepEqual(move(PAPERS[2], -1)(PAPERS), ["c", "b", "a", "d"]);
  assert.deepEqual(move(PAPERS[2], 1)(PAPERS), ["a", "b", "d", "c"]);
  assert.deepEqual(move(PAPERS[1], 1)(PAPERS), ["a", "b", "c", "d"]);
});

test("what somebody else has changed or removed is not written over", () => {
  const otherwise = [paper("a", "s1", "Another"), ...PAPERS.slice(1)];
  for (const make of [change(PAPERS[0], { title: "Mine" }), remove(PAPERS[0])]) {
    assert.throws(() => make(otherwise), (refusal) => refusal.code === "otherwise" && refusal.now.title === "Another");
    assert.throws(() => make(PAPERS.slice(1)), (refusal) => refusal.now === null);
  }
});

test("only what is of its kind is said of a paper", () => {
  const link = saidOf({ ...paper("a", "s1"), kind: "link" });
  assert.deepEqual(Object.keys(link), ["session_id", "kind", "title", "address"]);
  assert.deepEqual(saidOf({ ...paper("a", "s1"), kind: "figures", rows: [{ label: "x", value: "1", share: 9 }] }).rows,
    [{ label: "x", value: "1" }]);
});

test("rows are read as they are typed or pasted", () => {
  assert.deepEqual(rowsIn("Africa\t62.5\n\nThe Americas: 25 %\nАзия 7,5\r\nآسيا ٤٢").rows, [
    { label: "Africa", value: "62.5" }, { label: "The Americas", value: "25" }, { label: "Азия", value: "7,5" },
    { label: "آسيا", value: "٤٢" },
  ]);
  assert.deepEqual(rowsIn("Africa 1\nno number").wrong, { n: 2, text: "no number" });
  assert.deepEqual(rowsIn(linesOf([{ label: "Item 1 2", value: "3" }])).rows, [{ label: "Item 1 2", value: "3" }]);
});

test("bars are as long as their values", () => {
  assert.deepEqual(lengths([{ label: "", value: "50" }, { label: "", value: "12,5" }]), [100, 25]);
  assert.deepEqual(lengths([{ label: "", value: "0" }]), [0]);
});
