// The seats of a meeting at its desk: what is found, in which order, how it is counted, and what has changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOf, delegationsOf, found, kept, movedIn, nearest, totals } from "../../../static/js/desk/seat_book.js";

const seat = (name, delegation = "", more = {}) => ({
  seat_id: `${name}${delegation}`, number: 7, name, delegation, region_id: "AF", language: "", votes: true,
  state: "named", entered_at_ms: 0, joined_at_ms: 0, ...more,
});
const SEATS = [
  seat("Chair, RCM", "Regional Conference"), seat("Marie-Claude Été", "Mali", { state: "here", region_id: "AM" }),
  seat("", "Kenya", { votes: false }), seat("", "", { number: 12 }), seat("Ada Chairez", "Mali", { region_id: "AM" }),
];
const names = (seats) => seats.map((one) => one.name || one.delegation || one.number);

test("every word that is typed is looked for, without accents and capitals, in any order", () => {
  const list = kept(SEATS);
  assert.deepEqual(names(found(list, { words: "rcm chair" })), ["Chair, RCM"]);
  assert.deepEqual(names(found(list, { words: "ETE mali" })), ["Marie-Claude Été"]);
  assert.deepEqual(names(found(list, { words: "12" })), [12]);
  assert.equal(found(list, { words: "nobody" }).length, 0);
  assert.equal(found(list, {}).length, 5);
});

test("filters add up", () => {
  const list = kept(SEATS);
  assert.deepEqual(names(found(list, { here: "yes" })), ["Marie-Claude Été"]);
  assert.deepEqual(names(found(list, { here: "no", region: "AM" })), ["Ada Chairez"]);
  assert.deepEqual(names(found(list, { here: "nameless" })), ["Kenya", 12]);
  assert.deepEqual(names(found(list, { here: "watching" })), ["Kenya"]);
});

test("whose name begins with what is typed comes first, and a beginning of a word before the middle of one", () => {
  const list = kept([seat("Zoe Marchair"), seat("Ada Chairez"), seat("Chair, RCM")]);
  assert.deepEqual(names(nearest(list, "chair", 2).hits), ["Chair, RCM", "Ada Chairez"]);
  assert.equal(nearest(list, "chair", 2).more, 1);
  assert.deepEqual(nearest(list, " ", 2), { hits: [], more: 0 });
});

test("regions are counted in their order: votes, observers, who is here, delegations", () => {
  const [am, af] = totals(SEATS, [{ id: "AM" }, { id: "AF" }]);
  assert.deepEqual([am.votes, am.watching, am.here, am.delegations], [2, 0, 1, 1]);
  assert.deepEqual([af.votes, af.watching, af.here, af.delegations], [2, 1, 0, 2]);
  assert.deepEqual(delegationsOf(SEATS), ["Kenya", "Mali", "Regional Conference"]);
});

test("only what was changed is said, with what was seen there before", () => {
  const before = seat("Ada", "Mali");
  assert.deepEqual(changesOf(before, { name: "Ada L.", delegation: "Mali", votes: false }), {
    changes: { name: "Ada L.", votes: false }, known: { name: "Ada", votes: true },
  });
  assert.deepEqual(movedIn(before, { ...before, region_id: "AM" }), ["region_id"]);
});

test("a door with 5,000 seats is searched far within a tenth of a second", () => {
  const many = Array.from({ length: 5_000 }, (_, n) => seat(`Somebody Number ${n}`, `Delegation ${n % 190}`));
  const list = kept(many);
  const begins = performance.now();
  assert.equal(nearest(list, "delegation 42 number 2", 8).hits.length, 8);
  assert.ok(performance.now() - begins < 100, `${performance.now() - begins} ms`);
});
