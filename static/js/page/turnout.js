// @ts-check
/**
 * Turnout: how many of those checked in have cast a ballot, region by region.
 * Refuses to know any direction. Invariant: regions keep the meeting's order.
 */
import { list, fill, one } from "./dom.js";
import { t, number } from "./strings.js";
import { share } from "./bars.js";
import { showChips } from "./chips.js";

/** @typedef {import("./chips.js").Region} Region */
/** @typedef {Record<string, [number, number, number]>} Turnout cast, checked in and entitled of each region */

/** What a row shows: a ballot changes one row. @type {WeakMap<HTMLElement, string>} */
const shown = new WeakMap();

/** Say whether turnout may be seen: a round that hides it sends none. @param {Turnout | null | undefined} turnout */
export const isShown = (turnout) => Object.keys(turnout ?? {}).length > 0;

/**
 * Add turnout up.
 * @param {Turnout | null | undefined} turnout
 * @returns {{cast: number, checkedIn: number, entitled: number}}
 */
export function totals(turnout) {
  const rows = Object.values(turnout ?? {});
  const sum = (/** @type {number} */ at) => rows.reduce((so_far, row) => so_far + row[at], 0);
  return { cast: sum(0), checkedIn: sum(1), entitled: sum(2) };
}

/**
 * Say which regions of a round still miss ballots, and how many.
 * @param {Region[]} regions @param {Turnout | null | undefined} turnout
 */
export function missing(regions, turnout) {
  return regions
    .filter((region) => turnout?.[region.id])
    .map((region) => {
      const [cast, checkedIn] = /** @type {Turnout} */ (turnout)[region.id];
      return { region, missing: Math.max(0, checkedIn - cast), checkedIn };
    })
    .filter((row) => row.missing > 0);
}

/**
 * Say how many ballots a quorum asks for, or null where the rules have none.
 * @param {string | null | undefined} quorum an exact share such as "1/2" @param {number} entitled
 */
export function quorumBallots(quorum, entitled) {
  if (!quorum) return null;
  const [over, under] = quorum.split("/").map(Number);
  return Math.ceil((entitled * over) / (under || 1));
}

/**
 * Show turnout in rows, and in one of all regions together.
 * @param {HTMLElement} root @param {Region[]} regions @param {Turnout | null | undefined} turnout
 */
export function showCount(root, regions, turnout) {
  const { cast, checkedIn } = totals(turnout);
  fill(root, { allShare: share(cast, checkedIn), allCast: number(cast), allOf: t("turnout.of", { n: checkedIn }) });
  showTurnout(/** @type {HTMLElement} */ (one("[data-list='turnout']", root)), regions, turnout);
}

/**
 * Show turnout in the rows of a list.
 * @param {HTMLElement} container @param {Region[]} regions @param {Turnout | null | undefined} turnout
 */
export function showTurnout(container, regions, turnout) {
  const rows = turnout ? regions.filter((region) => turnout[region.id]) : [];
  list(container, rows, (region) => region.id, "turnout-row", (row, region) => {
    const [cast, checkedIn] = /** @type {Turnout} */ (turnout)[region.id];
    const now = `${region.name} ${cast} ${checkedIn}`;
    if (shown.get(row) === now) return;
    shown.set(row, now);
    fill(row, {
      region: region.name,
      cast: number(cast),
      of: t("turnout.of", { n: checkedIn }),
      share: share(cast, checkedIn),
    });
    showChips(one("[data-chips]", row), [region]);
  });
}
