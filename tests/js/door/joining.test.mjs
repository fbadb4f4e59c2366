// The door: what is heard of joining and seats, pages put together, rows that keep their places, names while typing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { joiningValues, seatsAPhone } from "../../../static/js/page/join_code.js";
import { enough } from "../../../static/js/door/own_name.js";
import {
  emptyList,
  headWords,
  noneOf,
  seatValues,
  sourceValues,
  withPage,
} from "../../../static/js/podium/seat_list.js";
import { moreWaiting, nameOf, waitingRows } from "../../../static/js/podium/waiting_rows.js";
import { emptyState, reduce } from "../../../static/js/line/state.js";
import { useStrings } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const seat = (id, state = "waiting", more = {}) => ({
  seat_id: id,
  name: `Name of ${id}`,
  delegation: "",
  region_id: "AF",
  state,
  joined_at_ms: 1,
  entered_at_ms: null,
  from: "",
  cast: 0,
  ...more,
});
const totals = { seats: 42, limit: 2000, waiting: 7, here: 31, barred: 0 };
const joining = { open: true, code: "fsty3asv", url: "https://plenum.example:8443/join/fsty3asv", limit: 2000 };

test("the newest word about joining wins, and the hall's word does not forget the limit", () => {
  const told = reduce(emptyState(), { type: "seats_changed", joining, totals, waiting: [seat("a")] });
  assert.deepEqual(told.seats, { totals, waiting: [seat("a")] });
  const closed = reduce(told, {
    type: "joining_changed",
    open: false,
    code: "new2code",
    url: "https://plenum.example/join/new2code",
  });
  assert.deepEqual(closed.joining, {
    open: false,
    code: "new2code",
    url: "https://plenum.example/join/new2code",
    limit: 2000,
  });
  assert.equal(closed.seats, told.seats);
  assert.equal(closed.seq, 0);
});

test("code, address and picture are of one moment; nothing is shown of what is not known", () => {
  assert.deepEqual(joiningValues(null, "a1b2"), {});
  const shown = joiningValues(joining, "a1b2");
  assert.equal(shown.joinHost, "plenum.example:8443");
  assert.equal(shown.joinQr, "/tab/a1b2/join-qr.svg?code=fsty3asv");
  assert.equal(joiningValues({ ...joining, open: false }, "a1b2").joinClosed, true);
});

test("a further page follows the first; one that answers an earlier question is passed over", () => {
  const first = withPage(emptyList(), { seats: [seat("a"), seat("b")], more: "b", totals, sources: [] }, { q: "x" });
  const both = withPage(first, { seats: [seat("c"), seat("b", "here")], more: null, totals }, { q: "x", after: "b" });
  assert.deepEqual(
    both.seats.map((one) => one.seat_id),
    ["a", "c", "b"],
  );
  assert.equal(both.seats[2].state, "here");
  assert.equal(both.more, null);
  assert.equal(both.pages, 2);
  assert.equal(withPage(first, { seats: [], more: null }, { q: "y", after: "b" }), first);
  assert.equal(withPage(both, { seats: [seat("d")], more: null, totals }, { q: "" }).pages, 1);
});

test("seats never used are another question, and where there are none it is said which", () => {
  const wanted = { q: "", unused: true };
  const first = withPage(emptyList(), { seats: [seat("a", "here")], more: "a", totals, sources: [] }, wanted);
  assert.equal(withPage(first, { seats: [seat("b")], more: null }, { q: "", unused: false, after: "a" }), first);
  assert.equal(withPage(first, { seats: [seat("b")], more: null }, { ...wanted, after: "a" }).seats.length, 2);
  for (const none of [wanted, { q: "", unused: false }, { q: "x", unused: true }]) assert.ok(english[noneOf(none)]);
  assert.equal(new Set([noneOf(wanted), noneOf({ q: "", unused: false }), noneOf({ q: "x", unused: true })]).size, 3);
});

test("how many seats a phone may have is said once it is known, and a newer code does not forget it", () => {
  assert.deepEqual(seatsAPhone(null), { oneSeat: false, severalSeats: false });
  const told = reduce(emptyState(), { type: "seats_changed", joining: { ...joining, one_seat: true }, totals });
  const newer = reduce(told, { type: "joining_changed", open: true, code: "new2code", url: "https://a/join/new2code" });
  assert.deepEqual(seatsAPhone(newer.joining), { oneSeat: true, severalSeats: false });
  assert.equal(joiningValues({ ...joining, one_seat: false }, "abc").severalSeats, true);
});

test("a row that was answered keeps its place until it has been read, and new people come last", () => {
  let rows = waitingRows([], [seat("a"), seat("b")], {});
  rows = waitingRows(rows, [seat("b"), seat("c")], { a: "joining.admitted" });
  assert.deepEqual(
    rows.map((row) => [row.seat.seat_id, row.answer]),
    [
      ["a", "joining.admitted"],
      ["b", ""],
      ["c", ""],
    ],
  );
  rows = waitingRows(rows, [seat("c"), seat("b")], {});
  assert.deepEqual(
    rows.map((row) => row.seat.seat_id),
    ["b", "c"],
  );
  assert.match(moreWaiting(totals, rows), /^5\u00a0more/);
  assert.equal(moreWaiting({ ...totals, waiting: 2 }, rows), "");
});

test("who waits is answered, who sits is barred or removed, and by the chair alone", () => {
  const offered = (one, chairs) =>
    Object.entries(seatValues(one, chairs))
      .filter(([name, shown]) => name.startsWith("can") && shown)
      .map(([name]) => name);
  assert.deepEqual(offered(seat("a"), true), ["canAdmit", "canRefuse"]);
  assert.deepEqual(offered(seat("a"), false), ["canAdmit", "canRefuse"]);
  assert.deepEqual(offered(seat("a", "here"), true), ["canBar", "canRemove"]);
  assert.deepEqual(offered(seat("a", "barred"), true), ["canUnbar", "canRemove"]);
  for (const state of ["here", "barred", "named", "arriving"]) assert.deepEqual(offered(seat("a", state), false), []);
});

test("every state of a seat has words, and a seat without a name is still told apart", () => {
  for (const state of ["named", "waiting", "arriving", "here", "barred"])
    assert.notEqual(seatValues(seat("a", state), true).stateWord, `seats.state.${state}`);
  assert.equal(nameOf(seat("hg46h0002", "here", { name: "", number: 1234 })), "Delegate 1,234");
  assert.equal(nameOf(seat("hg46h0002", "here", { number: 2 })), "Name of hg46h0002");
  assert.match(
    seatValues(seat("a", "here", { from: "A3F", cast: 2 }), true).facts,
    /from address A3F · ballots cast in 2\u00a0rounds$/,
  );
  assert.equal(headWords(totals), "42\u00a0of 2,000\u00a0seats · 31\u00a0here · 7\u00a0people wait to be admitted");
  assert.equal(
    sourceValues({ from: "A3F", joins: 38, first_ms: 0, last_ms: 60_000 }, true).removeWords,
    "Remove all 38",
  );
});

test("three letters are looked for, spaces do not count, letters of every script do", () => {
  assert.equal(enough("ab"), false);
  assert.equal(enough(" a b "), false);
  assert.equal(enough("abc"), true);
  assert.equal(enough("محم"), true);
});
