// @ts-check
/**
 * Under the row of an item what regions said of it by name, in their words. Refuses to know how many seats they have.
 */
import { fill, list, one } from "../page/dom.js";
import { paint } from "../page/chips.js";

/** @param {HTMLElement} row @param {any} item @param {import("../page/chips.js").Region[]} regions */
export function showNamed(row, item, regions) {
  const place = one("[data-list='named']", row);
  if (!place) return;
  const wordsOf = (/** @type {string} */ id) => item.regions?.[id]?.named?.words ?? "";
  const said = regions.filter(({ id }) => wordsOf(id));
  place.hidden = !said.length;
  list(place, said, "id", "named-line", (line, region) =>
    fill(line, { short: region.short, name: region.name, paint: paint(region), words: wordsOf(region.id) }));
}
