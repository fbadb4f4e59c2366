// @ts-check
/**
 * The views of a ranked list in the hall: the list, the matrix, two rankings, one line, why it stands there, three
 * units side by side, the roll call, and two readings of one item. Pure but for the words. Refuses to draw them.
 * Invariant: turning from one view to another keeps the place: the first recommendation shown stays in sight.
 */
import { lengthOf } from "../page/bars.js";
import { isSilent } from "../page/consent.js";
import { kindOf, saysPlenary } from "../page/kinds.js";
import { span } from "./pager.js";
import { readingsIn } from "./movements.js";
import { isCrowded } from "./withheld.js";
import { t } from "../page/strings.js";

/** @typedef {"list" | "matrix" | "rankings" | "line" | "why" | "units" | "roll" | "reading"} View */
/** @typedef {{view: View, page: number}} Turned */

/** In the order of their keys, 1 to 8. @type {View[]} */
export const VIEWS = ["list", "matrix", "rankings", "line", "why", "units", "roll", "reading"];
/** The views that show one recommendation a page. @type {View[]} */
export const OF_ONE = ["line", "why"];
const MOST = { list: 6, matrix: 12, rankings: 12, line: 1, why: 1, units: 6, roll: 1, reading: 1 };
/** From this length a title takes three lines of a dense view, so that fewer rows stand on a page. */
const LONG_TITLE = 96;
const MOST_LONG = 8;
/** How many regions stand on a page of the matrix: of more, a page has a part, for no seat is narrower. */
const SEATS = 12;
/** How many delegations stand on a page of a roll call. */
export const CALLED = 36;
/** With more regions than that, the seats of a row take a whole line, so that fewer rows stand on a page. */
const MOST_SEATS = 4;
/** After a silence, what it came to in all stands above the rows. */
const MOST_SILENT = 5;
/** Of a list in groups, each of its rows may have the head of one above it; with many regions badges are narrow. */
const [MOST_GROUPED, MOST_GROUPED_CROWDED] = [5, 4];

/**
 * Say which views a list has: what is withheld, or not of its method, cannot be drawn.
 * @param {any} ranked
 * @returns {View[]}
 */
export function viewsOf(ranked) {
  if (!ranked?.items.length) return ["list"];
  const judged = kindOf(ranked) === "verdict";
  const has = {
    list: true, matrix: Boolean(ranked.items[0].verdict) && ranked.regions.length > 1,
    rankings: judged && Boolean(ranked.delegates_equal), line: judged,
    why: ranked.items.some((/** @type {any} */ item) => item.reasons?.length),
    units: Boolean(ranked.delegations), roll: Boolean(ranked.delegations?.roll_call?.length),
    reading: Boolean(readingsIn(ranked)),
  };
  return VIEWS.filter((view) => has[view]);
}

/**
 * Say which view is shown: the one asked for, or the list where there is no such view.
 * @param {any} ranked
 * @param {View} wanted
 */
export const viewOf = (ranked, wanted) => (viewsOf(ranked).includes(wanted) ? wanted : "list");

/** Say how many recommendations stand on a page of a view. @param {any} ranked @param {View} view */
export function mostOf(ranked, view) {
  if (view === "reading") return Math.max(1, ranked.items.length); // all of it is one page
  if (view === "list" && kindOf(ranked) === "verdict") return rowsOf(ranked);
  if (view === "list" && isSilent(ranked)) return MOST_SILENT;
  const dense = view === "matrix" || view === "rankings";
  const long =
    dense && ranked?.items.some((/** @type {any} */ item) => (item.longest ?? lengthOf(item.title)) > LONG_TITLE);
  return long ? MOST_LONG : MOST[view];
}

/** How many rows of verdicts have room: fewer where each may say more. @param {any} ranked */
function rowsOf(ranked) {
  const grouped = isCrowded(ranked.regions) ? MOST_GROUPED_CROWDED : MOST_GROUPED;
  const most = ranked.regions.length > SEATS ? MOST_SEATS : ranked.by_verdict ? grouped : MOST.list;
  return most - Number(ranked.items.some((/** @type {any} */ item) => saysPlenary(ranked, item)));
}

/** Over how many pages the regions of a view go, or the delegations. @param {any} ranked @param {View} view */
function partsOf(ranked, view) {
  if (view === "roll") return Math.ceil(ranked.delegations.roll_call.length / CALLED);
  return view === "matrix" ? Math.ceil(ranked.regions.length / SEATS) : 1;
}

/**
 * Say what stands on a page of a view: its recommendations, and its regions or delegations where it has not all. These
 * are turned before the recommendations.
 * @param {any} ranked @param {View} wanted @param {number} page @returns {import("./pager.js").Span}
 */
export function pageAt(ranked, wanted, page) {
  const view = viewOf(ranked, wanted);
  const parts = partsOf(ranked, view);
  const most = mostOf(ranked, view);
  const pages = span(ranked.items.length, 0, most).pages * parts;
  const at = Math.min(Math.max(0, page), pages - 1);
  const roll = view === "roll";
  const all = roll ? ranked.delegations.roll_call.length : ranked.regions.length;
  const part = parts > 1 ? span(all, at % parts, roll ? CALLED : Math.ceil(all / parts)) : null;
  const [seats, called] = roll ? [null, part] : [part, null];
  return { ...span(ranked.items.length, Math.floor(at / parts), most), page: at, pages, seats, called };
}

/**
 * Turn to another view without losing the place.
 * @param {any} ranked @param {Turned} from @param {View} to @returns {Turned}
 */
export function turnedTo(ranked, { view, page }, to) {
  const shown = viewOf(ranked, to);
  const { first } = pageAt(ranked, view, page);
  return { view: shown, page: Math.floor(first / mostOf(ranked, shown)) * partsOf(ranked, shown) };
}

/**
 * Say whether the signs of a view are explained beside it: where each stands beside its word, they are not.
 * @param {any} ranked @param {View} view @param {import("../page/chips.js").Region[]} regions
 */
export const keyed = (ranked, view, regions) =>
  ["matrix", "reading"].includes(view)
  || (OF_ONE.includes(view) ? isCrowded(regions) : view === "list" && kindOf(ranked) === "verdict");

/**
 * The items whose signs a page has to explain. @param {any} ranked @param {View} view
 * @param {import("./pager.js").Span} at
 */
export const explained = (ranked, view, at) =>
  view === "reading" ? Object.values(readingsIn(ranked) ?? {}) : ranked.items.slice(at.first, at.last);

/** The regions of a page. @template T @param {T[]} regions @param {import("./pager.js").Span} at */
export const seatsAt = (regions, { seats }) => (seats ? regions.slice(seats.first, seats.last) : regions);

/**
 * What stands under a line: how many regions back it, and that those withheld count neither way.
 * @param {any} ranked
 * @param {number} page
 */
export function lineFoot(ranked, page) {
  const item = ranked.items[page];
  const withheld = ranked.regions.filter((/** @type {any} */ region) => region.withheld).length;
  if (!item?.verdict) return "";
  return [
    t("line.backing", { n: ranked.regions_counted, backing: item.backing ?? 0 }),
    withheld ? t("line.withheld", { n: withheld }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * Say at which place a recommendation stands; one that is not there, at the first.
 * @param {any} ranked @param {string} id
 */
export const placeOf = (ranked, id) =>
  Math.max(0, ranked.items.findIndex((/** @type {any} */ item) => item.recommendation_id === id));
