// @ts-check
/**
 * Bars: how long a bar is, as a share of a common whole.
 * Refuses to know what is counted. Invariant: a bar is never longer than its track.
 */

/**
 * Say how much of a track of 100 a figure takes.
 * @param {number} figure @param {number} whole
 * @returns {number} between 0 and 100, one decimal
 */
export function share(figure, whole) {
  if (!(whole > 0) || !(figure > 0)) return 0;
  return Math.round(Math.min(1, figure / whole) * 1000) / 10;
}

/**
 * Say what the marks of a tally column by column come to, over all regions shown.
 * @param {number[][] | null | undefined} regionCells one row a region, one figure a column
 * @param {string[]} columns
 * @returns {Record<string, number>}
 */
export function sums(regionCells, columns) {
  /** @type {Record<string, number>} */
  const total = Object.fromEntries(columns.map((mark) => [mark, 0]));
  for (const row of regionCells ?? []) columns.forEach((mark, at) => (total[mark] += row?.[at] ?? 0));
  return total;
}

/**
 * Say which step of type size a text of delegates fits: long texts step down, they are never cut.
 * @param {string} text @param {number[]} steps lengths in characters, rising
 * @returns {string} "0" for the largest size
 */
export function sizeStep(text, steps) {
  return String(steps.filter((most) => text.length > most).length);
}
