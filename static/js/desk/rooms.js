// @ts-check
/**
 * All rooms of a meeting on one page, as the desk's room tells of them. Refuses to know what is said of a room.
 * Invariants: a room that the programme lost is gone from here; what is older than the line is said to be.
 */
import { fill, list, one } from "../page/dom.js";
import { placed } from "../page/chips.js";
import { loadStrings, t } from "../page/strings.js";
import { followDesk } from "./desk_line.js";
import { heard, rowOf, screenOf } from "./rooms_view.js";
import { makeSaying } from "./saying.js";
import { makeUndo } from "./undo.js";

const TURN_MS = 1_000;
const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const table = /** @type {HTMLElement} */ (one("[data-list=sessions]"));
const screens = /** @type {HTMLElement} */ (one("[data-list=screens]"));
/** @type {Map<string, import("./rooms_view.js").Known>} */
const known = new Map();
/** @type {any} */
let programme = null;

await loadStrings(stringsUrl, lang);
const undo = makeUndo(() => {});
const saying = makeSaying({
  ask: (command) => line.ask(command), rooms: () => programme?.rooms ?? [], undo: (words) => undo.say(words),
});

/** The sessions that have rooms of which something was said, each with them. */
function sessionsNow() {
  const there = (/** @type {Said.Room} */ room) => known.has(room.id);
  return (programme?.sessions ?? [])
    .map((/** @type {any} */ session) => ({
      ...session, rooms: programme.rooms.filter((/** @type {Said.Room} */ room) =>
        room.agenda_session_id === session.id && there(room)),
    }))
    .filter((/** @type {any} */ session) => session.rooms.length);
}

function show() {
  const [now, regions] = [performance.now(), placed(programme?.regions ?? [])];
  const sessions = sessionsNow();
  const knownOf = (/** @type {Said.Room} */ room) =>
    /** @type {import("./rooms_view.js").Known} */ (known.get(room.id));
  list(table, sessions, "id", "session", (body, session) => {
    fill(body, { title: session.title, hours: [session.starts, session.ends].filter(Boolean).join("–") });
    list(body, session.rooms, "id", "room", (row, room) =>
      fill(row, rowOf(room, knownOf(room), regions.find(({ id }) => id === room.region_id), now))
    );
  });
  const rooms = sessions.flatMap((/** @type {any} */ session) => session.rooms);
  const withScreens = rooms.filter((/** @type {Said.Room} */ room) => knownOf(room).overview.shown.screens);
  list(screens, withScreens, "id", "screen-row", (row, room) =>
    fill(row, screenOf(room, knownOf(room).overview.shown, rooms))
  );
  fill(page, {
    none: programme && !sessions.length ? t("desk.rooms.none") : "", noScreens: withScreens.length === 0,
  });
}

/** @param {any} message */
function hear(message) {
  if (message.type === "overview_changed") heard(known, message.overview, performance.now());
  else if (message.type === "snapshot" || message.type === "programme_changed") {
    programme = message.programme ?? programme;
    saying.offer();
  }
  saying.hear(message);
  if (message.type === "overview_changed" || message.programme) show();
}

page.addEventListener("click", (event) => {
  const pressed = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-act]"));
  const key = pressed?.closest("[data-key]")?.getAttribute("data-key") ?? "";
  if (pressed?.dataset.act === "print") print();
  if (pressed?.dataset.act === "take-back") saying.takeBack(key);
  const row = pressed?.closest("tr");
  if (row && pressed?.dataset.act === "remind") saying.remind(key, one("th .words", row)?.textContent ?? "");
});
const line = followDesk({ meeting, slot }, hear);
setInterval(show, TURN_MS);
page.inert = false;
