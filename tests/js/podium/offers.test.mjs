// What a round offers on the podium is what the service's own table says, in every state, clock and room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { offersOf } from "../../../static/js/podium/offers.js";
import "../cards.mjs";

const { rounds, cases } = JSON.parse(process.env.PLENUM_OFFERS ?? '{"rounds":{},"cases":[]}');
const may = Object.values(rounds).map((offer) => offer.act);

test("pages and service read one table in one way", () => {
  assert.ok(cases.length > 100);
  for (const { round, kind, stands, offered } of cases) {
    const room = { id: "m", kind, region_id: "AF" };
    const one = { id: "a", room_id: "m", number: 1, region_ids: [], status: stands ? "accepted" : "rejected" };
    const around = { room, regions: [], sets: [], recommendations: { a: one }, rankedLists: {} };
    const there = Object.entries(offersOf({ rounds, may }, round, around)).filter(([, is]) => is);
    assert.deepEqual(there.map(([name]) => name), offered, JSON.stringify({ round, kind, stands }));
  }
});

test("whoever may do nothing here is offered nothing, and so is nobody without a round", () => {
  const around = { room: { kind: "plenary" }, regions: [], sets: [], recommendations: {}, rankedLists: {} };
  for (const { round } of cases)
    assert.ok(Object.values(offersOf({ rounds, may: [] }, round, around)).every((is) => !is));
  assert.ok(Object.values(offersOf({ rounds, may }, null, around)).every((is) => !is));
});
