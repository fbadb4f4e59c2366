// @ts-check
/**
 * The hall's page. Refuses to ask anything of the service but the picture. Invariants: it is never blank: when the line
 * is lost the last confirmed picture stays and says how old it is; pages of a list are turned by a person.
 */
import { all, fill, list, one } from "./dom.js";
import { loadStrings, number, t } from "./strings.js";
import { connect } from "./connection.js";
import { emptyState, reduce } from "./state.js";
import { tick } from "./clock.js";
import { announce, known } from "./announce.js";
import { readAgenda, regionsOf } from "./agenda.js";
import { hallRound } from "./rounds.js";
import { hallValues, liveRows, offered } from "./picture.js";
import { showTurnout } from "./turnout.js";
import { PAGE, chooses, showRanked } from "./ranked.js";
import { pageFor, span, turnTogether } from "./pager.js";
import { showChips } from "./chips.js";
import { share } from "./bars.js";
import { listReader } from "./lists.js";

const { liveUrl = "", stringsUrl = "", lang = "en", slot = "" } = document.body.dataset;
const hall = /** @type {HTMLElement} */ (one("[data-hall]"));
const agenda = readAgenda();
let state = emptyState();
let page = 0;
let shown = "";
/** @type {number | null} */
let lostAt = null;

await loadStrings(stringsUrl, lang);
const turn = turnTogether(agenda.room.id, (to) => {
  page = to;
  if (state.room) render();
});
const readList = listReader(slot, (round, ranked) => onMessage({ type: "ranked_list_read", round_id: round.id, ranked_list: ranked }));
connect({ url: liveUrl, onMessage, onStatus });
tick(readClock, (text) => fill(hall, { clock: text, clockLong: text.length > 4 ? "yes" : "no" }));
setInterval(sayAge, 1000);
addEventListener("keydown", onKey);
addEventListener("click", onClick);

/** @param {any} message */
function onMessage(message) {
  state = reduce(state, message);
  if (state.gap || !state.room) return;
  if (followLive(message)) return;
  render();
}

/** @param {string} status */
function onStatus(status) {
  lostAt = status === "live" ? null : lostAt ?? Date.now();
  if (status === "connecting") lostAt = null;
  hall.dataset.stale = lostAt === null ? "no" : "yes";
  sayAge();
}

/** A page that follows goes where the meeting is; it does not ask twice for the same room. @param {any} message */
function followLive(message) {
  const target = state.live?.room_id;
  if (hall.dataset.follow !== "yes" || !target || target === state.room.id) return false;
  const before = JSON.parse(sessionStorage.getItem("plenum.followed") ?? "{}");
  if (message.type !== "agenda_changed" && before.room === target && Date.now() - before.at < 10_000) return false;
  sessionStorage.setItem("plenum.followed", JSON.stringify({ room: target, at: Date.now() }));
  location.assign(`/tab/${slot}/screen`);
  return true;
}

function readClock() {
  const round = hallRound(state);
  return { clock: round?.state === "open" ? round.clock : null, at: round ? state.clockAt[round.id] ?? 0 : 0 };
}

function sayAge() {
  const age_s = lostAt === null ? 0 : Math.floor((Date.now() - lostAt) / 1000);
  const words = age_s < 60 ? t("screen.lost_seconds", { n: age_s }) : t("screen.lost_minutes", { n: Math.floor(age_s / 60) });
  fill(hall, { lost: lostAt !== null && age_s > 1, lostWords: words });
}

function render() {
  const values = hallValues(state, agenda);
  const { round, picture, tally } = values;
  if (round?.state === "published" && picture !== "list") readList(round);
  ceremony(round, picture);
  fill(hall, { ...values, provisional: values.provisional });
  for (const part of all("[data-shows]", hall)) part.hidden = part.dataset.shows !== picture;
  if (picture === "idle") renderIdle();
  if (picture === "voting") renderVoting(round, tally, values.provisional);
  if (picture === "list") renderList(state.rankedLists[round.id], regionsOf(agenda, round));
  else if (!values.provisional) fill(hall, { paged: false });
}

/** Say once what changed for everybody, and raise the lights once at publication. @param {any} round @param {string} picture */
function ceremony(round, picture) {
  const now = `${round?.id ?? ""}:${round?.state ?? ""}:${round?.epoch ?? ""}`;
  if (now === shown) return;
  hall.dataset.fresh = shown && picture === "list" ? "yes" : "no";
  page = 0;
  const spoken = round && ["open", "closed", "published", "void"].includes(round.state);
  if (!shown) known(now);
  else if (spoken) announce(now, t(`announce.${round.state}`));
  shown = now;
}

function renderIdle() {
  const standing = offered(state);
  const bringing = state.room.kind === "region" ? [] : agenda.regions;
  const brought = bringing.map((region) => ({ region, count: standing.filter((one) => one.region_ids.includes(region.id)).length }));
  const most = Math.max(1, ...brought.map(({ count }) => count));
  const rows = /** @type {HTMLElement} */ (one("[data-list='arrivals']", hall));
  list(rows, brought, ({ region }) => region.id, "arrival", (row, { region, count }) => {
    fill(row, { count: number(count), share: share(count, most), says: t("screen.from_region", { n: count, region: region.name }) });
    showChips(one("[data-chips]", row), [region]);
  });
  list(/** @type {HTMLElement} */ (one("[data-list='newest']", hall)), standing.slice(0, 3), "id", "proposal-line", (row, recommendation) => {
    fill(row, { title: recommendation.title, language: recommendation.language });
    showChips(one("[data-chips]", row), agenda.regions.filter((region) => recommendation.region_ids.includes(region.id)));
  });
}

/** @param {any} round @param {any} tally @param {boolean} provisional */
function renderVoting(round, tally, provisional) {
  for (const turnout of all("[data-list^='turnout']", hall)) showTurnout(turnout, regionsOf(agenda, round), tally?.turnout);
  const rows = provisional ? liveRows(state, round, tally) : [];
  const at = span(rows.length, page, PAGE);
  if (provisional) showPager(at);
  list(/** @type {HTMLElement} */ (one("[data-list='live']", hall)), rows.slice(at.first, at.last), "id", "live-row", (row, item) => fill(row, item));
}

/** @param {any} ranked @param {import("./chips.js").Region[]} regions */
function renderList(ranked, regions) {
  const at = span(ranked.items.length, page, PAGE);
  showPager(at);
  showRanked(/** @type {HTMLElement} */ (one("[data-ranked]", hall)), ranked, regions, { first: at.first, most: PAGE });
  fill(hall, { keyed: !chooses(ranked), tieShown: ranked.items.slice(at.first, at.last).some((/** @type {any} */ item) => item.tied) });
}

/** @param {import("./pager.js").Span} at */
function showPager(at) {
  page = at.page;
  fill(hall, { paged: at.pages > 1, pages: at.pages, pager: t("screen.pager", { first: at.first + 1, last: at.last, all: at.all }) });
  hall.dataset.pages = String(at.pages);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.target instanceof HTMLButtonElement && event.key === " ") return;
  const to = pageFor(event.key, page, Number(hall.dataset.pages ?? 1));
  if (to === null || to === page) return;
  event.preventDefault();
  turn(to);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const pages = Number(hall.dataset.pages ?? 1);
  const target = /** @type {HTMLElement} */ (event.target);
  if (pages < 2 || one("[data-if='paged']", hall)?.hidden) return;
  const step = Number(target.closest("[data-turn]")?.getAttribute("data-turn") ?? 0);
  if (step) turn(Math.min(Math.max(0, page + step), pages - 1));
  else if (target.closest("[data-shows]")) turn((page + 1) % pages);
}
