// A list of speakers in words: what the room calls each, who comes next, and what each region has spoken by now.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyState, reduce } from "../../../static/js/line/state.js";
import { speakerName, speakersLine, spokenNow, spokenRows, takenText } from "../../../static/js/page/speakers.js";
import { t, useStrings } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const SEVENTH = t("seats.nameless", { n: 7 });
const regions = ["AF", "AM"].map((id) => ({ id, name: id === "AF" ? "Africa" : "Americas", short: id }));
const somebody = (number, more) => ({ number, name: "", region_id: "AF", seat: 0, ...more });
const list = {
  asking: true, seconds: 60, spoken: { AF: 61_500 },
  next: [somebody(2, { name: "Chile", region_id: "AM" }), somebody(3)],
  turn: {
    speaker: somebody(1, { seat: 7 }), clock: { running: true, remaining_ms: 20_000 }, spoken_ms: 40_000, paused: false,
  },
};

test("somebody is called by name, by the number of the seat, or by the region", () => {
  assert.deepEqual([...list.next, list.turn.speaker].map((one) => speakerName(one, regions)), [
    "Chile", "Africa", SEVENTH,
  ]);
  assert.equal(speakersLine(list, regions), `${t("speakers.now", { name: SEVENTH })} · Next: Chile, Africa`);
  assert.equal(speakersLine({ ...list, turn: null, next: [] }, regions), "");
  assert.equal(speakersLine(null, regions), "");
});

test("a region has spoken what it had before and what its speaker has taken; a clock that stands takes nothing", () => {
  assert.equal(spokenNow(list.turn, 1_000, 6_000), 45_000);
  assert.equal(spokenNow({ ...list.turn, paused: true }, 1_000, 6_000), 40_000);
  assert.equal(takenText(59_999), "0:59");
  const rows = spokenRows({ ...list, spoken: { "": 5_000, AM: 200_000 } }, 1_000, regions, 6_000);
  assert.deepEqual(rows.map(({ name, text }) => [name, text]), [
    ["Americas", "3:20"], ["Africa", "0:45"], ["Without a region", "0:05"],
  ]);
});

test("what is heard of a list takes the place of what was known, with the instant", () => {
  const before = { ...emptyState(), seq: 4, room: { id: "r" } };
  const state = reduce(before, { type: "speakers_changed", seq: 5, speakers: list }, 9);
  assert.deepEqual([state.speakers, state.clockAt.speakers, state.seq], [list, 9, 5]);
});
