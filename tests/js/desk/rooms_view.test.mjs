// All rooms on one page: who conducts, how a round goes, what is handed over, what screens show.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { heard, rowOf, screenOf } from "../../../static/js/desk/rooms_view.js";
import { useStrings } from "../../../static/js/page/strings.js";

useStrings(JSON.parse(await readFile(new URL("../../../locales/en.json", import.meta.url))), "en");
const room = { id: "r1", kind: "region", region_id: "AF", agenda_session_id: "s1", title: "Lunch · Africa" };
const plenary = { id: "r0", kind: "plenary", region_id: "", agenda_session_id: "s2", title: "Session 2" };
const africa = { id: "AF", name: "Africa", short: "AF", place: 0 };
const shown = { room_id: "r1", number: 0, view: "", screens: 0, showing: 0 };
const overview = (more = {}) => ({
  room_id: "r1", conductors: 0, connected: 3, waiting: 0, latest: null, shown, handed: 0, handed_at_ms: 0, awaits: [],
  handed_by: [], ...more,
});
const latest = (state, turnout, remaining_ms = null) => ({
  round_id: "x", number: 1, state, clock: { running: true, remaining_ms }, turnout,
});
const row = (more, now = 0, of = room) => {
  const rooms = new Map();
  heard(rooms, overview(more), 0);
  return rowOf(of, rooms.get("r1"), of === room ? africa : undefined, now);
};

test("whoever conducted and went is missed since then, and whoever never came is not here", () => {
  const rooms = new Map();
  const words = (conductors, now) => {
    heard(rooms, overview({ conductors }), now);
    return rowOf(room, rooms.get("r1"), africa, now).conductedWords;
  };
  assert.equal(words(0, 0), "not here");
  assert.equal(words(1, 1_000), "here");
  words(0, 2_000);
  assert.equal(words(0, 122_000).replace("\u00a0", " "), "gone for 2 minutes");
  assert.equal(words(1, 130_000), "here");
});

test("a round that is open counts down by itself; hidden turnout is not shown", () => {
  const open = row({ latest: latest("open", [13, 18, 20], 65_000) }, 5_000);
  assert.deepEqual([open.roundWords, open.left, open.share], ["Voting open", "1:00", 65]);
  assert.equal(open.turnoutWords.replace(/\u00a0/g, " "), "13 of 20");
  const hidden = row({ latest: latest("open", null) });
  assert.deepEqual([hidden.turnout, hidden.noTurnout], [false, "not shown"]);
  assert.deepEqual([row({}).roundWords, row({}).noTurnout], ["None yet", "–"]);
});

test("a region says what it handed over, a plenary room from how many", () => {
  assert.equal(row({}).handedWords, "not yet");
  assert.equal(row({ handed: 3 }).handedWords.replace("\u00a0", " "), "3 texts");
  const waits = row({ awaits: ["AF", "AM"], handed_by: ["AF"] }, 0, plenary);
  assert.deepEqual([waits.handedWords.replace(/\u00a0/g, " "), waits.hasHanded], ["1 of 2 regions", false]);
  assert.equal(row({ awaits: ["AF"], handed_by: ["AF"] }, 0, plenary).hasHanded, true);
  assert.equal(row({}, 0, plenary).handedWords, "–");
});

test("screens say what they show, of which room, and how many of them do", () => {
  const words = (more) => {
    const said = screenOf(room, { ...shown, screens: 2, showing: 2, ...more }, [room, plenary]);
    return [said.shows, said.screenWords].map((one) => one.replace(/\u00a0/g, " ").replace(/[\u2066-\u2069]/g, ""));
  };
  assert.deepEqual(words({}), ["What goes on in its room", "2 screens connected"]);
  assert.deepEqual(words({ view: "matrix", number: 3, showing: 1 }), ["Matrix, Round 3", "1 of 2 screens show it"]);
  assert.deepEqual(words({ view: "list", number: 1, room_id: "r0" })[0], "List, Round 1 (from Session 2)");
});
