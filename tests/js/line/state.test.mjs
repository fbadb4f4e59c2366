// What a page knows of its room: snapshot + events = fresh snapshot, gaps are said, tallies never go back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reduce } from "../../../static/js/line/state.js";
import { facts, play, recommendation, round, snapshot } from "../messages.mjs";

test("a snapshot and the events after it are a fresh snapshot", () => {
  const list = { round_id: "t1", items: [] };
  const handed = { region_id: "AF", room_id: "r2", session_id: "s3", round_id: "t0", handed_at_ms: 5 };
  const played = play([
    snapshot(4),
    { type: "recommendation_changed", seq: 5, recommendation: recommendation("c1") },
    { type: "round_changed", seq: 6, round: round("t1", { state: "draft" }) },
    { type: "live_changed", seq: 7, live: { room_id: "r1" } },
    { type: "round_changed", seq: 8, round: round("t1") },
    { type: "set_changed", seq: 9, ...handed, recommendations: [recommendation("c2")] },
    { type: "round_changed", seq: 10, round: round("t1", { state: "closed" }) },
    { type: "round_published", seq: 11, round_id: "t1", ranked_list: list, url: "/api/x" },
  ]);
  const fresh = play([
    snapshot(11, {
      live: { room_id: "r1" },
      recommendations: [recommendation("c1"), recommendation("c2")],
      rounds: [round("t1", { state: "published" })],
      sets: [{ ...handed, recommendation_ids: ["c2"] }],
      ranked_lists: { t1: list },
    }),
  ]);
  assert.deepEqual(facts(played), facts(fresh));
});

test("what the hall shows is the newest that was said, and in every picture", () => {
  const hall = { seq: 3, room_id: "r1", round_id: "t1", view: "matrix", page: 1, item: "", course: 2, round: null };
  const played = play([
    snapshot(4, { hall: { ...hall, seq: 2, page: 0 } }), { type: "hall_changed", ...hall },
    { type: "screens_changed", seq: 3, screens: 2, showing: 1 },
  ]);
  assert.deepEqual({ ...played.hall, type: "" }, { ...play([snapshot(4, { hall })]).hall, type: "" });
  assert.deepEqual([played.seq, played.gap, played.screens], [4, false, { seq: 3, screens: 2, showing: 1 }]);
});

test("a change of the programme is in the regions and in the room's own name", () => {
  const room = { id: "r1", title: "Another session" };
  const played = play([
    snapshot(4, { room: { id: "r1", title: "A session" } }),
    { type: "programme_changed", seq: 5, version: 2, title: "T", regions: [{ id: "AP" }], rooms: [{ id: "r0" }, room] },
  ]);
  assert.deepEqual(facts(played), facts(play([snapshot(5, { room, regions: [{ id: "AP" }] })])));
});

test("a page knows the version of the programme from its picture and from each change of it", () => {
  const changed = { type: "programme_changed", seq: 5, version: 3, title: "T", regions: [], rooms: [] };
  const played = play([snapshot(4, { programme_version: 2 }), changed]);
  assert.equal(played.programme, 3);
  assert.equal(play([snapshot(9, { programme_version: 7 })]).programme, 7);
});

test("a decision heard twice or late changes nothing", () => {
  const state = play([snapshot(5, { rounds: [round("t1", { state: "closed" })] })]);
  assert.equal(reduce(state, { type: "round_changed", seq: 5, round: round("t1") }), state);
  assert.equal(reduce(state, { type: "round_changed", seq: 3, round: round("t1") }), state);
});

test("a missing decision is a gap until the next snapshot", () => {
  const gap = play([snapshot(5), { type: "round_changed", seq: 7, round: round("t1") }]);
  assert.equal(gap.gap, true);
  assert.deepEqual(gap.rounds, {});
  const deaf = reduce(gap, { type: "round_changed", seq: 8, round: round("t1") });
  assert.equal(deaf, gap);
  const healed = reduce(gap, snapshot(8, { rounds: [round("t1")] }), 1);
  assert.equal(healed.gap, false);
  assert.equal(healed.rounds.t1.state, "open");
});

test("a snapshot that was overtaken on its way is passed over, a new line takes any", () => {
  const state = play([snapshot(5), { type: "round_changed", seq: 6, round: round("t1") }]);
  assert.equal(reduce(state, snapshot(5)), state);
  assert.equal(play([{ type: "opened" }, snapshot(2)], state).seq, 2);
});

test("the newest tally wins, in whatever order they come", () => {
  const tally = (tally_version) => ({
    type: "tally_changed",
    round_id: "t1",
    tally_version,
    turnout: { AF: [tally_version, 9, 9] },
    cells: null,
  });
  const state = play([snapshot(1), tally(3), tally(2)]);
  assert.equal(state.tallies.t1.tally_version, 3);
  assert.equal(state.seq, 1);
  const later = reduce(state, snapshot(1, { tallies: { t1: { tally_version: 2, turnout: null, cells: null } } }), 1);
  assert.equal(later.tallies.t1.tally_version, 3);
});

test("a hidden round that is published without a ballot shows its turnout under the same version", () => {
  const hidden = snapshot(1, { tallies: { t1: { tally_version: 0, turnout: {}, cells: null } } });
  const state = play([
    hidden,
    { type: "tally_changed", round_id: "t1", tally_version: 0, turnout: { AF: [0, 2, 9] }, cells: null },
  ]);
  assert.deepEqual(state.tallies.t1.turnout, { AF: [0, 2, 9] });
});

test("after a new opening a tally may be lower than before: the store may have gone backwards", () => {
  const tally = (tally_version) => ({ t1: { tally_version, turnout: { AF: [tally_version, 9, 9] }, cells: null } });
  const before = play([snapshot(1, { tallies: tally(60) }), { type: "opened" }]);
  assert.deepEqual(before.tallies.t1.turnout, { AF: [60, 9, 9] }, "shown until something comes");
  assert.equal(play([snapshot(1, { tallies: tally(40) })], before).tallies.t1.tally_version, 40);
});

test("an alarm stands once for its code and round, with how often it was raised", () => {
  const alarm = (times, round_id = "t1") => ({ type: "alarm_raised", code: "store_went_backwards", round_id, times });
  const state = play([alarm(1), snapshot(1), alarm(1, "t2"), alarm(2)]);
  assert.deepEqual(
    state.alarms.map(({ round_id, times }) => [round_id, times]),
    [
      ["t2", 1],
      ["t1", 2],
    ],
  );
});

test("a countdown is counted from the moment its figure came", () => {
  const state = reduce(play([snapshot(1)]), { type: "round_changed", seq: 2, round: round("t1") }, 7_000);
  assert.equal(state.clockAt.t1, 7_000);
});

test("a reply shows the round before its event, and the event is still applied", () => {
  for (const type of ["done", "round_prepared"]) {
    const done = reduce(play([snapshot(1)]), { type, ref: "r1", seq: 2, round: round("t1") }, 1);
    assert.equal(done.rounds.t1.state, "open");
    assert.equal(done.seq, 1);
    assert.equal(
      reduce(done, { type: "round_changed", seq: 2, round: round("t1", { state: "closing" }) }, 1).rounds.t1.state,
      "closing",
    );
  }
});

test("a list that was read at its address outlives a picture that has no room for it", () => {
  const published = { rounds: [round("t1", { state: "published" })], ranked_lists: { t1: null } };
  const read = reduce(play([snapshot(5, published)]), {
    type: "ranked_list_read",
    round_id: "t1",
    ranked_list: { items: [] },
  });
  assert.deepEqual(play([{ type: "opened" }, snapshot(6, published)], read).rankedLists, { t1: { items: [] } });
  assert.deepEqual(play([{ type: "opened" }, snapshot(6)], read).rankedLists, {});
});

test("what is unknown is passed over", () => {
  const state = play([snapshot(1)]);
  assert.equal(reduce(state, { type: "something_new", seq: 2 }), state);
});

test("what waits is a number and a queue apart, and what may not be seen is a number alone", () => {
  const waits = recommendation("w1", { status: "proposed", number: 0 });
  const podium = play([
    snapshot(1, { waiting: 0, own: [] }),
    { type: "waiting_changed", seq: 2, recommendation: waits, waiting: 1 },
  ]);
  assert.deepEqual([podium.waiting, Object.keys(podium.queue), Object.keys(podium.recommendations)], [1, ["w1"], []]);
  const decided = play(
    [{ type: "recommendation_changed", seq: 3, recommendation: recommendation("w1"), waiting: 0 }],
    podium,
  );
  assert.deepEqual([decided.waiting, decided.queue, Object.keys(decided.recommendations)], [0, {}, ["w1"]]);
  const late = play([{ type: "waiting", ref: "1", seq: 2, waiting: 1, recommendations: [waits], more: null }], decided);
  assert.deepEqual(late.queue, {}, "a page of the queue that was overtaken brings nothing back");
  const floor = play([
    snapshot(1),
    { type: "decided", seq: 2 },
    { type: "recommendation_changed", seq: 3, recommendation: recommendation("w1"), waiting: null },
  ]);
  assert.deepEqual([floor.seq, floor.gap, floor.waiting], [3, false, null]);
  assert.equal(play([snapshot(1, { own: [waits] })]).recommendations.w1.status, "proposed");
});
