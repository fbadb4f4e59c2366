// @ts-check
/**
 * What became of each region between two readings of an item: from what both lists print of the same unit. Pure, and
 * without words. Refuses to judge which wording is better. Invariant: of a unit that one of the lists withholds, or has
 * not, nothing is said; the service says the same (`counting/wordings.py`).
 */

/**
 * @typedef {"now_on_board" | "no_longer_on_board" | "not_opposed_now" | "now_opposes" | "as_before" | "not_comparable"}
 *   Moved
 * @typedef {{id: string, before: any, after: any, moved: Moved}} Movement `before`, `after`: what each list has of it
 */

/** @type {Record<string, number>} */
const LEVELS = { opposes: -1, no_position: 0, not_determined: 0, backs: 1 };

/**
 * Say in a word how a region moved between two states.
 * @param {string} before @param {string} after @returns {Moved}
 */
export function movedBetween(before, after) {
  if (!(before in LEVELS) || !(after in LEVELS)) return "not_comparable";
  const steps = LEVELS[after] - LEVELS[before];
  if (steps > 0) return after === "backs" ? "now_on_board" : "not_opposed_now";
  if (steps < 0) return after === "opposes" ? "now_opposes" : "no_longer_on_board";
  return "as_before";
}

/**
 * The wording that a later reading chose, and the item as it was in the list before; null where one of them is not
 * known, or nothing was chosen.
 * @param {any} ranked with the list before as `before` @returns {{first: any, second: any} | null}
 */
export function readingsIn(ranked) {
  const { reading, before } = ranked ?? {};
  if (!reading?.chosen || !before) return null;
  const find = (/** @type {any} */ list, /** @type {string} */ id) =>
    list.items.find((/** @type {any} */ item) => item.recommendation_id === id);
  const [first, second] = [find(before, reading.recommendation_id), find(ranked, reading.chosen)];
  return first && second ? { first, second } : null;
}

/**
 * Say it of the regions of a list, in their order.
 * @param {any} first @param {any} second items of two lists @param {{id: string}[]} regions @returns {Movement[]}
 */
export const movementsOf = (first, second, regions) =>
  regions.map(({ id }) => {
    const [before, after] = [first.regions?.[id], second.regions?.[id]];
    return { id, before, after, moved: movedBetween(before?.state ?? "", after?.state ?? "") };
  });

/**
 * Give the list of a later reading the one before, where that is known.
 * @param {any} ranked @param {Record<string, any>} lists @param {(list: any) => any} worded
 */
export function withBefore(ranked, lists, worded) {
  const before = ranked?.reading ? lists[ranked.reading.round_id] : null;
  return before ? { ...ranked, before: worded(before) } : ranked;
}

/** Which regions a wording brought on board, and which it lost. @param {Movement[]} movements */
export const boardOf = (movements) => ({
  gained: movements.filter(({ moved }) => moved === "now_on_board").map(({ id }) => id),
  lost: movements
    .filter(({ before, after, moved }) => moved !== "not_comparable" && before.state === "backs"
      && after.state !== "backs")
    .map(({ id }) => id),
});
