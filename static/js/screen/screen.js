// @ts-check
/**
 * The hall's page. Refuses to ask anything of the service but the picture. Invariants: it is never blank: when the line
 * is lost the last confirmed picture stays and says how old it is; views and pages of a list are turned by a person.
 */
import { all, fill, list, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { connect } from "../line/connection.js";
import { emptyState, reduce } from "../line/state.js";
import { watchAge } from "../page/age.js";
import { tick } from "../page/clock.js";
import { announce, known } from "../page/announce.js";
import { followed, readAgenda, regionsOf } from "../page/agenda.js";
import { saidAt, saidByPage } from "../page/said.js";
import { inTab } from "../page/storage.js";
import { hallRound } from "../page/rounds.js";
import { hallValues, liveRows } from "./picture.js";
import { showWelcome } from "./hall_welcome.js";
import { joiningValues } from "../page/join_code.js";
import { showTurnout } from "../page/turnout.js";
import { PAGE } from "../list/ranked.js";
import { pageFor, span, spanWords, turnTogether } from "../list/pager.js";
import { VIEWS, turnedTo } from "../list/views.js";
import { fetchHands, showHallList } from "./hall_list.js";
import { foreseen, keyOf } from "../page/foresight.js";
import { listReader } from "../page/lists.js";
import { afterFrame, soon } from "../page/soon.js";
import { inWords, wordsOf } from "../page/words.js";

const { liveUrl = "", stringsUrl = "", lang = "en", slot = "" } = document.body.dataset;
const hall = /** @type {HTMLElement} */ (one("[data-hall]"));
const agenda = readAgenda();
let state = emptyState();
let turned = /** @type {import("../list/views.js").Turned} */ ({ view: "list", page: 0 });
let [turns, shown] = [0, ""];
/** On the podium it can be asked what the hall will see; only there is the list of a closed round given. */
const foresees = new URLSearchParams(location.search).has("preview");
let early = { key: "", ranked: /** @type {any} */ (null) };
let listShown = /** @type {any} */ (null);

/** A tally is shown a third of its rows a frame, inside the podium after the podium: no frame has all to repaint. */
const inside = parent !== window;
const THIRDS = 3;
let next = 0;
const [renderRest, renderSoon] = [soon(afterFrame, () => renderThird(next)), soon(afterFrame, () => renderThird(0))];
/** Which third of the rows a tally changes now, null for all. @type {number | null} */
let third = null;
if (inside) hall.dataset.inside = "yes";

await loadStrings(stringsUrl, lang);
const turn = turnTogether(agenda.room.id, onTurn, () => (listShown ? turned : null));
const readList = listReader(slot, (round, ranked) => {
  if (round.state !== "closed") return onMessage({ type: "ranked_list_read", round_id: round.id, ranked_list: ranked });
  early = { key: keyOf(round), ranked };
  render();
});
for (const message of saidByPage()) onMessage(message, saidAt());
const line = connect({ url: liveUrl, onMessage, onStatus: () => sayAge() });
const sayAge = watchAge(() => line, showAge);
tick(readClock, (text) => fill(hall, { clock: text, clockLong: text.length > 4 ? "yes" : "no" }));
new ResizeObserver(() => listShown && render()).observe(hall);
addEventListener("keydown", onKey);
addEventListener("click", onClick);

/** @param {any} message @param {number} [at] when it was said, if not now */
function onMessage(message, at) {
  const { joining } = state;
  state = reduce(state, followed(agenda, message), at);
  if (state.joining !== joining) fill(hall, joiningValues(state.joining, slot));
  if (state.gap || !state.room) return;
  if (followLive(message)) return;
  if (!message.type.startsWith("tally_")) render();
  else if (inside) renderSoon();
  else renderThird(0);
}

/** Where what draws a view cannot be had, the list stays: never blank. @param {import("../list/views.js").Turned} to */
async function onTurn(to) {
  const asked = ++turns;
  const drawn = to.view === "list" || (await fetchHands());
  if (asked !== turns) return;
  turned = drawn ? to : { view: "list", page: 0 };
  hall.dataset.fresh = "no";
  if (state.room) render();
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
  const round = hallRound(state);
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
  const now = hallRound(state);
  const ahead = foresees ? foreseen(state, now, early) : state;
  const values = hallValues(ahead, agenda);
  const { round, picture, tally } = values;
  const wanting = round?.state === "published" && picture !== "list";
  if (wanting || (foresees && now?.state === "closed" && early.key !== keyOf(now))) readList(now);
  listShown = picture === "list" ? inWords(ahead.rankedLists[round.id], state.recommendations) : null;
  ceremony(round, picture);
  fill(hall, values);
  // what stays costs nothing
  for (const part of all("[data-shows]", hall)) part.toggleAttribute("hidden", part.dataset.shows !== picture);
  if (picture === "idle") showWelcome(hall, state, agenda);
  if (picture === "voting") renderVoting(round, tally, values.provisional);
  const langOf = (/** @type {string} */ id) => wordsOf(state.recommendations[id]).language;
  if (picture === "list") showPager(showHallList(hall, listShown, regionsOf(agenda, round), turned, langOf));
  else if (!values.provisional) fill(hall, { paged: false });
}

/**
 * Say once what changed for everybody, and raise the lights once at publication.
 * @param {Said.Round} round @param {string} picture
 */
function ceremony(round, picture) {
  const now = `${round?.id ?? ""}:${round?.state ?? ""}:${round?.epoch ?? ""}`;
  const seen = `${now}:${picture}`; // the list may come after the word that it is public
  if (seen === shown) return;
  hall.dataset.fresh = shown && picture === "list" ? "yes" : "no";
  // a list that comes late finds what was turned to
  if (shown && !shown.startsWith(`${now}:`)) turned = { view: "list", page: 0 };
  const spoken = round && ["open", "closed", "published", "void"].includes(round.state);
  if (!shown || inside) known(now); // inside the podium, the podium speaks
  else if (spoken) announce(now, t(`announce.${round.state}`));
  shown = seen;
}

/** @param {Said.Round} round @param {any} tally @param {boolean} provisional */
function renderVoting(round, tally, provisional) {
  const turnout = one(provisional ? "[data-list='turnout-side']" : "[data-list='turnout']", hall);
  if (turnout) showTurnout(turnout, regionsOf(agenda, round), tally?.turnout);
  const at = span(provisional ? round.slate.length : 0, turned.page, PAGE);
  if (provisional) showPager(at);
  const rows = provisional ? liveRows(state, round, tally, at) : [];
  const live = /** @type {HTMLElement} */ (one("[data-list='live']", hall));
  list(live, rows, "id", "live-row", (row, item, place, fresh) => {
    if (third === null || third === place % THIRDS || fresh) fill(row, item);
  });
}

/** @param {import("../list/pager.js").Span} at */
function showPager(at) {
  turned = { ...turned, page: at.page };
  fill(hall, { paged: at.pages > 1, pages: at.pages, pager: spanWords(at) });
  hall.dataset.pages = String(at.pages);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.target instanceof HTMLButtonElement && event.key === " ") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const view = listShown ? VIEWS[Number(event.key) - 1] : undefined;
  if (view) return turn(turnedTo(listShown, turned, view));
  const to = pageFor(event.key, turned.page, Number(hall.dataset.pages ?? 1), document.documentElement.dir === "rtl");
  if (to === null || to === turned.page) return;
  event.preventDefault();
  turn({ ...turned, page: to });
}

/** @param {MouseEvent} event */
function onClick(event) {
  const pages = Number(hall.dataset.pages ?? 1);
  const target = /** @type {HTMLElement} */ (event.target);
  if (pages < 2 || one("[data-if='paged']", hall)?.hidden) return;
  const step = Number(target.closest("[data-turn]")?.getAttribute("data-turn") ?? 0);
  if (step) turn({ ...turned, page: Math.min(Math.max(0, turned.page + step), pages - 1) });
  else if (target.closest("[data-shows]")) turn({ ...turned, page: (turned.page + 1) % pages });
}
