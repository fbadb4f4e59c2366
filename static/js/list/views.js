// @ts-check
/**
 * The four views of a ranked list in the hall: the list, the matrix, two rankings, one line. Pure but for the words.
 * Refuses to draw them. Invariant: turning from one view to another keeps the place: the first recommendation shown
 * stays in sight.
 */
import { kindOf } from "../page/kinds.js";
import { t } from "../page/strings.js";

/** @typedef {"list" | "matrix" | "rankings" | "line"} View */
/** @typedef {{view: View, page: number}} Turned */

/** In the order of their keys, 1 to 4. @type {View[]} */
export const VIEWS = ["list", "matrix", "rankings", "line"];
const MOST = { list: 6, matrix: 12, rankings: 12, line: 1 };
/** From this length a title takes three lines of a dense view, so that fewer rows stand on a page. */
const LONG_TITLE = 96;
const MOST_LONG = 8;

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
  const dense = view === "matrix" || view === "rankings";
  const long =
    dense && ranked?.items.some((/** @type {any} */ item) => (item.longest ?? item.title.length) > LONG_TITLE);
  return long ? MOST_LONG : MOST[view];
}

/**
 * Turn to another view without losing the place.
 * @param {any} ranked @param {Turned} from @param {View} to @returns {Turned}
 */
export function turnedTo(ranked, { view, page }, to) {
  const shown = viewOf(ranked, to);
  const first = page * mostOf(ranked, viewOf(ranked, view));
  return { view: shown, page: Math.floor(first / mostOf(ranked, shown)) };
}

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
