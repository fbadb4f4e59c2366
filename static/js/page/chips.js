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
