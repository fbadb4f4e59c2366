// @ts-check
/**
 * Under the wording that a later reading chose: both texts, and what became of each region. Refuses to compare what one
 * of the lists withholds. Invariant: it is there only where both lists are public.
 */
import { showCompared } from "../page/compared.js";
import { paint } from "../page/chips.js";
import { fill, list, one } from "../page/dom.js";
import { saysOf } from "../page/strip.js";
import { signOf, standingOf } from "../page/standings.js";
import { t } from "../page/strings.js";
import { boardWords } from "./foot.js";
import { movementsOf, readingsIn } from "./movements.js";

/** How a reading is called. @param {number} n */
export const readingWords = (n) => t(["", "reading.first", "reading.second"][n] || "reading.nth", { n });

/**
 * @param {HTMLElement} row @param {any} ranked with the list before it @param {any} item
 * @param {import("../page/chips.js").Region[]} regions
 */
export function showReading(row, ranked, item, regions) {
  const both = readingsIn(ranked);
  const place = /** @type {HTMLElement | null} */ (one("[data-if='reread']", row));
  const reread = Boolean(both && place && item.recommendation_id === ranked.reading.chosen);
  fill(row, { reread });
  if (!reread || !both || !place) return;
  fill(row, {
    firstName: readingWords(ranked.reading.ordinal - 1), secondName: readingWords(ranked.reading.ordinal),
    board: boardWords(ranked, regions),
  });
  showCompared(place, both.first, both.second, fill);
  const moves = movementsOf(both.first, both.second, regions);
  list(
    /** @type {HTMLElement} */ (one("[data-list='moves']", place)), moves, "id", "move-row",
    (line, { id, before, after, moved }) => {
      const region = /** @type {import("../page/chips.js").Region} */ (regions.find((one) => one.id === id));
      const [was, now] = [standingOf(before), standingOf(after)];
      fill(line, {
        short: region.short, name: region.name, paint: paint(region), moved, word: t(`moved.${moved}`),
        was: `#sym-${signOf(before)[0]}`, now: `#sym-${signOf(after)[0]}`, wasState: was, nowState: now,
        says: `${saysOf(region, before)} → ${saysOf(region, after)}`,
        wasNamed: Boolean(before?.named), nowNamed: Boolean(after?.named),
      });
    }
  );
}
