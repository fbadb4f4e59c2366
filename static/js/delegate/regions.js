// @ts-check
/**
 * The regions of the meeting in their one order. Refuses to know what they say. Invariant: a region has the same place
 * and the same paint everywhere.
 */
import { placed, poolName, regionsBy, showChips } from "../page/chips.js";
import { listed, t } from "../page/strings.js";

/** @typedef {import("../page/chips.js").Region} Region */

/** @type {Region[]} */
let known = [];

/** @param {Region[]} regions in the meeting's order */
export function useRegions(regions) {
  if (regions.length) known = placed(regions);
}

/** The regions with these ids, in order; some may count together as one. @param {string[]} ids */
export const regionsOf = (ids) => regionsBy(known, ids);

/** Say which regions count together in a round; empty where none do. @param {Said.Round} round */
export const poolWords = (round) => {
  const region = poolName(known, round);
  return region && t("rules.pool", { region });
};

/** Their names in words. @param {string[]} ids */
export const names = (ids) => listed(regionsOf(ids).map((region) => region.name));

/** Show the chips of some regions. @param {HTMLElement | null} container @param {string[]} ids */
export const showOrigin = (container, ids) => showChips(container, regionsOf(ids));
