// @ts-check
/**
 * The hall's page: it shows what the service says that the hall shows, and says so. Refuses to decide what that is.
 * Invariants: it is never blank: when the line is lost the last confirmed picture stays and says how old it is; it
 * says that it shows what was set only once it does.
 */
import { all, fill, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { connect, isUp } from "../line/connection.js";
import { PRESENTATION, SPEAKERS } from "../line/presented.js";
import { emptyState, reduce } from "../line/state.js";
import { watchAge } from "../page/age.js";
import { tick } from "../page/clock.js";
import { announce, known } from "../page/announce.js";
import { followed, followIn, readAgenda, regionsListed, regionsOf } from "../page/agenda.js";
import { saidAt, saidByPage } from "../page/said.js";
import { inTab } from "../page/storage.js";
import { showWelcome } from "./hall_welcome.js";
import { showVoting } from "./voting.js";
import { joiningValues } from "../page/join_code.js";
import { span } from "../list/pager.js";
import { handsFor, showHallList } from "./hall_list.js";
import { lotValues } from "./lot.js";
import { keyOf } from "../page/foresight.js";
import { listReader } from "../page/lists.js";
import { afterFrame, soon } from "../page/soon.js";
import { wordsOf } from "../page/words.js";
import { keepAwake } from "./awake.js";
import { showPages } from "./leaves.js";
import { showPaper } from "./paper.js";
import { showPresents } from "./presents.js";
import { showSpeaks, speaksTaken } from "./speaks.js";
import { shownNow } from "./shown.js";
import { makeTurning } from "./turning.js";
import { makeWord } from "./word.js";

const { liveUrl = "", stringsUrl = "", lang = "en", slot = "", role = "", region = "" } = document.body.dataset;
const hall = /** @type {HTMLElement} */ (one("[data-hall]"));
const agenda = readAgenda();
let state = emptyState();
let spoken = "";
/** On the podium it can be asked what the hall will see: only there is the list of a closed round, and turned here. */
const foresees = new URLSearchParams(location.search).has("preview");
let early = { key: "", ranked: /** @type {any} */ (null) };
let ahead = { view: "list", page: 0 };
/** Lists of other rooms, which no picture of this room holds. @type {Record<string, any>} */
const foreign = {};
let drawn = /** @type {import("./shown.js").Now | null} */ (null);

/** A tally is shown a third of its rows a frame, inside the podium after the podium: no frame has all to repaint. */
const inside = parent !== window;
const THIRDS = 3;
let next = 0;
const [renderRest, renderSoon] = [soon(afterFrame, () => renderThird(next)), soon(afterFrame, () => renderThird(0))];
/** Which third of the rows a tally changes now, null for all. @type {number | null} */
let third = null;
if (inside) hall.dataset.inside = "yes";

await loadStrings(stringsUrl, lang);
const conducts = role === "chair" || (role === "moderator" && region === agenda.room.region_id);
const readList = listReader(slot, (round, ranked) => {
  if (round.state === "closed") early = { key: keyOf(round), ranked };
  else if (round.room_id !== agenda.room.id) foreign[round.id] = ranked;
  else return onMessage({ type: "ranked_list_read", round_id: round.id, ranked_list: ranked });
  render();
});
const word = makeWord((seq) => line.ask({ type: "hall_shown", seq }), () => isUp(line.status));
const speaks = !inside && (role === "screen" || conducts);
const turning = makeTurning({
  read: () => drawn,
  steer: conducts && !inside ? (shown, to) => steer(shown, to) : null,
  redraw: render,
});
for (const message of saidByPage()) onMessage(message, saidAt());
const line = connect({ url: liveUrl, onMessage, onStatus, accepts: ["hall"] });
const sayAge = watchAge(() => line, showAge);
tick(readClock, (text, left, _runs, words) => {
  const speaks = drawn?.values.picture === "speaks";
  if (speaks) showSpeaks(hall, state, agenda);
  const said = text || (speaks ? speaksTaken(state) : "");
  fill(hall, { clock: said, clockLong: said.length > 4 ? "yes" : "no", clockDays: words, daysShown: words !== "" });
  const whole = 1_000 * (drawn?.shown.round?.rules.closes_after_s ?? 0);
  hall.style.setProperty("--left", String(whole && left ? Math.min(1, left / whole) : 0));
});
if (speaks) word.begin();
if (!inside) keepAwake(document, navigator);
new ResizeObserver(() => drawn?.shown.round && render()).observe(hall);
addEventListener("message", onAhead);
if (foresees) parent.postMessage({ asks: "ahead" }, location.origin);

/** @param {any} message @param {number} [at] when it was said, if not now */
function onMessage(message, at) {
  const { joining } = state;
  state = reduce(state, followed(agenda, message), at);
  if (state.joining !== joining) fill(hall, joiningValues(state.joining, slot));
  if (state.gap || !state.room) return;
  if (followLive(message)) return;
  followIn(agenda, state, render);
  if (!message.type.startsWith("tally_")) render();
  else if (inside) renderSoon();
  else renderThird(0);
}

/** The podium turns what it foresees. @param {MessageEvent} event */
function onAhead({ source, origin, data }) {
  if (!foresees || source !== parent || origin !== location.origin) return;
  ahead = { view: String(data.view), page: Number(data.page) };
  if (state.room) render();
}

/** @param {import("../page/hall.js").InHall} shown @param {import("./turning.js").Turn} to */
const steer = (shown, to) =>
  line.ask({ type: "show_in_hall", round_id: shown.round?.id ?? "", ...to }).catch(() => null); // it stays as it was

/** @param {string} status */
function onStatus(status) {
  if (isUp(status) && speaks) word.again();
  sayAge();
}

/** A page that follows goes where the meeting is; it does not ask twice for the same room. @param {any} message */
function followLive(message) {
  const target = state.live?.room_id;
  if (hall.dataset.follow !== "yes" || !target || target === state.room.id) return false;
  const before = JSON.parse(inTab.getItem("plenum.followed") ?? "{}");
  if (!/^(live|agenda)_/.test(message.type) && before.room === target && Date.now() - before.at < 10_000) return false;
  inTab.setItem("plenum.followed", JSON.stringify({ room: target, at: Date.now() }));
  location.assign(`/tab/${slot}/screen`);
  return true;
}

function readClock() {
  if (drawn?.values.picture === "presents")
    return { clock: state.presentation?.clock, at: state.clockAt[PRESENTATION] ?? 0 };
  if (drawn?.values.picture === "speaks")
    return { clock: state.speakers?.turn?.clock, at: state.clockAt[SPEAKERS] ?? 0 };
  const round = drawn?.shown.round;
  return { clock: round?.state === "open" ? round.clock : null, at: round ? state.clockAt[round.id] ?? 0 : 0 };
}

/** @param {string} words @param {boolean} isOld */
function showAge(words, isOld) {
  hall.dataset.stale = isOld ? "yes" : "no";
  fill(hall, { lost: Boolean(words), lostWords: line.status === "stopped" ? t("screen.stopped") : words });
}

/** @param {number} at */
function renderThird(at) {
  [third, next] = [at, at + 1];
  render();
  third = null;
  if (next < THIRDS) renderRest();
}

function render() {
  const now = shownNow(state, agenda, { foresees, early, ahead, foreign, slot, turned: turning.of });
  if (now.wanting) readList(now.wanting);
  const { shown, values, ranked, known: seen } = now;
  const ready = !ranked || handsFor(shown.view, render);
  if (drawn && (now.coming || ready === null)) return; // what was shown stays until then
  const turned = drawn?.shown.view !== shown.view || drawn?.shown.page !== shown.page;
  drawn = now;
  ceremony(shown, values.picture, turned);
  fill(hall, { ...values, ...lotValues(seen, shown, ranked, slot) });
  // what stays costs nothing
  for (const part of all("[data-shows]", hall)) part.toggleAttribute("hidden", part.dataset.shows !== values.picture);
  const regions = (ranked ? regionsListed : regionsOf)(agenda, /** @type {any} */ (shown.round));
  const langOf = (/** @type {string} */ id) => wordsOf(seen.recommendations[id]).language;
  const due = (/** @type {number} */ place, /** @type {boolean} */ fresh) =>
    third === null || third === place % THIRDS || fresh;
  let at = span(1, 0, 1);
  if (now.paper) showPaper(hall, now.paper);
  if (values.picture === "presents") at = showPresents(hall, seen, agenda, shown.page);
  if (values.picture === "speaks") showSpeaks(hall, seen, agenda);
  if (values.picture === "idle") showWelcome(hall, seen, agenda);
  if (values.picture === "voting")
    at = showVoting(hall, seen, regions, agenda.regions, { ...values, shown }, due);
  if (ranked) at = showHallList(hall, ranked, regions, /** @type {any} */ (shown), langOf);
  showPages(hall, at, Boolean(ranked) || values.provisional || values.picture === "presents");
  if (speaks) word.say(shown.byHand || !ready ? -1 : shown.number);
}

/**
 * Say once what changed for everybody, and raise the lights once at publication.
 * @param {import("../page/hall.js").InHall} shown @param {string} picture @param {boolean} turned
 */
function ceremony({ round, set }, picture, turned) {
  const now = `${round?.id ?? ""}:${round?.state ?? ""}:${round?.epoch ?? ""}`;
  const seen = `${now}:${picture}`; // the list may come after the word that it is public
  if (seen === spoken) {
    if (turned) hall.dataset.fresh = "no";
    return;
  }
  hall.dataset.fresh = spoken && picture === "list" && !set ? "yes" : "no";
  const said = round && !set && ["open", "closed", "published", "void"].includes(round.state);
  if (!spoken || inside) known(now); // inside the podium, the podium speaks
  else if (said) announce(now, t(`announce.${round.state}`));
  spoken = seen;
}
