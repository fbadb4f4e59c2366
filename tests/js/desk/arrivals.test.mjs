// Who is here against a quorum, and who came last.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lastOf, quorumOf } from "../../../static/js/desk/arrivals.js";

test("a quorum is its share of the seats, rounded up", () => {
  assert.deepEqual(["1/3", "1/2", "2/3", ""].map((share) => quorumOf(92, share)), [31, 46, 62, 0]);
  assert.deepEqual([quorumOf(0, "1/2"), quorumOf(3, "1/3"), quorumOf(3, "2/3")], [0, 1, 2]);
});

test("who came last stands first, and whoever is not here stands nowhere", () => {
  const seat = (seat_id, entered_at_ms, state = "here") => ({ seat_id, entered_at_ms, state });
  const seats = [seat("a", 5), seat("b", 9), seat("c", 7, "named"), seat("d", 8), seat("e", 0)];
  assert.deepEqual(lastOf(seats, 2).map(({ seat_id: id }) => id), ["b", "d"]);
});
