// What the hall shows: as it was set, or as its room asks for; podium and hall come to the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { courseOf, inHall, pagesOf } from "../../../static/js/page/hall.js";
import { hallRound, podiumRound } from "../../../static/js/page/rounds.js";
import { play, round, snapshot } from "../messages.mjs";

const eight = Array.from({ length: 8 }, (_, at) => `c${at}`);
const hall = (more = {}) => ({
  seq: 1, room_id: "r1", round_id: "", view: "", page: 0, item: "", course: 0, round: null, ...more,
});
const shown = (rounds, set = null) => {
  const { round: found, view, page, set: stands } = inHall(play([snapshot(4, { rounds, hall: set })]));
  return [found?.id ?? null, view, page, stands];
};

test("what nobody has set follows the room, by the state of its round", () => {
  assert.deepEqual(shown([]), [null, "welcome", 0, false]);
  assert.deepEqual(shown([round("t1")]), ["t1", "text", 0, false]);
  assert.deepEqual(shown([round("t1", { slate: eight })]), ["t1", "slate", 0, false]);
  assert.deepEqual(shown([round("t1", { slate: eight, state: "closed" })]), ["t1", "slate", 0, false]);
  assert.deepEqual(shown([round("t1", { state: "void" })]), ["t1", "turnout", 0, false]);
  assert.deepEqual(shown([round("t1", { state: "published" })]), ["t1", "list", 0, false]);
});

test("what was set stands until a round of the room is opened, published or voided", () => {
  const first = round("t1", { state: "published" });
  const set = hall({ round_id: "t1", view: "matrix", page: 1, course: 2 });
  assert.deepEqual(shown([first], set), ["t1", "matrix", 1, true]);
  assert.deepEqual(shown([first, round("t2", { state: "draft", epoch: 0 })], set), ["t1", "matrix", 1, true]);
  assert.deepEqual(shown([first, round("t2", { number: 2 })], set), ["t2", "text", 0, false]);
  const both = [first, round("t2", { number: 2 })];
  const again = hall({ round_id: "t1", view: "list", course: courseOf(play([snapshot(4, { rounds: both })])) });
  assert.deepEqual(shown(both, again), ["t1", "list", 0, true]);
  const closed = [first, round("t2", { number: 2, state: "closed" })];
  assert.deepEqual(shown(closed, again), ["t1", "list", 0, true]);
});

test("a view that the round does not have any more gives way to the one that it asks for", () => {
  const set = hall({ round_id: "t1", view: "turnout", course: 2 });
  assert.deepEqual(shown([round("t1", { state: "published" })], set), ["t1", "list", 0, true]);
});

test("a round of another room is shown as it came with what was set", () => {
  const elsewhere = round("x1", { room_id: "r9", state: "published" });
  const set = hall({ room_id: "r9", round_id: "x1", view: "list", round: elsewhere });
  assert.deepEqual(shown([], set), ["x1", "list", 0, true]);
});

test("how to join can be shown at any time, and is set", () => {
  assert.deepEqual(shown([round("t1")], hall({ view: "welcome", course: 1 })), [null, "welcome", 0, true]);
});

test("of two rounds that are open, hall and podium take the same one, from the first picture on", () => {
  const both = play([snapshot(4, { rounds: [round("t2", { number: 2 }), round("t1", { number: 1 })] })]);
  assert.equal(hallRound(both).id, "t2");
  assert.equal(podiumRound(both).id, "t2");
  assert.equal(inHall(both).round.id, "t2");
});

test("six titles of a slate stand on a page, and one in full", () => {
  const of = (length) => round("t1", { slate: Array.from({ length }, (_, at) => `c${at}`) });
  assert.deepEqual([1, 6, 7, 12, 60].map((length) => pagesOf(of(length), "slate")), [1, 1, 2, 2, 10]);
  assert.equal(pagesOf(of(7), "text"), 7);
  assert.equal(pagesOf(of(7), "turnout"), 1);
});
