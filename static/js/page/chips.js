// @ts-check
/**
 * Region chips: letters first, then a pattern, then a colour. Refuses to know what a region did. Invariant: a region's
 * paint is its place in the meeting's order, on every surface.
 */
import { fill, list } from "./dom.js";

/** @typedef {{id: string, name: string, short: string, place?: number}} Region */

/**
 * Number the regions of a meeting, so that each keeps its paint wherever it stands.
 * @param {Region[]} regions @returns {Region[]}
 */
export const placed = (regions) => regions.map((region, place) => ({ ...region, place }));

/** What stands between those that count together as one, in id, letters and name; in the id of no region. */
const TOGETHER = "+";

/**
 * Find what a round counts, in the meeting's order: regions, and the one that some of them count together as, which has
 * the paint of its first.
 * @param {Region[]} regions of the meeting @param {string[]} ids
 * @returns {Region[]}
 */
export const regionsBy = (regions, ids) =>
  ids
    .map((id) => counted(id, regions.filter((region) => id.split(TOGETHER).includes(region.id))))
    .filter((region) => region !== undefined)
    .sort((one, other) => regions.findIndex(begins(one)) - regions.findIndex(begins(other)));

/** @param {Region} counted @returns {(region: Region) => boolean} */
const begins = (counted) => (region) => counted.id.split(TOGETHER)[0] === region.id;

/** @param {string} id @param {Region[]} members @returns {Region | undefined} */
function counted(id, members) {
  const [first, second, ...more] = members;
  if (!second) return first;
  const letters = more.length ? more.length + 1 : second.short;
  const name = members.map((region) => region.name).join(` ${TOGETHER} `);
  return { ...first, id, short: `${first.short}${TOGETHER}${letters}`, name };
}

/**
 * Name the regions that count together in a round; empty where none do.
 * @param {Region[]} regions of the meeting @param {any} round
 */
export const poolName = (regions, round) =>
  regionsBy(regions, round?.regions ?? []).find(({ id }) => id.includes(TOGETHER))?.name ?? "";

/** How many paints and patterns there are; more regions than that begin anew. */
export const PAINTS = 16;

/** Say which paint a region has. @param {{place?: number}} region */
export const paint = (region) => `region-${((region.place ?? 0) % PAINTS) + 1}`;

/**
 * Show the chips of some regions.
 * @param {HTMLElement | null} container @param {Region[]} regions @param {string} [partName]
 */
export function showChips(container, regions, partName = "region-chip") {
  if (!container) return;
  list(container, regions, "id", partName, (chip, region) =>
    fill(chip, { short: region.short, name: region.name, paint: paint(region) })
  );
}
